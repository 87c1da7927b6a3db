/**
 * The vault: each subject's key, and personal values sealed under it. A key is on disk before anything is sealed with
 * it; new keys of one tick share a transaction.
 */
import { createHmac, randomBytes } from 'node:crypto';
import { disclosure, disclosureDigest } from '../seal/disclosure.js';
import type { AnyFact } from '../ledger/fact.js';
import { readMeta } from '../ledger/envelope.js';
import { Lru } from '../ledger/lru.js';
import type { ConcealPort, EntropyPort, Sealed, SealedFields, SubjectKey } from '../ledger/ports.js';
import type { SearchedValue } from '../ledger/party/index.js';
import { BlindIndex, type Known } from './blind-index.js';
import type { KeyStore, StoredKey } from './key-store.port.js';
import { encrypt, openDisclosure } from './sealed-value.js';
import { Kept } from './trust.js';

const KEYS_CACHED_MAX = 20_000;
/** What keys are for; the design has one for each purpose. */
export const PURPOSE = 'collection';

/** The keys are gone, and a copy is not yet. */
export class KeysInUse extends Error {}

/** Subjects that want a key in this tick, and the keys they will get. */
interface Batch {
  readonly subjects: Set<string>;
  /** What the blind index gets with the keys. */
  readonly entries: Known[];
  readonly made: Promise<ReadonlyMap<string, SubjectKey>>;
}

export class Vault implements ConcealPort {
  private readonly bySubject = new Lru<string, SubjectKey>(KEYS_CACHED_MAX);
  private readonly byId = new Lru<string, SubjectKey>(KEYS_CACHED_MAX);
  private batch: Batch | undefined;
  readonly index: BlindIndex;
  /** Subjects whose values are kept and opened for nobody. */
  private readonly restricted: Kept<Set<string>>;

  constructor(
    private readonly keys: KeyStore,
    private readonly entropy: EntropyPort,
  ) {
    this.index = new BlindIndex(keys);
    this.restricted = new Kept(keys.trust, async () => new Set(await keys.restricted()));
    keys.trust?.onClosed(() => {
      this.bySubject.clear();
      this.byId.clear();
    });
  }

  async keyOf(subject: string, searched: readonly SearchedValue[] = []): Promise<SubjectKey> {
    if (searched.length === 0) {
      const known = await this.known(this.bySubject, subject, () => this.keys.keyOf(subject, PURPOSE));
      if (known) return known;
    }
    this.batch ??= this.newBatch();
    this.batch.entries.push(...searched.map((value) => ({ subject, value })));
    this.batch.subjects.add(subject);
    return (await this.batch.made).get(subject) as SubjectKey;
  }

  async keyById(id: string): Promise<SubjectKey | undefined> {
    return this.known(this.byId, id, () => this.keys.keyById(id));
  }

  seal(
    key: SubjectKey,
    place: { stream: string; event: string },
    fields: Readonly<Record<string, string>>,
  ): SealedFields {
    const digests: string[] = [];
    const sealed: Sealed[] = [];
    for (const [name, value] of Object.entries(fields)) {
      const text = disclosure(this.entropy.salt(), name, value);
      digests.push(disclosureDigest(text));
      sealed.push({ k: key.id, n: name, c: encrypt(key.secret, this.entropy.nonce(), place, name, text) });
    }
    return { digests: digests.sort(), sealed };
  }

  mac(key: SubjectKey, text: string): string {
    return createHmac('sha256', key.secret).update(text).digest('base64url');
  }

  /**
   * The personal values of a fact, opened. A field whose key was destroyed, or whose subject is restricted, is `null`.
   * @throws when a disclosure does not match the body's digests: the ledger was tampered with.
   */
  open(fact: AnyFact): Promise<Readonly<Record<string, string | null>>> {
    return this.openWhere(fact, async ({ subject }) => !(await this.isClosed(subject)));
  }

  /** The same for the subject itself, whose right to see the data no restriction touches (PIPL 45, GDPR 15). */
  openForSubject(fact: AnyFact, subjects: ReadonlySet<string>): Promise<Readonly<Record<string, string | null>>> {
    return this.openWhere(fact, async ({ subject }) => subjects.has(subject));
  }

  /** Whether a subject's values are kept and opened for nobody. */
  async isClosed(subject: string): Promise<boolean> {
    return (await this.restricted.get()).has(subject);
  }

  async isRestricted(fact: AnyFact): Promise<boolean> {
    if (!fact._sd) return false;
    const restricted = await this.restricted.get();
    if (restricted.size === 0) return false;
    const keys = await Promise.all((readMeta(fact.meta).sd ?? []).map(({ k }) => this.keyById(k)));
    return keys.some((key) => key !== undefined && restricted.has(key.subject));
  }

  /** Closes the values of these subjects, or opens them again; other processes know it when this is over. */
  async restrict(subjects: readonly string[], closed: boolean): Promise<void> {
    const changed = await this.keys.restrict(subjects, closed);
    this.restricted.forget();
    if (changed) await this.keys.trust?.lapse();
  }

  private async openWhere(
    fact: AnyFact,
    may: (key: SubjectKey) => Promise<boolean>,
  ): Promise<Readonly<Record<string, string | null>>> {
    const fields: Record<string, string | null> = {};
    for (const { k, n, c } of readMeta(fact.meta).sd ?? []) {
      const key = await this.keyById(k);
      fields[n] = key && (await may(key)) ? openDisclosure(key, fact, n, c).disclosed.value : null;
    }
    return fields;
  }

  /** Ids of the keys of these subjects. */
  keyIdsOf(subjects: readonly string[]): Promise<string[]> {
    return this.keys.keyIdsOf(subjects);
  }

  /**
   * Destroys keys: rows, what the blind index holds of their subjects, copies in memory, here and in other processes, and what
   * files still have of them. Those that are gone already are no error.
   * @returns how many there were.
   * @throws KeysInUse when files still hold what was deleted; asked again it is done.
   */
  async destroy(ids: readonly string[]): Promise<number> {
    const { subjects, remains } = await this.keys.destroyKeys(ids);
    for (const subject of subjects) this.bySubject.delete(subject);
    for (const id of ids) this.byId.delete(id);
    if (subjects.length > 0) await this.keys.trust?.lapse();
    if (remains !== undefined) throw new KeysInUse(remains);
    return subjects.length;
  }

  private newBatch(): Batch {
    const subjects = new Set<string>();
    const entries: Known[] = [];
    const made = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.batch = undefined;
      return this.makeAll(subjects, entries);
    });
    return { subjects, entries, made };
  }

  /** From memory, where that may be trusted, else from the store. What was closed while it was read is not kept. */
  private async known(
    cache: Lru<string, SubjectKey>,
    name: string,
    read: () => Promise<StoredKey | undefined>,
  ): Promise<SubjectKey | undefined> {
    const { trust } = this.keys;
    if (trust) await trust.confirm();
    const cached = cache.get(name);
    if (cached) return cached;
    const mark = trust?.mark;
    const stored = await read();
    if (!stored) return undefined;
    const key = { id: stored.id, subject: stored.subject, secret: this.keys.wrapping.unwrap(stored.secret) };
    if (trust?.mark === mark) cache.put(name, key);
    return key;
  }

  private async makeAll(
    subjects: ReadonlySet<string>,
    known: readonly Known[],
  ): Promise<ReadonlyMap<string, SubjectKey>> {
    const { trust, wrapping } = this.keys;
    const entries = known.length === 0 ? [] : await this.index.entries(known);
    const drawn = new Map<string, Buffer>();
    const wanted = [...subjects].map((subject) => {
      const [id, secret] = [randomBytes(12).toString('base64url'), randomBytes(32)];
      drawn.set(id, secret);
      return { id, subject, purpose: PURPOSE, secret: wrapping.wrap(secret) };
    });
    const mark = trust?.mark;
    const keys = new Map<string, SubjectKey>();
    for (const { id, subject, secret } of await this.keys.makeKeys(wanted, entries)) {
      const key = { id, subject, secret: drawn.get(id) ?? wrapping.unwrap(secret) };
      keys.set(subject, key);
      if (trust?.mark !== mark) continue;
      this.bySubject.put(subject, key);
      this.byId.put(id, key);
    }
    return keys;
  }
}
