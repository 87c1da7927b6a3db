/**
 * API keys: `qk_<public id>_<secret>`. The id names a key in logs and lists; the secret is 256 random bits, shown once, stored
 * as SHA-256 and compared in constant time (design.md 6).
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { toInstant, toMillis, type Millis } from '../ledger/dates.js';
import type { KeysDb } from '../privacy/keys-db.js';
import { prepareKeysTable, type KeyRow, type RotationRow } from './keys-table.js';
import type { Role } from './roles.js';

/** Hours in which the secret before a rotation is let in too, where nothing else is said. */
export const OVERLAP_HOURS_DEFAULT = 24;
export const OVERLAP_HOURS_MAX = 720;

const HOUR_MS = 3_600_000;

/** What may be known of a key. */
export interface ApiKey {
  readonly id: string;
  /** What a key's text begins with. */
  readonly prefix: string;
  readonly name: string;
  readonly role: Role;
  /** Stream ids of the portfolios it is bound to; null: all. */
  readonly portfolios: readonly string[] | null;
  /** For an auditor: shows personal values. */
  readonly personalData: boolean;
  readonly created: string;
  readonly expires: string | null;
  readonly rotated: string | null;
  /** Until when the secret before the last rotation is let in. */
  readonly oldUntil: string | null;
  readonly revoked: string | null;
  /** UTC day. */
  readonly lastUsed: string | null;
}

export interface KeyOptions {
  readonly portfolios?: readonly string[];
  readonly personalData?: boolean;
  readonly expires?: string;
}

/** A key with its text: the only time that it can be seen. */
export interface MadeKey {
  readonly key: ApiKey;
  readonly text: string;
}

/** `qk_<id>_<secret>`: the id finds the row, the whole text is what is hashed. */
const KEY_PATTERN = /^qk_([0-9a-f]{16})_[A-Za-z0-9_-]{43}$/;

export class ApiKeys {
  private readonly known = new Map<string, KeyRow>();
  private readonly pending = new Map<string, RotationRow>();

  constructor(private readonly db: KeysDb) {
    prepareKeysTable(db);
    for (const row of db.prepare<[], KeyRow>('SELECT * FROM api_keys').all()) this.known.set(row.id, row);
    const rotations = db.prepare<[], RotationRow>('SELECT * FROM api_key_rotations').all();
    for (const row of rotations) this.pending.set(row.id, row);
  }

  /** @param now RFC 3339. */
  create(name: string, role: Role, now: string, options: KeyOptions = {}): MadeKey {
    const { portfolios, personalData = false, expires } = options;
    const id = randomBytes(8).toString('hex');
    const text = newText(id);
    this.db
      .prepare(
        `INSERT INTO api_keys (id, hash, name, role, created, portfolios, personal_data, expires)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        id,
        digest(text),
        name,
        role,
        now,
        portfolios ? JSON.stringify(portfolios) : null,
        personalData ? 1 : 0,
        expires ?? null,
      );
    return { key: visible(this.reload(id)), text };
  }

  /** The key that a text is, unless it is unknown, revoked or over. */
  check(text: string, now: Millis): ApiKey | undefined {
    const row = this.known.get(KEY_PATTERN.exec(text)?.[1] ?? '');
    if (!row || row.revoked !== null || isOver(row.expires, now)) return undefined;
    const given = digest(text);
    const isCurrent = timingSafeEqual(given, row.hash);
    const isOld = row.old_hash !== null && timingSafeEqual(given, row.old_hash) && !isOver(row.old_until, now);
    return isCurrent || isOld ? visible(this.used(row, now)) : undefined;
  }

  list(): ApiKey[] {
    return [...this.known.values()].map(visible).sort((a, b) => (a.created < b.created ? -1 : 1));
  }

  find(id: string): ApiKey | undefined {
    const row = this.known.get(id);
    return row && visible(row);
  }

  /** Revokes a key from now on, both its secrets; false when there is none with this id. */
  revoke(id: string, now: string): boolean {
    const row = this.known.get(id);
    if (!row) return false;
    if (row.revoked !== null) return true;
    this.db.prepare('UPDATE api_keys SET revoked = ?, old_hash = NULL, old_until = NULL WHERE id = ?').run(now, id);
    this.db.prepare('DELETE FROM api_key_rotations WHERE id = ?').run(id);
    this.pending.delete(id);
    this.reload(id);
    return true;
  }

  /** Gives a key a new secret; the one before is let in for some hours more, older ones no longer. */
  rotate(id: string, overlapHours: number, now: Millis): MadeKey {
    const text = newText(id);
    const until = overlapHours === 0 ? null : toInstant(now + overlapHours * HOUR_MS);
    this.db.transaction(() => {
      this.db
        .prepare(
          `UPDATE api_keys SET old_hash = iif(:until IS NULL, NULL, hash), old_until = :until, hash = :hash, rotated = :now
           WHERE id = :id`,
        )
        .run({ until, hash: digest(text), now: toInstant(now), id });
      this.db.prepare('DELETE FROM api_key_rotations WHERE id = ?').run(id);
    })();
    this.pending.delete(id);
    return { key: visible(this.reload(id)), text };
  }

  /** Notes that somebody asked for a rotation; a later request replaces the one before. */
  askRotation(id: string, by: string, overlapHours: number, now: string): RotationRow {
    const row = { id, asked_by: by, asked: now, overlap_hours: overlapHours };
    this.db
      .prepare('INSERT OR REPLACE INTO api_key_rotations (id, asked_by, asked, overlap_hours) VALUES (?, ?, ?, ?)')
      .run(id, by, now, overlapHours);
    this.pending.set(id, row);
    return row;
  }

  rotationAsked(id: string): RotationRow | undefined {
    return this.pending.get(id);
  }

  /** The day of use is written once a day: a write for each request would cost more than it tells. */
  private used(row: KeyRow, now: Millis): KeyRow {
    const day = toInstant(now).slice(0, 10);
    if (row.last_used === day) return row;
    this.db.prepare('UPDATE api_keys SET last_used = ? WHERE id = ?').run(day, row.id);
    return this.reload(row.id);
  }

  private reload(id: string): KeyRow {
    const row = this.db.prepare<[string], KeyRow>('SELECT * FROM api_keys WHERE id = ?').get(id) as KeyRow;
    this.known.set(id, row);
    return row;
  }
}

/** Whether a key is let in at all now. */
export function isUsable({ revoked, expires }: ApiKey, now: Millis): boolean {
  return revoked === null && !isOver(expires, now);
}

function isOver(end: string | null, now: Millis): boolean {
  return end !== null && toMillis(end) <= now;
}

function newText(id: string): string {
  return `qk_${id}_${randomBytes(32).toString('base64url')}`;
}

function visible(row: KeyRow): ApiKey {
  const { id, name, role, created, revoked, portfolios, expires, rotated, old_until, last_used } = row;
  return {
    id,
    prefix: `qk_${id}`,
    name,
    role: role as Role,
    portfolios: portfolios === null ? null : (JSON.parse(portfolios) as string[]),
    personalData: row.personal_data === 1,
    created,
    expires,
    rotated,
    oldUntil: old_until,
    revoked,
    lastUsed: last_used,
  };
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
