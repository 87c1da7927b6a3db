/** What an import remembers of each party: what it was told, so that a thousand rows register it once. */
import type { Statement } from '#sqlite';
import { decode, readMeta } from '../../ledger/envelope.js';
import { parseCmd } from './identity.js';
import { knownFact, type KnownFact } from './known.js';
import type { ImportLedger } from './ledger.js';
import { PAGE_EVENTS_MAX } from '../../store/port.js';
import type { Refusal } from '../../ledger/refusal.js';
import type { Scratch } from './scratch.js';

export const PARTY_SCHEMA = 'CREATE TABLE parties (stream TEXT PRIMARY KEY, state TEXT NOT NULL) WITHOUT ROWID;';

/** Parties in memory. */
const PARTIES_MAX = 10_000;

/** What is known of a registration or contact point. */
export interface KnownPoint extends KnownFact {
  /** The date under which it was told: another row may tell the same on another day. */
  readonly at: string;
}

export interface PartyContext {
  readonly stream: string;
  /** By place: hash of what was told, and the id of the command. */
  readonly told: Map<string, { readonly hash: number; readonly cmd: string }>;
  /** The newest command of each place, where the party was imported before. */
  readonly known: ReadonlyMap<string, KnownPoint>;
  /** Somebody registered the party. */
  readonly exists: boolean;
  /** What is under way; a refusal of it refuses the rows that need it. */
  last: Promise<Refusal | undefined> | undefined;
  pending: number;
}

export class PartyBook {
  private readonly inMemory = new Map<string, PartyContext>();
  private readonly find: Statement<[string], { state: string }>;
  private readonly keep: Statement<[string, string]>;

  constructor(
    scratch: Scratch,
    private readonly ledger: ImportLedger,
    /** False for a portfolio that did not exist before: then nothing is known of its parties. */
    private readonly mayExist: boolean,
    private readonly max = PARTIES_MAX,
  ) {
    this.find = scratch.prepare('SELECT state FROM parties WHERE stream = ?');
    this.keep = scratch.prepare('INSERT OR REPLACE INTO parties (stream, state) VALUES (?, ?)');
  }

  get(stream: string): PartyContext | undefined {
    const known = this.inMemory.get(stream);
    if (known) {
      this.inMemory.delete(stream);
      this.inMemory.set(stream, known);
    }
    return known;
  }

  /** @param row `i:…` of the party's own commands */
  async load(stream: string, row: string): Promise<PartyContext> {
    const { known, exists } = this.mayExist ? await this.recorded(stream, row) : NOTHING_KNOWN;
    const kept = this.find.get(stream);
    const told = new Map(kept ? (JSON.parse(kept.state) as [string, { hash: number; cmd: string }][]) : []);
    const context: PartyContext = { stream, told, known, exists, last: undefined, pending: 0 };
    this.inMemory.set(stream, context);
    if (this.inMemory.size > this.max) this.spill();
    return context;
  }

  private async recorded(stream: string, row: string): Promise<Pick<PartyContext, 'known' | 'exists'>> {
    const known = new Map<string, KnownPoint>();
    let revision = 0;
    for (;;) {
      const page = await this.ledger.store.readStream(stream, revision, PAGE_EVENTS_MAX);
      for (const event of page) {
        const { cmd: id, cmdMac: mac, at, _sd, meta } = decode(event);
        const cmd = parseCmd(id);
        if (cmd?.row !== row || cmd.place === undefined || cmd.withdraws) continue;
        const keyId = _sd && readMeta(meta).sd?.[0]?.k;
        const { ordinal } = cmd;
        known.set(cmd.place, { ...(await knownFact(this.ledger, { mac, keyId }, { ordinal, withdrawn: false })), at });
      }
      revision += page.length;
      if (page.length < PAGE_EVENTS_MAX) return { known, exists: revision > 0 };
    }
  }

  private spill(): void {
    let left = this.inMemory.size - Math.floor(this.max * 0.9);
    for (const [stream, context] of this.inMemory) {
      if (left <= 0) return;
      left -= 1;
      if (context.pending > 0) continue;
      this.keep.run(stream, JSON.stringify([...context.told]));
      this.inMemory.delete(stream);
    }
  }
}

const NOTHING_KNOWN: Pick<PartyContext, 'known' | 'exists'> = { known: new Map(), exists: false };
