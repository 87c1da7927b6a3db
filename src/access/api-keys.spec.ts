import { openKeysDb, type KeysDb } from '../privacy/keys-db.js';
import { toMillis } from '../ledger/dates.js';
import { ApiKeys, isUsable } from './api-keys.js';
import { SqliteApiKeys } from './sqlite-api-keys.js';
import { expiryOf } from './expiry.js';

const NOW = '2026-03-10T12:00:00Z';
const AT = toMillis(NOW);
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

const opened = ({ db }: KeysDb): ApiKeys => new ApiKeys(new SqliteApiKeys(db));

describe('API keys', () => {
  it('have 256 random bits, a public prefix, and are stored as a digest only', async () => {
    const db = openKeysDb(':memory:');
    const { key, text } = await opened(db).create('desk', 'collector', NOW);
    const [prefix, secret] = [text.slice(0, 19), text.slice(20)];
    expect(prefix).toBe(key.prefix);
    expect(Buffer.from(secret, 'base64url')).toHaveLength(32);
    const stored = JSON.stringify(db.db.prepare('SELECT * FROM api_keys').all());
    expect(stored).toContain(key.id);
    expect(stored).not.toContain(secret);
    expect(db.db.prepare('SELECT length(hash) AS bytes FROM api_keys').get()).toEqual({ bytes: 32 });
  });

  it('let in the whole text and nothing near it', async () => {
    const keys = opened(openKeysDb(':memory:'));
    const { text } = await keys.create('desk', 'collector', NOW);
    const other = text.at(-2) === 'A' ? 'B' : 'A';
    expect((await keys.check(text, AT))?.name).toBe('desk');
    const wrong = [text.slice(0, -1), `${text.slice(0, -2)}${other}${text.at(-1)}`, text.replace('qk_', 'qx_'), ''];
    for (const each of wrong) expect(await keys.check(each, AT)).toBeUndefined();
  });

  it('end when they expire and when they are revoked', async () => {
    const keys = opened(openKeysDb(':memory:'));
    const { key, text } = await keys.create('desk', 'collector', NOW, { expires: expiryOf('90d', AT) });
    expect(await keys.check(text, AT + 90 * DAY - 1)).toBeDefined();
    expect(await keys.check(text, AT + 90 * DAY)).toBeUndefined();
    expect(isUsable(key, AT + 90 * DAY)).toBe(false);
    expect(await keys.revoke(key.id, NOW)).toBe(true);
    expect(await keys.check(text, AT)).toBeUndefined();
    expect(await keys.revoke('0000000000000000', NOW)).toBe(false);
  });

  it('rotate: the old secret is let in for the overlap, the one before it no longer', async () => {
    const keys = opened(openKeysDb(':memory:'));
    const first = await keys.create('desk', 'collector', NOW);
    const second = await keys.rotate(first.key.id, 24, AT);
    expect(second.key.prefix).toBe(first.key.prefix);
    expect(second.text).not.toBe(first.text);
    expect(await keys.check(first.text, AT + DAY - 1)).toBeDefined();
    expect(await keys.check(first.text, AT + DAY)).toBeUndefined();
    expect(await keys.check(second.text, AT + DAY)).toBeDefined();
    const third = await keys.rotate(first.key.id, 24, AT);
    expect(await keys.check(first.text, AT)).toBeUndefined();
    expect(await keys.check(second.text, AT)).toBeDefined();
    await keys.rotate(first.key.id, 0, AT);
    expect(await keys.check(third.text, AT)).toBeUndefined();
  });

  it('revoke both secrets of a rotation', async () => {
    const keys = opened(openKeysDb(':memory:'));
    const first = await keys.create('desk', 'collector', NOW);
    const second = await keys.rotate(first.key.id, 24, AT);
    await keys.revoke(first.key.id, NOW);
    expect([await keys.check(first.text, AT), await keys.check(second.text, AT)]).toEqual([undefined, undefined]);
  });

  it('remember the day of use, their portfolios and all else over a restart', async () => {
    const db = openKeysDb(':memory:');
    const keys = opened(db);
    const { key, text } = await keys.create('desk', 'auditor', NOW, {
      portfolios: ['portfolio-x'],
      personalData: true,
    });
    expect(key.lastUsed).toBeNull();
    await keys.check(text, AT + DAY);
    const rotated = await keys.rotate(key.id, 1, AT);
    const again = opened(db);
    expect(await again.list()).toEqual(await keys.list());
    expect(await again.check(rotated.text, AT + DAY)).toMatchObject({
      lastUsed: '2026-03-11',
      portfolios: ['portfolio-x'],
      personalData: true,
      rotated: '2026-03-10T12:00:00.000Z',
    });
    expect(await again.check(text, AT)).toBeDefined();
  });

  it('take the keys of before this version along', async () => {
    const db = openKeysDb(':memory:');
    const columns = 'id, hash, name, role, created';
    db.db.exec(
      `INSERT INTO api_keys (${columns}) VALUES ('0123456789abcdef', x'00', 'old', 'admin', '2026-01-01T00:00:00Z')`,
    );
    expect(await opened(db).list()).toMatchObject([
      { name: 'old', portfolios: null, expires: null, lastUsed: null, seenBy: [] },
    ]);
    db.db.exec("UPDATE room_steps SET steps = 99 WHERE room = 'access'");
    expect(() => opened(db)).toThrow('newer Quittance');
  });
});

describe('an expiry', () => {
  it.each([
    ['90d', '2026-06-08T12:00:00.000Z'],
    ['2026-03-10', '2026-03-11T00:00:00.000Z'],
    ['2026-12-31', '2027-01-01T00:00:00.000Z'],
    ['2026-03-09', undefined],
    ['0d', undefined],
    ['2026-02-30', undefined],
    ['soon', undefined],
  ])('%s', (text, expected) => {
    expect(expiryOf(text, AT)).toBe(expected);
  });
});
