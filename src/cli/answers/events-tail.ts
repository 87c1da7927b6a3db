/** `quittance events tail`: pages of the feed, printed as they come. */
import type { FeedFact, FeedPage } from '../../../projections/feed/feed.reader.js';
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import type { LedgerDoor, Parameters } from '../ledger/ledger-door.js';
import { headLine } from '../text/head.js';
import { momentText } from '../text/when.js';
import { plainLine } from '../text/width.js';

const PAGE = 1_000;
/** After every fact: the answer says only where the head is. */
const POSITION_MAX = 999_999_999_999_999;
/** Longest wait of one question while following; in between, the holder of the ledger is free to end. */
const WAIT_SECONDS = 2;

export interface TailOptions {
  readonly follow?: boolean;
  readonly after?: string;
  readonly type?: readonly string[];
  readonly portfolio?: string;
  readonly question?: string;
  readonly category?: string;
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly lines: string;
}

type Filter = Parameters;

export async function eventsTail(cli: Cli, options: TailOptions): Promise<void> {
  const { follow = false, type, lines, portfolio, question, category, asOf, knownAt } = options;
  const count = wholeNumber('--lines', lines);
  const start = options.after === undefined ? undefined : wholeNumber('--after', options.after);
  if (follow && knownAt !== undefined) {
    throw new CliError(EXIT.usage, '--known-at ends where --follow would go on. Leave one of them out.');
  }
  const filter = { type: type?.join(','), portfolio, question, category, asOf, knownAt };
  await withLedger(cli, { what: 'events tail' }, async (door) => {
    const printer = new Printer(cli, follow);
    await printer.begin();
    let last = await pageOf(door, filter, { after: start ?? POSITION_MAX, limit: 1 });
    if (start === undefined) {
      await printer.print(await lastFacts(door, count, filter, last.head));
      last = { ...last, next: String(last.head) };
    }
    if (start !== undefined || follow) last = await pages(door, filter, { after: start ?? last.head, follow }, printer);
    await printer.end(last, asOf !== undefined || knownAt !== undefined);
  });
}

function pageOf(door: LedgerDoor, filter: Filter, more: Parameters): Promise<FeedPage> {
  return door.get<FeedPage>('/v1/events', { ...filter, ...more });
}

/** Prints page after page; while following it returns only with the process. */
async function pages(
  door: LedgerDoor,
  filter: Filter,
  { after, follow }: { readonly after: number; readonly follow: boolean },
  printer: Printer,
): Promise<FeedPage> {
  const wait = follow ? WAIT_SECONDS : 0;
  for (let next = String(after); ;) {
    const page = await pageOf(door, filter, { after: next, limit: PAGE, wait });
    await printer.print(page.facts);
    next = page.next;
    if (page.atHead && !follow) return page;
    if (follow) door.letGo();
  }
}

/** The last facts that the filter lets through, found by stepping back from the head. */
async function lastFacts(door: LedgerDoor, count: number, filter: Filter, head: number): Promise<readonly FeedFact[]> {
  let facts: FeedFact[] = [];
  for (let upper = head; upper > 0 && facts.length < count; upper -= PAGE) {
    const page = await pageOf(door, filter, { after: Math.max(0, upper - PAGE), limit: PAGE });
    facts = [...page.facts.filter(({ position }) => position <= upper), ...facts];
  }
  return count === 0 ? [] : facts.slice(-count);
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

  /** @param cut whether V or K was asked for: then people are told what the answer is of. */
  async end({ next, asOf, knownAt, lastEvent, final }: FeedPage, cut: boolean): Promise<void> {
    const { out, lang } = this.cli;
    if (out.json && !this.follow) {
      const head = JSON.stringify({ next, asOf, knownAt, lastEvent, final });
      await out.write(`],${head.slice(1)}`);
    } else if (cut && !out.json) {
      await out.write(`\n${headLine({ asOf, knownAt, lastEvent, final }, lang, knownAt !== null)}`);
    }
  }

  private line({ position, rec, type, stream, revision, by }: FeedFact): string {
    const place = `${stream}@${revision}`;
    return plainLine(
      `${String(position).padStart(8)}  ${momentText(rec, this.cli.lang)}  ${type.padEnd(24)}  ${place}  ${by}`,
    );
  }
}
