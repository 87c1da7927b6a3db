/** What an import remembers of each case. The cases of late are in memory, the others in the scratch file. */
import type { Statement } from '#sqlite';
import { soon, type Soon } from '../../ledger/soon.js';
import type { Value } from '../mapping/frame.js';
import type { KnownCase } from './known.js';
import type { RowUnit } from './row-unit.js';
import type { Scratch } from './scratch.js';
import { SeenStreams } from './seen-streams.js';

export const CONTEXT_SCHEMA = 'CREATE TABLE contexts (stream TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;';

/** Cases in memory. */
const CONTEXTS_MAX = 4_096;

/**
 * What outlives a stay in the scratch file. Never a personal value: running values and ids only. Collections are made when
 * something goes in: most cases have few rows, and there are many cases.
 */
interface Kept {
  running: (Value | undefined)[];
  /** Ids of remembered parts, by slot. */
  parts: (string | undefined)[];
  /** Ids of parts that were remembered under a key, by slot and key. */
  keyed: Map<string, string> | undefined;
  /** Streams of parties, by slot. */
  parties: (string | undefined)[];
  /** Equal rows so far, by the id of the first one. */
  ordinals: Map<string, number> | undefined;
  /** Declared keys of this file so far, with the hash of the row's content. */
  keys: Map<string, number> | undefined;
  /** Links that stand in the case. */
  links: Set<string> | undefined;
  /** Links that parties were told. */
  told: Set<string> | undefined;
  /** The case is open in the ledger. */
  open: boolean;
  /** A row of the file was accepted for the case. */
  counted: boolean;
}

export interface CaseContext extends Kept {
  readonly stream: string;
  known: KnownCase | undefined;
  readonly waiting: RowUnit[];
  flying: boolean;
}

function newContext(stream: string, running: (Value | undefined)[], known: KnownCase | undefined): CaseContext {
  return {
    stream,
    running,
    parts: [],
    keyed: undefined,
    parties: [],
    ordinals: undefined,
    keys: undefined,
    links: known && new Set(known.links),
    told: undefined,
    open: known !== undefined,
    counted: false,
    known,
    waiting: [],
    flying: false,
  };
}

export class Contexts {
  /** By stream, the one used longest ago first. */
  private readonly inMemory = new Map<string, CaseContext>();
  private readonly find: Statement<[string], { state: string }>;
  private readonly keep: Statement<[string, string]>;
  private readonly spilled = new SeenStreams();
  /** The one that was asked for last: rows of a case mostly follow each other. */
  private latest: CaseContext | undefined;

  constructor(
    scratch: Scratch,
    private readonly knownCase: ((stream: string) => Promise<KnownCase | undefined>) | undefined,
    private readonly max = CONTEXTS_MAX,
  ) {
    this.find = scratch.prepare('SELECT state FROM contexts WHERE stream = ?');
    this.keep = scratch.prepare('INSERT OR REPLACE INTO contexts (stream, state) VALUES (?, ?)');
  }

  /** The case's context, where it is at hand. */
  get(stream: string): CaseContext | undefined {
    if (this.latest?.stream === stream) return this.latest;
    const known = this.inMemory.get(stream);
    if (known && this.inMemory.size > this.max / 2) {
      this.inMemory.delete(stream);
      this.inMemory.set(stream, known);
    }
    if (known) this.latest = known;
    return known;
  }

  /** The case's context from the scratch file, or a new one. */
  load(stream: string, start: () => (Value | undefined)[]): Soon<CaseContext> {
    return soon(this.knownCase?.(stream), (known) => this.begin(stream, start, known));
  }

  private begin(stream: string, start: () => (Value | undefined)[], known: KnownCase | undefined): CaseContext {
    const row = this.spilled.has(stream) ? this.find.get(stream) : undefined;
    const context = newContext(stream, row ? [] : start(), known);
    if (row) Object.assign(context, parse(row.state));
    this.inMemory.set(stream, context);
    if (this.inMemory.size > this.max) this.spill();
    this.latest = context;
    return context;
  }

  /** Moves the longest unused cases to the scratch file; what is under way stays. */
  private spill(): void {
    let left = this.inMemory.size - Math.floor(this.max * 0.9);
    for (const [stream, context] of this.inMemory) {
      if (left <= 0) return;
      left -= 1;
      if (context.flying || context.waiting.length > 0) continue;
      this.keep.run(stream, text(context));
      this.inMemory.delete(stream);
      this.spilled.add(stream);
    }
  }
}

function text({ running, parts, keyed, parties, ordinals, keys, links, told, open, counted }: Kept): string {
  return JSON.stringify([
    running,
    parts,
    parties,
    [...(keyed ?? [])],
    [...(ordinals ?? [])],
    [...(keys ?? [])],
    [...(links ?? [])],
    [...(told ?? [])],
    open,
    counted,
  ]);
}

type Parsed = [
  (Value | null)[],
  (string | null)[],
  (string | null)[],
  [string, string][],
  [string, number][],
  [string, number][],
  string[],
  string[],
  boolean,
  boolean,
];

function parse(state: string): Kept {
  const [running, parts, parties, keyed, ordinals, keys, links, told, open, counted] = JSON.parse(state) as Parsed;
  return {
    running: present(running),
    parts: present(parts),
    parties: present(parties),
    keyed: keyed.length > 0 ? new Map(keyed) : undefined,
    ordinals: new Map(ordinals),
    keys: new Map(keys),
    links: new Set(links),
    told: new Set(told),
    open,
    counted,
  };
}

/** JSON has no undefined. */
function present<T>(list: readonly (T | null)[]): (T | undefined)[] {
  return list.map((item) => item ?? undefined);
}
