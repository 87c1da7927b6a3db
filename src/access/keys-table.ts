/**
 * The table of API keys in `keys.db`. It began with the file; what was added since stands here as ordered steps with a count
 * of their own, so that they and the steps of the file do not wait for each other.
 */
import type { Database } from '#sqlite';

/** Only ever added to. A ledger whose keys were made before a step gets it when it is opened. */
const STEPS: readonly string[] = [
  `ALTER TABLE api_keys ADD COLUMN portfolios TEXT;
   ALTER TABLE api_keys ADD COLUMN personal_data INTEGER NOT NULL DEFAULT 0;
   ALTER TABLE api_keys ADD COLUMN expires TEXT;
   ALTER TABLE api_keys ADD COLUMN last_used TEXT;
   ALTER TABLE api_keys ADD COLUMN rotated TEXT;
   ALTER TABLE api_keys ADD COLUMN old_hash BLOB;
   ALTER TABLE api_keys ADD COLUMN old_until TEXT;`,
  `CREATE TABLE api_key_rotations (
     id TEXT PRIMARY KEY,
     asked_by TEXT NOT NULL,
     asked TEXT NOT NULL,
     overlap_hours INTEGER NOT NULL
   ) STRICT, WITHOUT ROWID;`,
  'ALTER TABLE api_keys ADD COLUMN seen_by TEXT;',
];

/** @throws Error where a newer Quittance has written the keys. */
export function prepareKeysTable(db: Database): void {
  db.transaction(() => {
    db.exec(
      'CREATE TABLE IF NOT EXISTS room_steps (room TEXT PRIMARY KEY, steps INTEGER NOT NULL) STRICT, WITHOUT ROWID',
    );
    const done =
      db.prepare<[], { steps: number }>("SELECT steps FROM room_steps WHERE room = 'access'").get()?.steps ?? 0;
    if (done > STEPS.length) throw new Error('The API keys were written by a newer Quittance. Use that one.');
    for (const step of STEPS.slice(done)) db.exec(step);
    db.prepare("INSERT OR REPLACE INTO room_steps (room, steps) VALUES ('access', ?)").run(STEPS.length);
  })();
}

/** A key as it is stored. Instants are RFC 3339; `portfolios` is a JSON list of stream ids, null: all. */
export interface KeyRow {
  readonly id: string;
  readonly hash: Buffer;
  readonly name: string;
  readonly role: string;
  readonly created: string;
  readonly revoked: string | null;
  readonly portfolios: string | null;
  readonly personal_data: number;
  readonly expires: string | null;
  /** UTC day. */
  readonly last_used: string | null;
  readonly rotated: string | null;
  /** The secret before the last rotation, and until when it is let in. */
  readonly old_hash: Buffer | null;
  readonly old_until: string | null;
  /** JSON list of the callers who were shown a secret of it over HTTP, as `by` names them; null: none, or from before this was kept. */
  readonly seen_by: string | null;
}

/** Somebody wants a key of somebody else to get a new secret; a third one approves it. */
export interface RotationRow {
  readonly id: string;
  readonly asked_by: string;
  readonly asked: string;
  readonly overlap_hours: number;
}

/** Whether a request is the one that was read before: a later one may have replaced it, or somebody answered it. */
export function isSameRequest(now: RotationRow | undefined, before: RotationRow): boolean {
  return now?.asked_by === before.asked_by && now.asked === before.asked && now.overlap_hours === before.overlap_hours;
}
