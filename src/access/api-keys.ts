/** API keys: 256 random bits, shown once, stored as SHA-256, compared in constant time (design.md 6). */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { KeysDb } from '../privacy/keys-db.js';

export const ROLES = ['collector', 'supervisor', 'compliance', 'auditor', 'reporting', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that may record facts. */
const WRITERS: ReadonlySet<Role> = new Set(['collector', 'supervisor', 'compliance', 'admin']);

export interface ApiKey {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly created: string;
  readonly revoked: string | null;
}

interface KeyRow extends ApiKey {
  readonly hash: Buffer;
}

/** `qk_<id>_<secret>`: the id finds the row, the whole text is what is hashed. */
const KEY_PATTERN = /^qk_([0-9a-f]{16})_[A-Za-z0-9_-]{43}$/;

export function canWrite(role: Role): boolean {
  return WRITERS.has(role);
}

/** Auditors and reporting services read without personal data. */
export function seesPersonalData(role: Role): boolean {
  return role !== 'auditor' && role !== 'reporting';
}

export class ApiKeys {
  private readonly known = new Map<string, KeyRow>();

  constructor(private readonly db: KeysDb) {
    for (const row of db.prepare<[], KeyRow>('SELECT * FROM api_keys').all()) this.known.set(row.id, row);
  }

  /** Makes a key and returns its text: the only time that it can be seen. */
  create(name: string, role: Role, now: string): { readonly key: ApiKey; readonly text: string } {
    const id = randomBytes(8).toString('hex');
    const text = `qk_${id}_${randomBytes(32).toString('base64url')}`;
    const row: KeyRow = { id, name, role, created: now, revoked: null, hash: digest(text) };
    this.db
      .prepare('INSERT INTO api_keys (id, hash, name, role, created) VALUES (?, ?, ?, ?, ?)')
      .run(id, row.hash, name, role, now);
    this.known.set(id, row);
    return { key: visible(row), text };
  }

  /** The key that a text is, unless it is unknown or revoked. */
  check(text: string): ApiKey | undefined {
    const row = this.known.get(KEY_PATTERN.exec(text)?.[1] ?? '');
    if (!row || row.revoked !== null) return undefined;
    return timingSafeEqual(digest(text), row.hash) ? row : undefined;
  }

  list(): ApiKey[] {
    return [...this.known.values()].map(visible).sort((a, b) => (a.created < b.created ? -1 : 1));
  }

  /** Revokes a key from now on; false when there is none with this id. */
  revoke(id: string, now: string): boolean {
    const row = this.known.get(id);
    if (!row) return false;
    if (row.revoked !== null) return true;
    this.db.prepare('UPDATE api_keys SET revoked = ? WHERE id = ?').run(now, id);
    this.known.set(id, { ...row, revoked: now });
    return true;
  }
}

function visible({ id, name, role, created, revoked }: KeyRow): ApiKey {
  return { id, name, role, created, revoked };
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
