/**
 * Holds `keys.db` and the sealed values beside the facts against the ledger. The seal does not cover them, so that they can be
 * erased: but each value that is there must open, under the key that it names, to what the fact committed to; a key may be
 * gone only where a fact says that it was destroyed; and what was erased must not have come back from a backup.
 */
import { decode, readMeta } from '../ledger/envelope.js';
import type { AnyFact } from '../ledger/fact.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { searchedIn } from '../ledger/party/index.js';
import { entriesKnown } from '../ledger/register/index.js';
import type { EventStore, StoredEvent } from '../store/port.js';
import type { KeyStore } from './key-store.port.js';
import { readerOf, subjectsOf } from './party-subjects.js';
import { Entropy } from './random.js';
import { Vault } from './vault.js';

const PAGE = 1_024;
/** `_sd` sorts before all other members of a canonical body. */
const HAS_DIGESTS = '{"_sd":';
const INDEXED: ReadonlySet<string> = new Set(['PartyRegistered', 'ContactPointAdded']);

export interface ValueDifference {
  readonly kind: 'changed' | 'missing' | 'extra';
  readonly what: string;
  readonly detail: string;
}

export interface ValuesReport {
  /** Facts with sealed values. */
  readonly sealed: number;
  readonly keys: number;
  readonly differences: readonly ValueDifference[];
}

/** @param store without the checkpoints */
export async function auditValues(store: EventStore, keys: KeyStore): Promise<ValuesReport> {
  return new ValuesAudit(store, keys).run();
}

class ValuesAudit {
  private readonly differences: ValueDifference[] = [];
  private readonly vault: Vault;
  /** Subject of each key that is there. */
  private readonly keys = new Map<string, string>();
  private readonly destroyed = new Set<string>();
  /** Keys that values name and that are not there, and one of those values each. */
  private readonly absent = new Map<string, string>();
  private readonly restrictable = new Set<string>();
  private everybody: ReadonlySet<string> = new Set();
  private sealed = 0;

  constructor(
    private readonly store: EventStore,
    private readonly vaultKeys: KeyStore,
  ) {
    this.vault = new Vault(vaultKeys, new Entropy());
  }

  async run(): Promise<ValuesReport> {
    await this.readKeys();
    for (let position = 0; ;) {
      const page = await this.store.readAll(position, PAGE);
      for (const event of page) await this.fact(event);
      const last = page[page.length - 1];
      if (!last) break;
      position = last.position;
    }
    for (const [key, where] of this.absent) {
      if (this.destroyed.has(key)) continue;
      this.tell(
        'missing',
        `key ${key}`,
        `opens ${where} and is not in ${this.vaultKeys.place}: restore a copy taken after the ledger's`,
      );
    }
    for (const key of this.destroyed) {
      if (this.keys.has(key))
        this.tell('extra', `key ${key}`, `was destroyed and is in ${this.vaultKeys.place} again; a start destroys it`);
    }
    await this.restrictions();
    return { sealed: this.sealed, keys: this.keys.size, differences: this.differences };
  }

  private tell(kind: ValueDifference['kind'], what: string, detail: string): void {
    this.differences.push({ kind, what, detail });
  }

  /** Every wrapped key says by itself whether it is whole (RFC 3394). */
  private async readKeys(): Promise<void> {
    for await (const page of this.vaultKeys.allKeys()) {
      for (const { id, subject, secret } of page) {
        this.keys.set(id, subject);
        this.unwraps(`key ${id}`, secret);
      }
    }
    for (const [name, value] of await this.vaultKeys.secrets()) this.unwraps(`secret ${name}`, value);
    this.everybody = new Set(this.keys.values());
  }

  private unwraps(what: string, value: Buffer): void {
    try {
      this.vaultKeys.wrapping.unwrap(value);
    } catch {
      this.tell('changed', what, `does not unwrap: its bytes in ${this.vaultKeys.place} are not what was written`);
    }
  }

  private async fact(event: StoredEvent): Promise<void> {
    if (event.type === 'SubjectKeyDestroyed') {
      const { data } = JSON.parse(event.data) as { data: { keyIds: readonly string[] } };
      for (const id of data.keyIds) this.destroyed.add(id);
    }
    if (event.type === 'RestrictionApplied') this.restrictable.add(event.stream);
    if (!event.data.startsWith(HAS_DIGESTS)) return;
    this.sealed += 1;
    const what = `${event.stream}@${event.revision}`;
    try {
      await this.values(decode(event), what);
    } catch (error) {
      this.tell('changed', what, `has a sealed value that does not open: ${(error as Error).message}`);
    }
  }

  private async values(fact: AnyFact, what: string): Promise<void> {
    const sealed = readMeta(fact.meta).sd ?? [];
    const expected = fact._sd?.length ?? 0;
    if (sealed.length < expected) this.tell('missing', what, `has ${sealed.length} of ${expected} sealed values`);
    if (sealed.length > expected)
      this.tell('extra', what, `has ${sealed.length} sealed values, and committed to ${expected}`);
    for (const { k } of sealed) if (!this.keys.has(k)) this.absent.set(k, what);
    const fields = await this.vault.openForSubject(fact, this.everybody);
    if (Object.keys(fields).length < sealed.length) this.tell('changed', what, 'has two sealed values of one name');
    this.belongs(fact, sealed, what);
    await this.indexed(fact, fields, what);
  }

  /** A person's values lie under that person's key. */
  private belongs({ stream }: AnyFact, sealed: readonly { readonly k: string }[], what: string): void {
    if (!stream.startsWith('party-')) return;
    const other = sealed.find(({ k }) => this.keys.has(k) && this.keys.get(k) !== stream);
    if (other)
      this.tell(
        'changed',
        what,
        `is sealed under key ${other.k}, which ${this.vaultKeys.place} gives to somebody else`,
      );
  }

  private async indexed(fact: AnyFact, fields: Readonly<Record<string, string | null>>, what: string): Promise<void> {
    if (!INDEXED.has(fact.type)) return;
    for (const value of searchedIn(fact, fields)) {
      if ((await this.vault.index.subjectsWith(value)).includes(fact.stream)) continue;
      this.tell('missing', what, `is not found by its values: ${this.vaultKeys.place} lacks them in its index`);
      return;
    }
  }

  /** Whose values are kept and opened for nobody: what keys.db says must be what the facts say. */
  private async restrictions(): Promise<void> {
    const read = readerOf(this.store);
    const expected = new Set<string>();
    for (const party of this.restrictable) {
      const facts: readonly LedgerFact[] = await read(party);
      const open = entriesKnown(facts).some(({ register, stage }) => register === 'restriction' && stage === 'OPEN');
      if (open) for (const subject of await subjectsOf(party, facts, read)) expected.add(subject);
    }
    const found = new Set(await this.vaultKeys.restricted());
    for (const each of expected)
      if (!found.has(each)) this.tell('missing', each, `is restricted, and not so in ${this.vaultKeys.place}`);
    for (const each of found)
      if (!expected.has(each)) this.tell('extra', each, `is restricted in ${this.vaultKeys.place}, and by no fact`);
  }
}
