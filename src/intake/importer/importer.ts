/** One pass over a file: every row is read, judged, sent and counted; then what the file no longer has. */
import { openSource } from '../sources/index.js';
import { soon, type Soon } from '../../ledger/soon.js';
import type { SourceItem, SourceRow } from '../row.js';
import type { CaseContext, Contexts } from './contexts.js';
import type { Gate } from './gate.js';
import type { LedgerIndex, MissingRow } from './ledger-index.js';
import { cmdOf } from './identity.js';
import type { LeftPostings } from './left.js';
import type { Rejects } from './rejects.js';
import type { RowReader, RowReading } from './row-reader.js';
import type { RowPlace } from './row-unit.js';
import type { Sender } from './sender.js';
import { sourceOf, type Stage } from './stage.js';
import type { Tally } from './tally.js';

/** Rows under way: enough to fill the appends' transactions; more would only live longer and cost garbage collection. */
const ROWS_MAX = 512;
const ROWS_LOW = 200;
/**
 * Rows that are read before they are sent: what reading hands over at once may be a thousand, and whatever is read and not yet
 * sent is copied by each collection of young objects meanwhile.
 */
const ROWS_A_TURN = 64;
/** Rows of the last row's case that wait for more of it: an append is full by then. Fewer than ROWS_LOW, or the gate would wait for them for ever. */
const ROWS_HELD_MAX = 100;
/** The name of an XES trace, which its rows' places show. */
const TRACE_NAME = 'trace:concept:name';

export interface ImporterParts {
  readonly stage: Stage;
  readonly tally: Tally;
  readonly gate: Gate;
  readonly sender: Sender;
  readonly reader: RowReader;
  readonly rejects: Rejects;
  readonly contexts: Contexts;
  /** What rows left to be posted. */
  readonly left: LeftPostings;
  /** Undefined for a portfolio that did not exist before. */
  readonly index: LedgerIndex | undefined;
  /** Fields that the mapping reads and no row has had so far; taken out when met. */
  readonly unseen: Set<string>;
}

/** How far reading has come. */
export type Watch = (bytesRead: number, bytesTotal: number) => void;

export class Importer {
  private current: CaseContext | undefined;
  /** Cases with rows that were not sent yet. */
  private readonly touched = new Set<CaseContext>();
  private isBroken = false;

  constructor(private readonly parts: ImporterParts) {}

  async run(path: string, watch: Watch): Promise<void> {
    const { gate, stage } = this.parts;
    const { items, progress } = openSource(path, stage.mapping.source);
    try {
      for await (const batch of items) {
        for (let from = 0; from < batch.length; from += ROWS_A_TURN) {
          await this.turn(batch.slice(from, from + ROWS_A_TURN));
        }
        watch(progress.bytesRead, progress.bytesTotal);
      }
      this.current = undefined;
      this.flush();
      await gate.below(1);
      if (stage.mapping.holdsEverything && !this.isBroken) await this.missing();
      await this.parts.left.post(this.parts);
    } finally {
      await gate.idle();
    }
    watch(progress.bytesRead, progress.bytesTotal);
  }

  private async turn(items: readonly SourceItem[]): Promise<void> {
    const { gate } = this.parts;
    for (const item of items) {
      // Most rows wait for nobody.
      const taken = this.take(item);
      if (taken instanceof Promise) await taken;
    }
    this.flush();
    if (gate.size >= ROWS_MAX) await gate.below(ROWS_LOW);
  }

  /** Sends what is complete. The case of the last row may go on in the next turn: it waits for it, unless much waits there. */
  private flush(): void {
    for (const context of this.touched) {
      if (context === this.current && context.waiting.length < ROWS_HELD_MAX) continue;
      this.parts.sender.flush(context);
      this.touched.delete(context);
    }
  }

  private take(item: SourceItem): Soon<void> {
    const { tally, rejects, reader } = this.parts;
    if (item.kind === 'unreadable') {
      this.isBroken ||= item.fatal;
      if (!item.fatal) tally.rows += 1;
      tally.rejected += 1;
      tally.unidentified += 1;
      rejects.unreadable(this.placeOf(item, tally.rows), item);
      return;
    }
    tally.rows += 1;
    this.sight(item);
    const at = this.placeOf(item, tally.rows);
    return soon(reader.read(item, at), (reading) => this.judge(reading, at));
  }

  /** Traces can be named after people: then their rows are only counted. */
  private placeOf({ place }: SourceItem, n: number): RowPlace {
    return { n, place: this.parts.stage.mapping.personal.has(TRACE_NAME) ? `row ${n}` : place };
  }

  private sight({ fields }: SourceRow): void {
    const { unseen } = this.parts;
    for (const field of unseen) if (fields[field] !== undefined) unseen.delete(field);
  }

  private judge(reading: RowReading, at: RowPlace): void {
    const { tally, rejects, sender } = this.parts;
    switch (reading.kind) {
      case 'unchanged':
        tally.unchanged += 1;
        break;
      case 'changed':
        tally.changed += 1;
        rejects.changed(at, reading.detail);
        break;
      case 'ignored':
        tally.ignored += 1;
        rejects.ignored(at, reading.reason);
        break;
      case 'rejected':
        tally.rejected += 1;
        if (!reading.isKnown) tally.unidentified += 1;
        rejects.rejected(at, reading.problem);
        return;
      case 'send': {
        const { context, unit, detail } = reading;
        if (detail !== undefined) {
          tally.changed += 1;
          rejects.changed(at, unit.kind === 'changed' ? `${detail} A correction replaces it.` : detail);
        }
        this.current = context;
        sender.queue(context, unit);
        this.touched.add(context);
      }
    }
  }

  /** What the ledger knows and the file no longer has: listed, and withdrawn where that was asked for. */
  private async missing(): Promise<void> {
    const { index, tally, rejects, gate, stage } = this.parts;
    if (!index) return;
    const doubt = this.doubt();
    const withdraws = stage.corrections && doubt === undefined;
    const told = withdraws ? `${GONE} A correction withdraws it.` : stage.corrections ? `${GONE} ${doubt}` : GONE;
    for (const row of index.missing()) {
      const at = { n: Number.MAX_SAFE_INTEGER, place: row.origin ?? 'unknown', file: row.file ?? undefined };
      tally.missing += 1;
      rejects.missing(at, told);
      if (withdraws) await this.withdraw(row, at);
      if (gate.size >= ROWS_MAX) await gate.below(ROWS_LOW);
    }
    await gate.below(1);
  }

  /** Why nothing may be withdrawn because the file does not have it. */
  private doubt(): string | undefined {
    const { tally } = this.parts;
    if (tally.unidentified > 0) {
      return `It was not withdrawn: ${tally.unidentified} rejected rows could not be told, and it may be one of them. Mend them first.`;
    }
    if (tally.rows === 0) return 'It was not withdrawn: the file has no row at all. Is it the right file?';
    return undefined;
  }

  private async withdraw({ stream, row, facts }: MissingRow, at: RowPlace): Promise<void> {
    const { sender, contexts, stage } = this.parts;
    const context = contexts.get(stream) ?? (await contexts.load(stream, () => []));
    sender.queue(context, {
      at,
      src: sourceOf(stage, at.place),
      opening: undefined,
      links: [],
      requests: [],
      caseOrigin: undefined,
      origins: [],
      fields: {},
      withdraw: facts.map(({ place, ordinal }) => ({ cmd: cmdOf(row, place, ordinal), action: 'WITHDRAWN' })),
      kind: 'missing',
      parties: [],
      size: 0,
    });
    sender.flush(context);
  }
}

const GONE = 'The row was imported before, and the file no longer has it.';
