/** Keys in `keys.db`: one process writes them, each statement at once. What is deleted is overwritten, and its log forgets it. */
import type { Database, Statement } from '#sqlite';
import type { IndexEntry, KeyStore, NewKey, StoredKey } from './key-store.port.js';
import type { KeyWrapPort } from './master-key.js';

const PAGE = 4_096;
const IN_USE =
  'The keys are deleted, but another process reads keys.db, so that its log still holds them. Close it and send the command again.';

export class SqliteKeys implements KeyStore {
  readonly place = 'keys.db';
  readonly trust = undefined;
  private readonly statements;

  constructor(
    readonly db: Database,
    readonly wrapping: KeyWrapPort,
  ) {
    this.statements = statementsOf(db);
  }

  async keyOf(subject: string, purpose: string): Promise<StoredKey | undefined> {
    return this.statements.bySubject.get(subject, purpose);
  }

  async keyById(id: string): Promise<StoredKey | undefined> {
    return this.statements.byId.get(id);
  }

  async keyIdsOf(subjects: readonly string[]): Promise<string[]> {
    return subjects.flatMap((subject) => this.statements.idsOf.all(subject).map(({ id }) => id));
  }

  async *allKeys(): AsyncGenerator<readonly StoredKey[]> {
    const sql = 'SELECT key_id AS id, subject, secret FROM subject_keys WHERE key_id > ? ORDER BY key_id LIMIT ?';
    const page = this.db.prepare<[string, number], StoredKey>(sql);
    for (let last = ''; ;) {
      const keys = page.all(last, PAGE);
      const end = keys.at(-1);
      if (!end) return;
      yield keys;
      last = end.id;
    }
  }

  async makeKeys(wanted: readonly NewKey[], entries: readonly IndexEntry[]): Promise<readonly StoredKey[]> {
    const { insert, bySubject } = this.statements;
    this.db.transaction(() => {
      for (const { subject, purpose, id, secret } of wanted) insert.run(subject, purpose, id, secret);
      this.index(entries);
    })();
    return wanted.map(({ subject, purpose }) => bySubject.get(subject, purpose) as StoredKey);
  }

  async addToIndex(entries: readonly IndexEntry[]): Promise<void> {
    this.db.transaction(() => this.index(entries))();
  }

  async subjectsWith(token: Buffer): Promise<string[]> {
    return this.statements.withToken.all(token).map(({ subject }) => subject);
  }

  async destroyKeys(ids: readonly string[]): Promise<{ subjects: readonly string[]; remains?: string }> {
    const { byId, remove, forget } = this.statements;
    const subjects: string[] = [];
    this.db.transaction(() => {
      for (const id of ids) {
        const subject = byId.get(id)?.subject;
        if (subject === undefined) continue;
        remove.run(id);
        forget.run(subject);
        subjects.push(subject);
      }
    })();
    return ids.length === 0 || forgetLog(this.db) ? { subjects } : { subjects, remains: IN_USE };
  }

  async restricted(): Promise<string[]> {
    return this.db.prepare<[], string>('SELECT subject FROM restricted').pluck().all();
  }

  async restrict(subjects: readonly string[], closed: boolean): Promise<boolean> {
    const change = closed
      ? 'INSERT INTO restricted (subject) VALUES (?) ON CONFLICT DO NOTHING'
      : 'DELETE FROM restricted WHERE subject = ?';
    const statement = this.db.prepare(change);
    const run = (subject: string): number => statement.run(subject).changes;
    return this.db
      .transaction(() => subjects.map(run))()
      .some((changes) => changes > 0);
  }

  async secrets(): Promise<ReadonlyMap<string, Buffer>> {
    return this.secretsNow();
  }

  async addSecret(name: string, wrapped: Buffer): Promise<Buffer> {
    return this.addSecretNow(name, wrapped);
  }

  /** The same at once: no other process is asked. */
  secretsNow(): ReadonlyMap<string, Buffer> {
    const rows = this.db.prepare<[], { name: string; value: Buffer }>('SELECT name, value FROM secrets').all();
    return new Map(rows.map(({ name, value }) => [name, value]));
  }

  addSecretNow(name: string, wrapped: Buffer): Buffer {
    this.db.prepare('INSERT INTO secrets (name, value) VALUES (?, ?) ON CONFLICT DO NOTHING').run(name, wrapped);
    return this.secretsNow().get(name) as Buffer;
  }

  async applied(name: string): Promise<number | undefined> {
    const sql = 'SELECT position FROM applied WHERE name = ?';
    return this.db.prepare<[string], { position: number }>(sql).get(name)?.position;
  }

  async markApplied(name: string, position: number, event?: string): Promise<void> {
    const sql =
      'INSERT INTO applied (name, position) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position';
    this.db.transaction(() => {
      this.db.prepare(sql).run(name, position);
      this.db.prepare('INSERT OR REPLACE INTO applied_at (name, event) VALUES (?, ?)').run(name, event ?? '');
    })();
  }

  async appliedAt(name: string): Promise<string | undefined> {
    const sql = 'SELECT event FROM applied_at WHERE name = ?';
    return this.db.prepare<[string], { event: string }>(sql).get(name)?.event || undefined;
  }

  async forgetMark(name: string): Promise<void> {
    this.db.transaction(() => {
      for (const table of ['applied', 'applied_at']) this.db.prepare(`DELETE FROM ${table} WHERE name = ?`).run(name);
    })();
  }

  async close(): Promise<void> {
    this.db.close();
  }

  private index(entries: readonly IndexEntry[]): void {
    for (const { subject, token } of entries) this.statements.addToken.run(token, subject);
  }
}

interface Statements {
  readonly bySubject: Statement<[string, string], StoredKey>;
  readonly byId: Statement<[string], StoredKey>;
  readonly idsOf: Statement<[string], { id: string }>;
  readonly insert: Statement<[string, string, string, Buffer]>;
  readonly remove: Statement<[string]>;
  readonly addToken: Statement<[Buffer, string]>;
  readonly forget: Statement<[string]>;
  readonly withToken: Statement<[Buffer], { subject: string }>;
}

function statementsOf(db: Database): Statements {
  const key = 'SELECT key_id AS id, subject, secret FROM subject_keys';
  return {
    bySubject: db.prepare(`${key} WHERE subject = ? AND purpose = ?`),
    byId: db.prepare(`${key} WHERE key_id = ?`),
    idsOf: db.prepare('SELECT key_id AS id FROM subject_keys WHERE subject = ?'),
    insert: db.prepare(
      'INSERT INTO subject_keys (subject, purpose, key_id, secret) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
    ),
    remove: db.prepare('DELETE FROM subject_keys WHERE key_id = ?'),
    addToken: db.prepare('INSERT INTO blind_index (token, subject) VALUES (?, ?) ON CONFLICT DO NOTHING'),
    forget: db.prepare('DELETE FROM blind_index WHERE subject = ?'),
    withToken: db.prepare('SELECT subject FROM blind_index WHERE token = ? ORDER BY subject'),
  };
}

/**
 * Moves everything into the main file and empties the log: what was overwritten there is then nowhere.
 * @returns whether it could; not while another process reads.
 */
export function forgetLog(db: Database): boolean {
  const [{ busy }] = db.pragma('wal_checkpoint(TRUNCATE)') as [{ busy: number }];
  return busy === 0;
}
