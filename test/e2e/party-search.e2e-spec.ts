/** Finding people by what is sealed: over the blind index, which goes with the key. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { HttpLedger } from '../support/http-ledger.js';
import type { SqliteKeys } from '../../src/privacy/sqlite-keys.js';

const ledger = new HttpLedger();
const PHONE = '+39 055 0101010';
let rosa: string;
let aldo: string;
let point: string;

const find = async (by: string, value: string): Promise<string[]> => {
  const reply = await ledger.post('/v1/parties/searches', { by, value });
  expect(reply.status).toBe(200);
  return reply.body['parties'];
};

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  const person = async (name: string, idNumber: string): Promise<string> =>
    (await ledger.record('/v1/parties', { portfolio: 'main', kind: 'PERSON', name, idNumber })).stream;
  rosa = await person('Rosa Bianchi', 'BNCRSO80B69A662X');
  aldo = await person('Aldo Verdi', 'VRDLDA75A01A662Y');
  point = (await ledger.record(`/v1/parties/${rosa}/contact-points`, { medium: 'phone', value: PHONE })).id;
  await ledger.record(`/v1/parties/${aldo}/contact-points`, { medium: 'sms', value: '0039 055/0101010' });
  await ledger.record(`/v1/parties/${aldo}/contact-points`, { medium: 'email', value: 'aldo@example.org' });
});
afterAll(() => ledger.close());

it('finds people by name, identity number, phone number and mail address, however they are written', async () => {
  expect(await find('name', 'BIANCHI rosa')).toEqual([rosa]);
  expect(await find('idNumber', 'vrdlda75a01a662y')).toEqual([aldo]);
  expect(await find('phone', '39 0550101010')).toEqual([rosa, aldo].sort());
  expect(await find('email', 'ALDO@example.org')).toEqual([aldo]);
  expect(await find('name', 'Rosa')).toEqual([]);
  expect(await find('phone', '...')).toEqual([]);
});

it('tells who shares a contact point', async () => {
  expect(await ledger.runtime.sharedPoints.pointsShared(rosa, point)).toEqual([aldo]);
  expect(await ledger.runtime.sharedPoints.pointsShared(rosa, 'none')).toEqual([]);
});

it('refuses a search without a kind or a value, and does not repeat it', async () => {
  for (const body of [{}, { by: 'address', value: 'Via Roma' }, { by: 'phone' }, { by: 'phone', value: 7 }]) {
    const reply = await ledger.post('/v1/parties/searches', body);
    expect(reply.status).toBe(400);
    expect(reply.text).not.toContain('Via Roma');
  }
});

it('is for whoever may see personal data', async () => {
  const headers = { authorization: `Bearer ${ledger.keyOf('auditor')}` };
  expect((await ledger.post('/v1/parties/searches', { by: 'phone', value: PHONE }, headers)).status).toBe(403);
});

it('is filled once in a ledger that had none', async () => {
  (ledger.runtime.keys as SqliteKeys).db.exec(
    "DELETE FROM blind_index; DELETE FROM applied WHERE name = 'blind-index'",
  );
  expect(await find('phone', PHONE)).toEqual([]);
  await ledger.stop();
  await ledger.start();
  expect(await find('phone', PHONE)).toEqual([rosa, aldo].sort());
  expect(await find('name', 'Rosa Bianchi')).toEqual([rosa]);
});

it('goes with the key: nothing in the file tells that the person was known', async () => {
  const tokens = (ledger.runtime.keys as SqliteKeys).db
    .prepare<[string], { token: Buffer }>('SELECT token FROM blind_index WHERE subject = ?')
    .all(rosa)
    .map(({ token }) => token);
  expect(tokens).toHaveLength(3);
  const { id } = await ledger.record(`/v1/parties/${rosa}/erasures`, { requester: 'SUBJECT', basis: 'REQUEST' });
  const headers = { authorization: `Bearer ${ledger.keyOf('compliance')}` };
  await ledger.post(`/v1/parties/${rosa}/erasures/${id}/approvals`, {}, headers);
  expect(await find('phone', PHONE)).toEqual([aldo]);
  expect(await find('name', 'Rosa Bianchi')).toEqual([]);
  expect(await ledger.runtime.sharedPoints.pointsShared(rosa, point)).toEqual([]);
  const bytes = readdirSync(ledger.folder).map((name) => readFileSync(join(ledger.folder, name)));
  // The number's token stays with Aldo, who has it too.
  const left = tokens.filter((token) => bytes.some((each) => each.includes(token)));
  expect(left.length).toBe(1);
});
