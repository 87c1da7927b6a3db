/**
 * A dialling list: thousands of contacts asked about in one call. They are worked off some at a time, so that memory stays
 * bounded; lines about one person are decided in their order, each on the permits of those before it.
 */
import type { Sender } from '../http/caller.js';
import type { CommandAnswer, CommandSender, PartyLine } from '../http/command-sender.js';
import { Problem } from '../http/problem.js';
import { validationPipe } from '../http/validation.js';
import type { RequestClearance } from '../ledger/clearance/index.js';
import { RequestClearanceDto, type BulkClearanceDto, type ContactPlanDto } from './clearance.dto.js';
import type { BriefClearance } from './clearance-view.js';

/** Contacts of a bulk request that are decided at the same time: enough to share appends, few enough to stay small. */
export const BULK_AT_ONCE = 256;

/** A line of a bulk request that could not be decided, and the problem that its own request would have got. */
export interface BadLine {
  /** Which it is of `requests`, from 0. */
  readonly index: number;
  /** As it was sent; null where the line has none. */
  readonly party: string | null;
  readonly problem: Problem['details'];
}

/** What became of one contact of a bulk request. */
export type BulkAnswer = BriefClearance | BadLine;

const LINES = validationPipe();

/** @throws Problem where the line has another shape. */
async function shaped(line: unknown): Promise<RequestClearanceDto> {
  if (typeof line !== 'object' || line === null || Array.isArray(line)) {
    throw Problem.of(400, 'invalid-request', 'The line must be an object.');
  }
  return (await LINES.transform(line, { type: 'body', metatype: RequestClearanceDto })) as RequestClearanceDto;
}

function partyIn(line: unknown): string | null {
  const party = (line as { party?: unknown } | null)?.party;
  return typeof party === 'string' ? party.slice(0, 80) : null;
}

/** @throws Problem where neither the request nor what is meant for all says how the person is to be reached. */
export function clearanceCommand({ party, ...asked }: RequestClearanceDto): Omit<PartyLine, 'from'> {
  const { channel } = asked;
  if (channel === undefined) throw Problem.of(400, 'invalid-request', 'channel is missing.', { field: 'channel' });
  const command: RequestClearance = { type: 'RequestClearance', ...asked, channel };
  return { party, command };
}

/** What an answer is, or the problem of its line. A fault is everybody's. */
async function orProblem<T>(index: number, line: unknown, work: () => Promise<T>): Promise<T | BadLine> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Problem) return { index, party: partyIn(line), problem: error.details };
    throw error;
  }
}

function isBad(line: object): line is BadLine {
  return 'problem' in line;
}

export class BulkClearances {
  /** @param tell what is answered of a decision that was recorded. */
  constructor(
    private readonly sender: Pick<CommandSender, 'toParties'>,
    private readonly tell: (done: CommandAnswer, from: Sender) => Promise<BriefClearance>,
  ) {}

  async run({ requests, defaults = {} }: BulkClearanceDto, from: Sender): Promise<BulkAnswer[]> {
    const answers: BulkAnswer[] = [];
    for (let first = 0; first < requests.length; first += BULK_AT_ONCE) {
      answers.push(...(await this.some(requests.slice(first, first + BULK_AT_ONCE), first, defaults, from)));
    }
    return answers;
  }

  private async some(
    requests: readonly unknown[],
    first: number,
    defaults: ContactPlanDto,
    from: Sender,
  ): Promise<BulkAnswer[]> {
    const lines = await Promise.all(
      requests.map((request, i) =>
        orProblem(first + i, request, async (): Promise<PartyLine> => {
          // Each has a command id of its own, made of the whole request's: sent again, each is recorded once.
          const sender = { ...from, cmd: `${from.cmd}#${first + i}`, waitFor: false };
          return { ...clearanceCommand({ ...defaults, ...(await shaped(request)) }), from: sender };
        }),
      ),
    );
    const sent = (await this.sender.toParties(lines.filter((line) => !isBad(line)) as PartyLine[])).values();
    return Promise.all(
      lines.map(async (line, i): Promise<BulkAnswer> => {
        if (isBad(line)) return line;
        const done = sent.next().value as PromiseSettledResult<CommandAnswer>;
        return orProblem(first + i, requests[i], async () => {
          if (done.status === 'rejected') throw done.reason;
          return this.tell(done.value, line.from);
        });
      }),
    );
  }
}
