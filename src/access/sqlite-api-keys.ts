/** API keys in `keys.db`. */
import type { Database } from '#sqlite';
import type { ApiKeyStore, NewKeyRow, NewSecret } from './api-key-store.js';
import { seenAlsoBy } from './hands.js';
import { isSameRequest, prepareKeysTable, type KeyRow, type RotationRow } from './keys-table.js';

export class SqliteApiKeys implements ApiKeyStore {
  constructor(private readonly db: Database) {
    prepareKeysTable(db);
  }

  async all(): Promise<KeyRow[]> {
    return this.db.prepare<[], KeyRow>('SELECT * FROM api_keys').all();
  }

  async find(id: string): Promise<KeyRow | undefined> {
    return this.db.prepare<[string], KeyRow>('SELECT * FROM api_keys WHERE id = ?').get(id);
  }

  async insert(row: NewKeyRow): Promise<void> {
    this.inserted(row, '');
  }

  async insertFirst(row: NewKeyRow): Promise<boolean> {
    return this.inserted(row, 'WHERE NOT EXISTS (SELECT 1 FROM api_keys)');
  }

  async revoke(id: string, now: string): Promise<void> {
    this.db.prepare('UPDATE api_keys SET revoked = ?, old_hash = NULL, old_until = NULL WHERE id = ?').run(now, id);
    this.db.prepare('DELETE FROM api_key_rotations WHERE id = ?').run(id);
  }

  async rotate({ id, hash, rotated, until, shownTo, asked }: NewSecret): Promise<boolean> {
    const inOne = this.db.transaction((): boolean => {
      if (asked && !isSameRequest(this.asked(id), asked)) return false;
      const row = this.db.prepare<[string], KeyRow>('SELECT * FROM api_keys WHERE id = ?').get(id);
      const seen_by = seenAlsoBy(row ?? { seen_by: null }, shownTo);
      this.db
        .prepare(
          `UPDATE api_keys SET old_hash = iif(:until IS NULL, NULL, hash), old_until = :until, hash = :hash, rotated = :rotated,
             seen_by = :seen_by
           WHERE id = :id`,
        )
        .run({ id, hash, rotated, until, seen_by });
      this.db.prepare('DELETE FROM api_key_rotations WHERE id = ?').run(id);
      return true;
    });
    // From its first statement on: another process writes before that or after the end.
    return inOne.immediate();
  }

  async noteUse(id: string, day: string): Promise<void> {
    this.db.prepare('UPDATE api_keys SET last_used = ? WHERE id = ?').run(day, id);
  }

  async rotationAsked(id: string): Promise<RotationRow | undefined> {
    return this.asked(id);
  }

  async askRotation({ id, asked_by, asked, overlap_hours }: RotationRow): Promise<void> {
    this.db
      .prepare('INSERT OR REPLACE INTO api_key_rotations (id, asked_by, asked, overlap_hours) VALUES (?, ?, ?, ?)')
      .run(id, asked_by, asked, overlap_hours);
  }

  private asked(id: string): RotationRow | undefined {
    return this.db.prepare<[string], RotationRow>('SELECT * FROM api_key_rotations WHERE id = ?').get(id);
  }

  private inserted(row: NewKeyRow, unless: string): boolean {
    const sql = `INSERT INTO api_keys (id, hash, name, role, created, portfolios, personal_data, expires, seen_by)
      SELECT :id, :hash, :name, :role, :created, :portfolios, :personal_data, :expires, :seen_by ${unless}`;
    return this.db.prepare(sql).run(row).changes === 1;
  }
}
