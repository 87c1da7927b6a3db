/**
 * The vault: each subject's key, and personal values sealed under it. A key is on disk before anything is sealed with
 * it; new keys of one tick share a transaction.
 */
import { createHmac, randomBytes } from 'node:crypto';
import type { Statement } from 'better-sqlite3';
import { disclosure, disclosureDigest } from '../seal/disclosure.js';
import type { AnyFact } from '../ledger/fact.js';
import { readMeta } from '../ledger/envelope.js';
import { Lru } from '../ledger/lru.js';
import type { ConcealPort, EntropyPort, Sealed, SealedFields, SubjectKey } from '../ledger/ports.js';
import type { SearchedValue } from '../ledger/party/index.js';
import { BlindIndex } from './blind-index.js';
import { forgetLog, type KeysDb } from './keys-db.js';
import { encrypt, openDisclosure } from './sealed-value.js';

const KEYS_CACHED_MAX = 20_000;
/** What keys are for; the design has one for each purpose. */
export const PURPOSE = 'collection';

interface Row {
  readonly subject: string;
  readonly key_id: string;
  readonly secret: Buffer;
}

/** The keys are gone, and a copy is not yet. */
export class KeysInUse extends Error {
  constructor() {
    super(
      'The keys are deleted, but another process reads keys.db, so that its log still holds them. Close it and send the command again.',
    );
  }
}

interface IndexEntry {
  readonly subject: string;
  readonly value: SearchedValue;
}

/** Subjects that want a key in this tick, and the keys they will get. */
interface Batch {
  readonly subjects: Set<string>;
  /** What the blind index gets with the keys. */
  readonly entries: IndexEntry[];
  readonly made: Promise<ReadonlyMap<string, SubjectKey>>;
}

export class Vault implements ConcealPort {
  private readonly bySubject = new Lru<string, SubjectKey>(KEYS_CACHED_MAX);
  private readonly byId = new Lru<string, SubjectKey>(KEYS_CACHED_MAX);
  private readonly findBySubject: Statement<[string, string], Row>;
  private readonly findById: Statement<[string], Row>;
  private batch: Batch | undefined;
  readonly index: BlindIndex;
  /** Subjects whose values are kept and opened for nobody. */
  private readonly restricted: Set<string>;

  constructor(
    private readonly db: KeysDb,
    private readonly entropy: EntropyPort,
  ) {
    this.findBySubject = db.prepare(
      'SELECT subject, key_id, secret FROM subject_keys WHERE subject = ? AND purpose = ?',
    );
    this.index = new BlindIndex(db);
    const rows = db.prepare<[], { subject: string }>('SELECT subject FROM restricted').all();
    this.restricted = new Set(rows.map(({ subject }) => subject));
    this.findById = db.prepare('SELECT subject, key_id, secret FROM subject_keys WHERE key_id = ?');
  }

  async keyOf(subject: string, searched: readonly SearchedValue[] = []): Promise<SubjectKey> {
    if (searched.length > 0) {
      this.batch ??= this.newBatch();
      this.batch.entries.push(...searched.map((value) => ({ subject, value })));
      this.batch.subjects.add(subject);
      return (await this.batch.made).get(subject) as SubjectKey;
    }
    const known = this.bySubject.get(subject) ?? this.keyIn(this.findBySubject.get(subject, PURPOSE));
    if (known) {
      this.bySubject.put(subject, known);
      return known;
    }
    this.batch ??= this.newBatch();
    this.batch.subjects.add(subject);
    return (await this.batch.made).get(subject) as SubjectKey;
  }

  async keyById(id: string): Promise<SubjectKey | undefined> {
    const known = this.byId.get(id) ?? this.keyIn(this.findById.get(id));
    if (known) this.byId.put(id, known);
    return known;
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
      sealed.push({ k: key.id, n: name, c: encrypt(key.secret, place, name, text) });
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
    return this.openWhere(fact, (key) => !this.restricted.has(key.subject));
  }

  /** The same for the subject itself, whose right to see the data no restriction touches (PIPL 45, GDPR 15). */
  openForSubject(fact: AnyFact, subjects: ReadonlySet<string>): Promise<Readonly<Record<string, string | null>>> {
    return this.openWhere(fact, (key) => subjects.has(key.subject));
  }

  /** Whether a subject's values are kept and opened for nobody. */
  isClosed(subject: string): boolean {
    return this.restricted.has(subject);
  }

  async isRestricted(fact: AnyFact): Promise<boolean> {
    if (this.restricted.size === 0 || !fact._sd) return false;
    const keys = await Promise.all((readMeta(fact.meta).sd ?? []).map(({ k }) => this.keyById(k)));
    return keys.some((key) => key !== undefined && this.restricted.has(key.subject));
  }

  /** Closes the values of these subjects, or opens them again. */
  restrict(subjects: readonly string[], closed: boolean): void {
    const change = closed
      ? 'INSERT INTO restricted (subject) VALUES (?) ON CONFLICT DO NOTHING'
      : 'DELETE FROM restricted WHERE subject = ?';
    const statement = this.db.prepare(change);
    this.db.transaction(() => subjects.forEach((subject) => statement.run(subject)))();
    for (const subject of subjects) {
      if (closed) this.restricted.add(subject);
      else this.restricted.delete(subject);
    }
  }

  private async openWhere(
    fact: AnyFact,
    may: (key: SubjectKey) => boolean,
  ): Promise<Readonly<Record<string, string | null>>> {
    const fields: Record<string, string | null> = {};
    for (const { k, n, c } of readMeta(fact.meta).sd ?? []) {
      const key = await this.keyById(k);
      fields[n] = key && may(key) ? openDisclosure(key, fact, n, c).disclosed.value : null;
    }
    return fields;
  }

  /** Ids of the keys of these subjects. */
  keyIdsOf(subjects: readonly string[]): string[] {
    const find = this.db.prepare<[string], { key_id: string }>('SELECT key_id FROM subject_keys WHERE subject = ?');
    return subjects.flatMap((subject) => find.all(subject).map(({ key_id }) => key_id));
  }

  /**
   * Destroys keys: rows, what the blind index holds of their subjects, copies in memory, and what the log still has of them.
   * Those that are gone already are no error.
   * @returns how many there were.
   * @throws KeysInUse when somebody else reads the file, so that its log keeps what was deleted; asked again it is done.
   */
  destroy(ids: readonly string[]): number {
    const find = this.db.prepare<[string], { subject: string }>('SELECT subject FROM subject_keys WHERE key_id = ?');
    const remove = this.db.prepare('DELETE FROM subject_keys WHERE key_id = ?');
    let gone = 0;
    this.db.transaction(() => {
      for (const id of ids) {
        const subject = find.get(id)?.subject;
        if (subject === undefined) continue;
        remove.run(id);
        this.index.forget(subject);
        this.bySubject.delete(subject);
        gone += 1;
      }
    })();
    for (const id of ids) this.byId.delete(id);
    if (ids.length > 0 && !forgetLog(this.db)) throw new KeysInUse();
    return gone;
  }

  private newBatch(): Batch {
    const subjects = new Set<string>();
    const entries: IndexEntry[] = [];
    const made = new Promise<void>((resolve) => setImmediate(resolve)).then(() => {
      this.batch = undefined;
      return this.makeAll(subjects, entries);
    });
    return { subjects, entries, made };
  }

  private keyIn(row: Row | undefined): SubjectKey | undefined {
    return row && { id: row.key_id, subject: row.subject, secret: this.db.wrapping.unwrap(row.secret) };
  }

  private makeAll(subjects: ReadonlySet<string>, entries: readonly IndexEntry[]): ReadonlyMap<string, SubjectKey> {
    const insert = this.db.prepare(
      'INSERT INTO subject_keys (subject, purpose, key_id, secret) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    );
    this.db.transaction(() => {
      for (const subject of subjects) {
        const secret = this.db.wrapping.wrap(randomBytes(32));
        insert.run(subject, PURPOSE, randomBytes(12).toString('base64url'), secret);
      }
      for (const { subject, value } of entries) this.index.add(subject, value);
    })();
    const keys = new Map<string, SubjectKey>();
    for (const subject of subjects) {
      const key = this.keyIn(this.findBySubject.get(subject, PURPOSE)) as SubjectKey;
      keys.set(subject, key);
      this.bySubject.put(subject, key);
      this.byId.put(key.id, key);
    }
    return keys;
  }
}
