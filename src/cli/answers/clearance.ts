/** `quittance clearance …`. */
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { PartyClearance } from '../../../projections/clearances/party-clearances.query.js';
import type { ClearanceDetail } from '../../clearance/clearance-view.js';
import type { Replayed } from '../../clearance/replay.js';
import { withLedger, type Cli } from '../cli.js';
import { EXIT, type ExitCode } from '../exit.js';
import { caseCalled } from '../ledger/references.js';
import { label, stateText } from '../text/rule-words.js';
import { momentText } from '../text/when.js';
import { clearanceLines } from './clearance-lines.js';
import { answerPage, type PageOptions } from './page.js';

export interface AskOptions {
  readonly channel: string;
  readonly case?: string;
  readonly portfolio?: string;
  readonly purpose?: string;
  readonly role?: string;
  readonly point?: string;
  readonly mode?: string;
  readonly at?: string;
  readonly debts?: readonly string[];
  readonly staff?: string;
  readonly strict?: boolean;
}

function pathOf(party: string, id: string): string {
  return `/v1/parties/${encodeURIComponent(party)}/clearances/${encodeURIComponent(id)}`;
}

export async function clearanceAsk(cli: Cli, party: string, options: AskOptions): Promise<ExitCode> {
  const { case: ref, portfolio, at, strict, ...asked } = options;
  return withLedger(cli, { what: 'clearance ask' }, async (door) => {
    const id = ref === undefined ? undefined : await caseCalled(door, ref, portfolio);
    const body = { party, ...asked, case: id, plannedAt: at };
    const answer = await door.post<ClearanceDetail>('/v1/contacts/clearances', body);
    await cli.out.answer(answer, () => clearanceLines(answer, cli.lang));
    return strict === true && !answer.permitted ? EXIT.rejected : EXIT.ok;
  });
}

export async function clearanceShow(cli: Cli, party: string, id: string): Promise<void> {
  await withLedger(cli, { what: 'clearance show' }, async (door) => {
    const answer = await door.get<ClearanceDetail>(pathOf(party, id));
    await cli.out.answer(answer, () => clearanceLines(answer, cli.lang));
  });
}

/** Fails where the decision comes out differently: then something is wrong with program or ledger. */
export async function clearanceReplay(cli: Cli, party: string, id: string): Promise<ExitCode> {
  return withLedger(cli, { what: 'clearance replay' }, async (door) => {
    const answer = await door.get<Replayed>(`${pathOf(party, id)}/replay`);
    await cli.out.answer(answer, () =>
      answer.same ? [label('same', cli.lang)] : [label('differs', cli.lang), ...answer.differs],
    );
    return answer.same ? EXIT.ok : EXIT.fault;
  });
}

export async function clearanceList(
  cli: Cli,
  party: string,
  { permitted, ...options }: PageOptions & { readonly permitted?: string },
): Promise<void> {
  const { lang } = cli;
  const path = `/v1/parties/${encodeURIComponent(party)}/clearances`;
  const columns = [
    { head: label('clearance', lang), cell: (row: PartyClearance) => row.clearance },
    { head: label('asked', lang), cell: (row: PartyClearance) => momentText(row.askedAt, lang) },
    { head: label('channel', lang), cell: (row: PartyClearance) => codeText('channel', row.channel, lang) },
    { head: label('planned', lang), cell: (row: PartyClearance) => momentText(row.plannedAt, lang) },
    { head: label('state', lang), cell: (row: PartyClearance) => stateText(row.state, lang) },
    { head: label('blockedBy', lang), cell: (row: PartyClearance) => blockers(row) },
    {
      head: label('next', lang),
      cell: (row: PartyClearance) => (row.nextAllowedAt === null ? null : momentText(row.nextAllowedAt, lang)),
    },
  ];
  await answerPage<PartyClearance>(cli, { what: 'clearance list', path }, options, { permitted }, columns);
}

function blockers({ rules }: PartyClearance): string {
  return rules.flatMap(({ rule, effect }) => (effect === 'BLOCKS' ? [rule] : [])).join(' ');
}
