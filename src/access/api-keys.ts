/**
 * API keys: `qk_<public id>_<secret>`. The id names a key in logs and lists; the secret is 256 random bits, shown once, stored
 * as SHA-256 and compared in constant time (design.md 6).
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { toInstant, toMillis, type Millis } from '../ledger/dates.js';
import { Kept, type Trust } from '../privacy/trust.js';
import type { ApiKeyStore, NewKeyRow, NewSecret } from './api-key-store.js';
import { handsOf, seenAlsoBy, seenBy } from './hands.js';
import type { KeyRow, RotationRow } from './keys-table.js';
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
  /** Who was shown a secret of it over HTTP: four eyes count them and the key as one. */
  readonly seenBy: readonly string[];
}

export interface KeyOptions {
  readonly portfolios?: readonly string[];
  readonly personalData?: boolean;
  readonly expires?: string;
  /** Who is shown its text, where that is not the operator at the machine. */
  readonly shownTo?: string;
}

/** A key with its text: the only time that it can be seen. */
export interface MadeKey {
  readonly key: ApiKey;
  readonly text: string;
}

/** `qk_<id>_<secret>`: the id finds the row, the whole text is what is hashed. */
const KEY_PATTERN = /^qk_([0-9a-f]{16})_[A-Za-z0-9_-]{43}$/;

/** A key that is drawn and not yet kept. */
export interface DrawnKey {
  readonly row: NewKeyRow;
  readonly text: string;
}

/** @param now RFC 3339. */
export function drawKey(name: string, role: Role, now: string, options: KeyOptions = {}): DrawnKey {
  const { portfolios, personalData = false, expires = null, shownTo } = options;
  const id = randomBytes(8).toString('hex');
  const text = newText(id);
  const bound = portfolios ? JSON.stringify(portfolios) : null;
  const more = { created: now, portfolios: bound, personal_data: personalData ? 1 : 0, expires };
  const seen_by = seenAlsoBy({ seen_by: null }, shownTo);
  return { row: { id, hash: digest(text), name, role, ...more, seen_by }, text };
}

export class ApiKeys {
  /** What requests are checked against. */
  private readonly known: Kept<Map<string, KeyRow>>;

  /** @param trust where other processes change keys too */
  constructor(
    private readonly store: ApiKeyStore,
    private readonly trust?: Trust,
  ) {
    this.known = new Kept(trust, async () => new Map((await store.all()).map((row) => [row.id, row])));
  }

  /** @param now RFC 3339. */
  async create(name: string, role: Role, now: string, options: KeyOptions = {}): Promise<MadeKey> {
    const { row, text } = drawKey(name, role, now, options);
    await this.keep(row);
    return { key: visible(await this.row(row.id)), text };
  }

  /** An admin's key for a ledger that has and had none; undefined where it has, also when several ask at once. */
  async createFirst(now: string): Promise<MadeKey | undefined> {
    if ((await this.store.all()).length > 0) return undefined;
    const { row, text } = drawKey('first', 'admin', now);
    this.known.forget();
    return (await this.store.insertFirst(row)) ? { key: visible(await this.row(row.id)), text } : undefined;
  }

  /** Lets a key in that was drawn. */
  keep(row: NewKeyRow): Promise<void> {
    this.known.forget();
    return this.store.insert(row);
  }

  /** The key that a text is, unless it is unknown, revoked or over. */
  async check(text: string, now: Millis): Promise<ApiKey | undefined> {
    const id = KEY_PATTERN.exec(text)?.[1];
    const row = id === undefined ? undefined : await this.rowKnown(id);
    if (!row || row.revoked !== null || isOver(row.expires, now)) return undefined;
    const given = digest(text);
    const isCurrent = timingSafeEqual(given, row.hash);
    const isOld = row.old_hash !== null && timingSafeEqual(given, row.old_hash) && !isOver(row.old_until, now);
    return isCurrent || isOld ? visible(await this.used(row, now)) : undefined;
  }

  async list(): Promise<ApiKey[]> {
    return (await this.store.all()).map(visible).sort((a, b) => (a.created < b.created ? -1 : 1));
  }

  async find(id: string): Promise<ApiKey | undefined> {
    const row = await this.store.find(id);
    return row && visible(row);
  }

  /** Revokes a key from now on, both its secrets; false when there is none with this id. */
  async revoke(id: string, now: string): Promise<boolean> {
    const row = await this.store.find(id);
    if (!row) return false;
    if (row.revoked !== null) return true;
    await this.store.revoke(id, now);
    await this.changed();
    return true;
  }

  /**
   * Gives a key a new secret; the one before is let in for some hours more, older ones no longer.
   * @param shownTo who gets its text, where that is neither its owner nor the operator at the machine
   */
  async rotate(id: string, overlapHours: number, now: Millis, shownTo?: string): Promise<MadeKey> {
    return (await this.renew(id, overlapHours, now, { shownTo })) as MadeKey;
  }

  /** Rotates as somebody asked; undefined where another has approved that meanwhile, or asked anew. */
  rotateAsked(asked: RotationRow, now: Millis, shownTo?: string): Promise<MadeKey | undefined> {
    return this.renew(asked.id, asked.overlap_hours, now, { shownTo, asked });
  }

  /** Everybody who may be the same person as a caller, as the store knows it now; revoked keys too: what they asked for stands. */
  async handsOf(by: string): Promise<ReadonlySet<string>> {
    return handsOf(by, await this.store.all());
  }

  /** Notes that somebody asked for a rotation; a later request replaces the one before. */
  async askRotation(id: string, by: string, overlapHours: number, now: string): Promise<RotationRow> {
    const row = { id, asked_by: by, asked: now, overlap_hours: overlapHours };
    await this.store.askRotation(row);
    return row;
  }

  rotationAsked(id: string): Promise<RotationRow | undefined> {
    return this.store.rotationAsked(id);
  }

  /** The day of use is written once a day: a write for each request would cost more than it tells. */
  private async used(row: KeyRow, now: Millis): Promise<KeyRow> {
    const day = toInstant(now).slice(0, 10);
    if (row.last_used === day) return row;
    await this.store.noteUse(row.id, day);
    const used = { ...row, last_used: day };
    (await this.known.get()).set(row.id, used);
    return used;
  }

  /** A key that is not known here may have been made by another process a moment ago. */
  private async rowKnown(id: string): Promise<KeyRow | undefined> {
    const known = (await this.known.get()).get(id);
    if (known || !this.trust) return known;
    const row = await this.store.find(id);
    if (row) this.known.forget();
    return row;
  }

  /** Here at once, in other processes when this is over. */
  private async changed(): Promise<void> {
    this.known.forget();
    await this.trust?.lapse();
  }

  private async renew(
    id: string,
    overlapHours: number,
    now: Millis,
    more: Pick<NewSecret, 'shownTo' | 'asked'>,
  ): Promise<MadeKey | undefined> {
    const text = newText(id);
    const until = overlapHours === 0 ? null : toInstant(now + overlapHours * HOUR_MS);
    const renewed = await this.store.rotate({ id, hash: digest(text), until, rotated: toInstant(now), ...more });
    if (!renewed) return undefined;
    await this.changed();
    return { key: visible(await this.row(id)), text };
  }

  private async row(id: string): Promise<KeyRow> {
    return (await this.store.find(id)) as KeyRow;
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
    seenBy: seenBy(row),
  };
}

function digest(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
