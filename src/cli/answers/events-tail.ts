/** `quittance events tail`: pages of the feed, printed as they come. */
import type { FeedFact, FeedPage } from '../../../projections/feed/feed.controller.js';
import type { ProjectionList } from '../../../projections/projector/projector.controller.js';
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import type { LedgerDoor } from '../ledger/ledger-door.js';
import { momentText } from '../text/when.js';
import { plainLine } from '../text/width.js';

const PAGE = 1_000;
/** Longest wait of one question while following; in between, the holder of the ledger is free to end. */
const WAIT_SECONDS = 2;

export interface TailOptions {
  readonly follow?: boolean;
  readonly after?: string;
  readonly type?: string;
  readonly lines: string;
}

export async function eventsTail(cli: Cli, options: TailOptions): Promise<void> {
  const { follow = false, type, lines } = options;
  const count = wholeNumber('--lines', lines);
  const start = options.after === undefined ? undefined : wholeNumber('--after', options.after);
  await withLedger(cli, { what: 'events tail' }, async (door) => {
    const printer = new Printer(cli, follow);
    await printer.begin();
    let after = start;
    if (after === undefined) {
      const last = await lastFacts(door, count, type);
      await printer.print(last.facts);
      after = last.head;
    }
    if (start !== undefined || follow) after = await pages(door, { after, type, follow }, printer);
    await printer.end(after);
  });
}

/** Prints page after page; while following it returns only with the process. */
async function pages(
  door: LedgerDoor,
  { after, type, follow }: { readonly after: number; readonly type?: string; readonly follow: boolean },
  printer: Printer,
): Promise<number> {
  const wait = follow ? WAIT_SECONDS : 0;
  for (let next = String(after); ;) {
    const page = await door.get<FeedPage>('/v1/events', { after: next, limit: PAGE, types: type, wait });
    await printer.print(page.facts);
    next = page.next;
    if (page.atHead && !follow) return Number(next);
    if (follow) door.letGo();
  }
}

/** The last facts (of a type), found by stepping back through the ledger. */
async function lastFacts(
  door: LedgerDoor,
  count: number,
  type: string | undefined,
): Promise<{ readonly facts: readonly FeedFact[]; readonly head: number }> {
  const { head } = await door.get<ProjectionList>('/v1/projections');
  let facts: FeedFact[] = [];
  for (let upper = head; upper > 0 && facts.length < count; upper -= PAGE) {
    const after = Math.max(0, upper - PAGE);
    const page = await door.get<FeedPage>('/v1/events', { after, limit: PAGE, types: type });
    facts = [...page.facts.filter(({ position }) => position <= upper), ...facts];
  }
  return { facts: count === 0 ? [] : facts.slice(-count), head };
}

function wholeNumber(option: string, text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new CliError(EXIT.usage, `${option} is a whole number from 0; it was '${text}'.`);
}

/** Text for people, one JSON document, or (while following) one document a line. */
class Printer {
  private printed = 0;

  constructor(
    private readonly cli: Cli,
    private readonly follow: boolean,
  ) {}

  async begin(): Promise<void> {
    if (this.cli.out.json && !this.follow) await this.cli.out.write('{"events":[');
  }

  async print(facts: readonly FeedFact[]): Promise<void> {
    const { out } = this.cli;
    for (const fact of facts) {
      if (!out.json) await out.write(this.line(fact));
      else if (this.follow) await out.write(JSON.stringify(fact));
      else await out.write((this.printed === 0 ? '' : ',') + JSON.stringify(fact));
      this.printed += 1;
    }
  }

  async end(next: number): Promise<void> {
    if (this.cli.out.json && !this.follow) await this.cli.out.write(`],"next":"${next}"}`);
  }

  private line({ position, rec, type, stream, revision, by }: FeedFact): string {
    const place = `${stream}@${revision}`;
    return plainLine(
      `${String(position).padStart(8)}  ${momentText(rec, this.cli.lang)}  ${type.padEnd(24)}  ${place}  ${by}`,
    );
  }
}
