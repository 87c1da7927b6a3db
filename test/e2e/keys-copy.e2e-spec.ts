/**
 * An embedded ledger moves to a KurrentDB (the stand-in) with its keys in PostgreSQL, lives there, and comes back: the same
 * personal values, erasures that hold, packs that verify.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { keysCopy } from '../../src/cli/answers/keys-copy.js';
import { storeCopy } from '../../src/cli/answers/store-copy.js';
import { readConfig } from '../../src/config.js';
import { openKeysFrom, openKeysTo } from '../../src/moving/keys/keys-place.js';
import { carryKeys } from '../../src/privacy/carry/carry.js';
import { openKeysDb } from '../../src/privacy/keys-db.js';
import { openKeys } from '../../src/privacy/open-keys.js';
import { HttpLedger } from '../support/http-ledger.js';
import { KEYS_IN_POSTGRES } from '../support/keys-place.js';
import { StandIn } from '../support/kurrent/stand-in.js';
import { openPack } from '../support/open-pack.js';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';
import { runAnswer, type Answered } from '../support/run-answer.js';

const NOTES = ['he repairs clocks in Fiesole', 'she keeps bees in Vallombrosa', 'he paints boats in Camogli'];
const WHEN = { occurredAt: '2013-03-04' };

(POSTGRES_HERE && !KEYS_IN_POSTGRES ? describe : describe.skip)(`keys carried over${WITHOUT_POSTGRES}`, () => {
  const before = new HttpLedger();
  const after = new HttpLedger();
  const shelf = mkdtempSync(join(tmpdir(), 'quittance-keys-'));
  const secretsFile = join(shelf, 'secrets');
  let server: StandIn;
  let postgres: TestPostgres;
  let there: HttpLedger;
  /** Of three people, each a debtor of a closed case with a note. */
  let people: { readonly party: string; readonly caseId: string }[] = [];
  /** API keys of before the move. */
  let key = '';
  let admin = '';

  const file = (ledger: HttpLedger, name: string): string => join(ledger.folder, name);
  const sqlite = (ledger: HttpLedger, name = 'keys.db'): string => `sqlite:${file(ledger, name)}`;
  const env = (): Record<string, string> => ({
    QUITTANCE_MASTER_KEY_FILE: file(before, 'master.key'),
    QUITTANCE_SECRETS_FILE: secretsFile,
  });
  const copyKeys = (from: string, to: string, more: object = {}, settings = {}): Promise<Answered> =>
    runAnswer(before.folder, (cli) => keysCopy(cli, { from, to, ...more }), settings);
  const copyStore = (from: string, to: string): Promise<Answered> =>
    runAnswer(before.folder, (cli) => storeCopy(cli, { from, to }));

  /** Which of the notes a reader sees. */
  async function told(ledger: HttpLedger): Promise<boolean[]> {
    const position = await ledger.runtime.store.head();
    const headers = { authorization: `Bearer ${admin}` };
    const texts = people.map(({ caseId }) => ledger.get(`/v1/cases/${caseId}/history?waitFor=${position}`, headers));
    return (await Promise.all(texts)).map(({ text }, i) => text.includes(NOTES[i] as string));
  }

  async function packOf(ledger: HttpLedger, i: number): Promise<Uint8Array> {
    const reply = await fetch(`${ledger.url}/v1/cases/${people[i]?.caseId}/audit-pack?fresh=true&without=pdf,html`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(reply.status).toBe(200);
    return new Uint8Array(await reply.arrayBuffer());
  }
  const exitOf = async (pack: Uint8Array): Promise<number> => (await openPack(pack)).verdict.exit;

  async function erase(ledger: HttpLedger, i: number): Promise<void> {
    const at = `/v1/parties/${people[i]?.party}/erasures`;
    const asked = await ledger.post(at, { requester: 'SUBJECT', basis: 'REQUEST' }, { 'idempotency-key': `ask-${i}` });
    const headers = { authorization: `Bearer ${ledger.keyOf('compliance')}`, 'idempotency-key': `approve-${i}` };
    const approved = await ledger.post(`${at}/${asked.body['id'] as string}/approvals`, {}, headers);
    expect([asked.status, approved.status]).toEqual([201, 201]);
  }

  let oldPack: Uint8Array;
  let found: unknown;
  const search = async (ledger: HttpLedger): Promise<unknown> =>
    (await ledger.post('/v1/parties/searches', { by: 'name', value: 'Debtor 1' })).body;

  beforeAll(async () => {
    [server, postgres] = await Promise.all([StandIn.start(), testPostgres()]);
    await before.start();
    await before.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
    for (const [i, text] of NOTES.entries()) {
      const person = { portfolio: 'main', kind: 'PERSON', name: `Debtor ${i}`, ...WHEN };
      const party = (await before.record('/v1/parties', person)).stream as string;
      const caseId = (await before.record('/v1/cases', { portfolio: 'main', ref: `A${i}`, ...WHEN })).stream as string;
      await before.record(`/v1/cases/${caseId}/parties`, { party, role: 'DEBTOR', ...WHEN });
      await before.record(`/v1/cases/${caseId}/notes`, { text, ...WHEN });
      await before.record(`/v1/cases/${caseId}/closures`, { reason: 'WITHDRAWN', occurredAt: '2013-03-05' });
      people = [...people, { party, caseId }];
    }
    key = before.keyOf('auditor');
    admin = before.keyOf('admin');
    oldPack = await packOf(before, 1);
    found = await search(before);
    copyFileSync(file(before, 'master.key'), join(shelf, 'master.key'));
  }, 60_000);
  afterAll(async () => {
    await server?.stop();
    await postgres?.stop();
    for (const each of [before.folder, after.folder, there?.folder, shelf]) {
      if (each) rmSync(each, { recursive: true, force: true });
    }
  });

  it('is refused in one line, with nothing written, where it would be wrong', async () => {
    const other = join(shelf, 'other.secrets');
    const line = Buffer.alloc(32, 7).toString('base64');
    writeFileSync(other, `id=${line}\nmac=${line}\n`);
    const from = sqlite(before);
    const empty = `sqlite:${join(shelf, 'x', 'keys.db')}`;
    const tried: [string, () => Promise<Answered>, number, RegExp][] = [
      ['no place', () => copyKeys('keys', postgres.url), 2, /^--from names no place of keys/],
      ['a ledger with a password', () => copyKeys(from, 'http://u:secret@x'), 2, /^--to names no place of keys/],
      ['nothing there', () => copyKeys(`${from}.not`, postgres.url), 4, /There are no keys at/],
      ['onto itself', () => copyKeys(from, from), 2, /the same place/],
      ['without secrets', () => copyKeys(from, postgres.url), 2, /--secrets-file/],
      ['other secrets', () => copyKeys(from, postgres.url, { secretsFile: other }), 2, /id secret is not the one/],
      ['no ledger', () => copyKeys(from, empty, { ledger: `sqlite:${shelf}/no.db` }), 4, /no\.db/],
      ['no such ledger', () => copyKeys(from, empty, { ledger: 'nothing' }), 2, /^--ledger/],
    ];
    await before.stop();
    for (const [what, run, exit, message] of tried) {
      const got = await run();
      expect([what, got.exit, got.message]).toEqual([what, exit, expect.stringMatching(message)]);
      expect(got.message).not.toMatch(/secret@|\n/);
    }
    expect(existsSync(join(shelf, 'x'))).toBe(false);
  });

  it('goes to the servers with every value, and is whole when it is run again', async () => {
    const sealed = await copyStore(sqlite(before, 'ledger.db'), server.url);
    expect(sealed.exit).toBe(0);
    const first = await copyKeys(sqlite(before), postgres.url, { secretsFile });
    expect(first).toMatchObject({ exit: 0, document: { already: false, erased: 0, secretsFile } });
    expect(first.document['keys']).toBeGreaterThanOrEqual(3);
    expect(first.document['tokens']).toBeGreaterThan(0);
    expect(statSync(secretsFile).mode & 0o777).toBe(0o600);
    const again = await copyKeys(sqlite(before), postgres.url, {}, { QUITTANCE_SECRETS_FILE: secretsFile });
    expect(again).toMatchObject({ exit: 0, document: { already: true, keys: first.document['keys'] } });

    // Read tables of its own: with shared ones a process seals only while it has that role, which 'serve' takes on.
    const own = { QUITTANCE_STORE: server.url, QUITTANCE_KEYS: postgres.url, QUITTANCE_READ_DB: '' };
    there = new HttpLedger({ ...own, ...env() });
    await there.start();
    expect(await told(there)).toEqual([true, true, true]);
    expect(await search(there)).toEqual(found);
    expect((await there.get('/v1/portfolios', { authorization: `Bearer ${key}` })).status).toBe(200);
    expect(await exitOf(oldPack)).toBe(0);
    const newPack = await packOf(there, 1);
    expect(await exitOf(newPack)).toBe(0);
    const [old, fresh] = await Promise.all([oldPack, newPack].map(async (pack) => (await openPack(pack)).manifest));
    expect(fresh?.origin).toBe(old?.origin);
    expect(fresh?.checkpoint.size).toBeGreaterThan(old?.checkpoint.size ?? Infinity);
  }, 60_000);

  it('is refused while a server has the keys, and both ways beside a folder in use', async () => {
    const busy = await copyKeys(postgres.url, sqlite(after), { ledger: server.url }, env());
    expect(busy).toMatchObject({ exit: 6, message: expect.stringMatching(/Stop every server/) });
    expect(existsSync(file(after, 'keys.db'))).toBe(false);
  });

  it('erases there, comes back without whom it erased, and opens nobody again with keys of before', async () => {
    await erase(there, 0);
    expect(await told(there)).toEqual([false, true, true]);
    const lastPack = await packOf(there, 0);
    await there.stop();

    expect((await copyStore(server.url, sqlite(after, 'ledger.db'))).exit).toBe(0);
    const ledger = sqlite(after, 'ledger.db');
    const back = await copyKeys(postgres.url, sqlite(after), { ledger }, env());
    expect(back).toMatchObject({ exit: 0, document: { already: false, erased: 1, leftBehind: 0 } });
    copyFileSync(join(shelf, 'master.key'), file(after, 'master.key'));
    await after.start();
    expect(await told(after)).toEqual([false, true, true]);
    expect(await exitOf(lastPack)).toBe(0);
    expect(await exitOf(await packOf(after, 0))).toBe(0);
    await erase(after, 1);
    expect(await told(after)).toEqual([false, false, true]);
    await after.stop();

    // The keys of before the move, in which both are still there, with a mark of another store.
    for (const name of ['keys.db-wal', 'keys.db-shm']) rmSync(file(after, name), { force: true });
    copyFileSync(file(before, 'keys.db'), file(after, 'keys.db'));
    const stale = openKeysDb(file(after, 'keys.db'));
    await stale.markApplied('ledger', 1_000_000, 'an event of another store');
    await stale.close();
    await after.start();
    expect(await told(after)).toEqual([false, false, true]);
    await after.stop();
  }, 60_000);

  it('leaves behind whom the ledger erased, and goes on where it was killed', async () => {
    const ledger = sqlite(after, 'ledger.db');
    const half = join(shelf, 'half');
    const settings = readConfig({ QUITTANCE_DATA: half, QUITTANCE_MASTER_KEY_FILE: join(shelf, 'master.key') });
    const source = await openKeysFrom({ file: file(before, 'keys.db') }, settings);
    const target = await openKeysTo({ file: join(half, 'keys.db') }, settings, source);
    // What a killed run leaves: keys of people who were erased afterwards, and the note that it is not over.
    const killed = (phase: string): void => {
      if (phase === 'index') throw new Error('killed');
    };
    const parts = { from: source.shelf, to: target.shelf, erased: new Set<string>(), told: killed };
    expect(await carryKeys(parts).catch(String)).toBe('Error: killed');
    expect((await target.shelf.keys.keyIdsOf(people.map(({ party }) => party))).length).toBe(3);
    await Promise.all([source.close(), target.close()]);
    expect(await openKeys(settings).catch(String)).toMatch(/Only a part of the keys was carried into keys.db/);

    const to = `sqlite:${join(half, 'keys.db')}`;
    const done = await copyKeys(sqlite(before), to, { ledger });
    expect(done).toMatchObject({ exit: 0, document: { already: false, erased: 2, leftBehind: 2 } });
    const { keys } = await openKeys(settings);
    expect(await keys.keyIdsOf(people.slice(0, 2).map(({ party }) => party))).toEqual([]);
    const left = await keys.keyIdsOf([people[2]?.party as string]);
    expect(left).toHaveLength(1);
    await keys.destroyKeys(left);
    await keys.close();
    // What was destroyed in a target that is in use does not come back, whatever a ledger says.
    expect(await copyKeys(sqlite(before), to, { ledger })).toMatchObject({
      exit: 2,
      message: expect.stringMatching(/Nothing was written/),
    });
  });
});
