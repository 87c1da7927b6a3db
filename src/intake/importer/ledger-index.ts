/**
 * An index of what the ledger holds of a book, made before a book is imported again: for each key the newest fact. It is
 * read from the facts themselves, in store order, so it needs no read side and is right after any crash.
 */
import type { Statement } from '#sqlite';
import { decode, readMeta } from '../../ledger/envelope.js';
import type { AnyFact } from '../../ledger/fact.js';
import { isPostedLater } from '../../ledger/payment/index.js';
import { PAGE_EVENTS_MAX, type StoredEvent } from '../../store/port.js';
import { parseCmd } from './identity.js';
import { knownFact, type KnownCase, type KnownFact } from './known.js';
import type { ImportLedger } from './ledger.js';
import type { LeftPostings } from './left.js';
import type { Scratch } from './scratch.js';

export const INDEX_SCHEMA = `
  CREATE TABLE known (
    stream TEXT NOT NULL, row TEXT NOT NULL, place TEXT NOT NULL,
    ordinal INTEGER NOT NULL, withdrawn INTEGER NOT NULL, mac TEXT NOT NULL, key_id TEXT,
    file TEXT, origin TEXT, seen INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (stream, row, place)
  ) WITHOUT ROWID;
  CREATE TABLE opened (stream TEXT PRIMARY KEY, mac TEXT NOT NULL, key_id TEXT, row TEXT) WITHOUT ROWID;
`;

/** Stands in the place of a place for openings and links. */
const NO_PLACE = '';

interface Row {
  readonly row: string;
  readonly place: string;
  readonly ordinal: number;
  readonly withdrawn: number;
  readonly mac: string;
  readonly key_id: string | null;
}

interface MissingFact {
  readonly stream: string;
  readonly row: string;
  readonly place: string;
  readonly ordinal: number;
  readonly file: string | null;
  readonly origin: string | null;
}

/** A row that the ledger knows and the file no longer has. */
export interface MissingRow {
  readonly stream: string;
  readonly row: string;
  /** Name of the file that it came from, and where it stood there. */
  readonly file: string | null;
  readonly origin: string | null;
  readonly facts: readonly { readonly place: string; readonly ordinal: number }[];
}

interface IndexOf {
  readonly mapping: string;
  readonly portfolio: string;
  /** Hears which postings were left by an import that did not come to its end. */
  readonly left: LeftPostings;
}

const POSTS_LEFT: ReadonlySet<string> = new Set(['PaymentsReallocated', 'InterestAccrualAdjusted']);

/** Whether a fact comes with all postings that a case had left, or the last of them. */
function postsAllLeft(event: StoredEvent): boolean {
  return POSTS_LEFT.has(event.type) && !isPostedLater(decode(event));
}

export class LedgerIndex {
  private readonly openings: Statement<[string], { mac: string; key_id: string | null; row: string | null }>;
  private readonly factsOf: Statement<[string], Row>;
  private readonly markSeen: Statement<[string, string]>;

  private constructor(
    private readonly scratch: Scratch,
    private readonly ledger: ImportLedger,
  ) {
    this.openings = scratch.prepare('SELECT mac, key_id, row FROM opened WHERE stream = ?');
    this.factsOf = scratch.prepare('SELECT row, place, ordinal, withdrawn, mac, key_id FROM known WHERE stream = ?');
    this.markSeen = scratch.prepare('UPDATE known SET seen = 1 WHERE stream = ? AND row = ?');
  }

  /** Reads the whole ledger once. */
  static async of(ledger: ImportLedger, scratch: Scratch, { mapping, portfolio, left }: IndexOf): Promise<LedgerIndex> {
    const index = new LedgerIndex(scratch, ledger);
    const note = index.noter({ mapping, portfolio, left });
    let position = 0;
    for (;;) {
      const page = await ledger.store.readAll(position, PAGE_EVENTS_MAX);
      page.forEach(note);
      position = page.at(-1)?.position ?? position;
      if (page.length < PAGE_EVENTS_MAX) return index;
    }
  }

  /** What is known of a case; undefined where the portfolio has no such case. */
  async knownCase(stream: string): Promise<KnownCase | undefined> {
    const opened = this.openings.get(stream);
    if (!opened) return undefined;
    const opening = await knownFact(this.ledger, { mac: opened.mac, keyId: opened.key_id }, ORIGINAL);
    const rows = new Map<string, Map<string, KnownFact>>();
    const links = new Set<string>();
    for (const { row, place, ordinal, withdrawn, mac, key_id } of this.factsOf.all(stream)) {
      if (place === NO_PLACE) {
        links.add(row);
        continue;
      }
      const facts = rows.get(row) ?? new Map<string, KnownFact>();
      facts.set(place, await knownFact(this.ledger, { mac, keyId: key_id }, { ordinal, withdrawn: withdrawn === 1 }));
      rows.set(row, facts);
    }
    return { openedWith: opened.row ?? undefined, opening, rows, links };
  }

  /** The file has this row, whatever became of it. */
  seen(stream: string, row: string): void {
    this.markSeen.run(stream, row);
  }

  /** Rows of the portfolio's cases that the file did not have, case by case. */
  *missing(): Generator<MissingRow> {
    let current: (MissingRow & { readonly facts: { place: string; ordinal: number }[] }) | undefined;
    for (const { stream, row, place, ordinal, file, origin } of this.missingFacts()) {
      if (current?.stream !== stream || current.row !== row) {
        if (current) yield current;
        current = { stream, row, file, origin, facts: [] };
      }
      current.facts.push({ place, ordinal });
    }
    if (current) yield current;
  }

  /** In pages: whoever reads them writes to the same scratch file meanwhile. */
  private *missingFacts(): Generator<MissingFact> {
    const page = this.scratch.prepare<[string, string, string, number], MissingFact>(
      `SELECT stream, known.row AS row, place, ordinal, file, origin FROM known JOIN opened USING (stream)
       WHERE seen = 0 AND withdrawn = 0 AND place <> '' AND (stream, known.row, place) > (?, ?, ?)
       ORDER BY stream, known.row, place LIMIT ?`,
    );
    let last = { stream: '', row: '', place: '' };
    for (;;) {
      const facts = page.all(last.stream, last.row, last.place, MISSING_PAGE);
      yield* facts;
      if (facts.length < MISSING_PAGE) return;
      last = facts.at(-1) as MissingFact;
    }
  }

  private noter({ mapping, portfolio, left }: IndexOf): (event: StoredEvent) => void {
    const put = this.scratch.prepare(
      `INSERT INTO known (stream, row, place, ordinal, withdrawn, mac, key_id, file, origin) VALUES (?, ?, ?, ?, 0, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET withdrawn = 0, mac = excluded.mac, file = excluded.file, origin = excluded.origin,
         key_id = CASE WHEN ordinal = excluded.ordinal THEN coalesce(key_id, excluded.key_id) ELSE excluded.key_id END,
         ordinal = excluded.ordinal`,
    );
    const withdraw = this.scratch.prepare(
      'UPDATE known SET withdrawn = 1 WHERE stream = ? AND row = ? AND place = ? AND ordinal = ?',
    );
    const open = this.scratch.prepare('INSERT OR IGNORE INTO opened (stream, mac, key_id) VALUES (?, ?, ?)');
    const openedWith = this.scratch.prepare('UPDATE opened SET row = ? WHERE stream = ?');
    // The case that the last facts opened: the first row behind its opening came with it.
    let opening = '';
    // A look at the text spares parsing most events of other origin.
    const mark = `"map":"${mapping}@`;
    return (event) => {
      if (!event.stream.startsWith('case-')) return;
      if (postsAllLeft(event)) left.posted(event.stream);
      const opens = event.type === 'CaseOpened';
      if (!opens && !event.data.includes(mark)) return;
      const fact = decode(event);
      const keyId = keyIdOf(fact);
      if (opens) {
        const { portfolio: of } = fact.data as { readonly portfolio?: string };
        if (of === portfolio) open.run(fact.stream, fact.cmdMac, keyId);
        opening = isOurs(fact, mapping) ? fact.stream : '';
        return;
      }
      const cmd = isOurs(fact, mapping) ? parseCmd(fact.cmd) : undefined;
      if (!cmd) return;
      const { row, place = NO_PLACE, ordinal } = cmd;
      if (isPostedLater(fact)) left.note(fact.stream, fact.cmd);
      if (opening === fact.stream && place !== NO_PLACE) {
        openedWith.run(row, fact.stream);
        opening = '';
      }
      if (cmd.withdraws) withdraw.run(fact.stream, row, place, ordinal);
      else put.run(fact.stream, row, place, ordinal, fact.cmdMac, keyId, ...placeOf(fact));
    };
  }
}

const MISSING_PAGE = 2_000;

const ORIGINAL = { ordinal: 0, withdrawn: false };

/** Key of the subject of the fact's personal values. */
function keyIdOf({ _sd, meta }: AnyFact): string | null {
  return _sd ? (readMeta(meta).sd?.[0]?.k ?? null) : null;
}

/** Name of the file that a fact came from, and where it stood there. */
function placeOf({ src }: AnyFact): [file: string | null, place: string | null] {
  return [src?.file ?? null, src?.row ?? null];
}

function isOurs({ src }: AnyFact, mapping: string): boolean {
  return src?.via === 'import' && src.map?.startsWith(`${mapping}@`) === true;
}
