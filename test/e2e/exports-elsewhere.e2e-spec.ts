/** Two processes serve one ledger: a pack that one of them made is not there at the other, which says what to do. */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { StandIn } from '../support/kurrent/stand-in.js';
import { openPack } from '../support/open-pack.js';
import { POSTGRES_HERE, testPostgres, WITHOUT_POSTGRES, type TestPostgres } from '../support/postgres.js';
import { Installation } from './cli-installation.js';

const secret = (): string => randomBytes(32).toString('base64');
const LOOKS = 600;

(POSTGRES_HERE ? describe : describe.skip)(`exports of several processes${WITHOUT_POSTGRES}`, () => {
  let server: StandIn;
  let postgres: TestPostgres;
  let house: Installation;
  let [first, second, key] = ['', '', ''];
  let shared: Record<string, string>;

  beforeAll(async () => {
    [server, postgres, house] = await Promise.all([StandIn.start(), testPostgres(), Installation.make()]);
    shared = {
      QUITTANCE_STORE: server.url,
      QUITTANCE_READ_DB: postgres.url,
      QUITTANCE_KEYS: postgres.url,
      QUITTANCE_ID_SECRET: secret(),
      QUITTANCE_MAC_SECRET: secret(),
      QUITTANCE_MASTER_KEY: secret(),
      QUITTANCE_LOG: 'error',
    };
    const serve = async (name: string): Promise<{ ready: string; key: string }> => {
      const env = { ...shared, QUITTANCE_DATA: join(house.folder, name) };
      const said = await house.start(['serve', '--port', '0', '--json'], env).said(/(\{[\s\S]*?\n\})/);
      return JSON.parse(said) as { ready: string; key: string };
    };
    // The first one seals.
    ({ ready: first, key } = await serve('first'));
    ({ ready: second } = await serve('second'));
  }, 120_000);
  afterAll(async () => {
    await house?.remove();
    await server?.stop();
    await postgres?.stop();
  }, 60_000);

  const ask = (url: string, method: string, path: string, body?: object, cmd = path): Promise<Response> => {
    const headers = { authorization: `Bearer ${key}`, 'content-type': 'application/json', 'idempotency-key': cmd };
    const given = body === undefined ? { authorization: headers.authorization } : headers;
    return fetch(url + path, { method, headers: given, body: body && JSON.stringify(body) });
  };
  const record = async (path: string, body: object): Promise<string> => {
    const reply = await ask(first, 'POST', `${path}?waitFor=read`, body);
    expect([path, reply.status]).toEqual([path, 201]);
    return ((await reply.json()) as { stream: string }).stream;
  };
  const packAt = async (url: string, id: string): Promise<Uint8Array> => {
    for (let look = 0; look < LOOKS; look++) {
      const state = (await (await ask(url, 'GET', `/v1/exports/${id}`)).json()) as { status: string };
      if (state.status === 'failed') throw new Error(JSON.stringify(state));
      if (state.status === 'ready') break;
      await sleep(100);
    }
    return new Uint8Array(await (await ask(url, 'GET', `/v1/exports/${id}/file`)).arrayBuffer());
  };

  it('and a command in a folder of its own, which is not there yet, finds the ledger', async () => {
    await record('/v1/portfolios', { name: 'other', zone: 'Europe/Rome', currency: 'EUR' });
    const env = { ...shared, QUITTANCE_DATA: join(house.folder, 'of-nobody'), QUITTANCE_LANG: 'en' };
    const listed = await house.run(['portfolio', 'list'], env);
    expect([listed.code, listed.stderr]).toEqual([0, '']);
    expect(listed.stdout).toContain('other');
    const looked = await house.run(['doctor'], { ...env, QUITTANCE_DATA: join(house.folder, 'of-nobody-else') });
    expect(looked.stdout).toMatch(/^ok {4}Data folder/m);
  });

  it('answer 421 with what to do, and doing it gives the same pack', async () => {
    await record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
    const caseId = await record('/v1/cases', { portfolio: 'main', ref: 'A1' });
    await record(`/v1/cases/${caseId}/notes`, { text: 'she keeps bees' });
    const path = `/v1/cases/${caseId}/audit-pack`;
    const sealed = await ask(first, 'GET', `${path}?fresh=true&without=pdf,html`);
    expect(sealed.status).toBe(200);

    // The second one does not seal. It may not have taken over what the first one sealed: then it waits for that.
    const elsewhere = await ask(second, 'GET', `${path}?fresh=true&without=pdf,html`);
    expect([elsewhere.status, await elsewhere.json()]).toEqual([
      409,
      expect.objectContaining({ type: 'urn:quittance:problem:seal-elsewhere' }),
    ]);

    const wanted = { without: ['pdf', 'html'] };
    const begun = await ask(first, 'POST', path, wanted, 'one-pack');
    expect(begun.status).toBe(202);
    const { id } = (await begun.json()) as { id: string };
    const one = await packAt(first, id);
    for (const [method, at] of [
      ['GET', `/v1/exports/${id}`],
      ['GET', `/v1/exports/${id}/file`],
      ['DELETE', `/v1/exports/${id}`],
    ] as const) {
      const reply = await ask(second, method, at);
      expect([at, reply.status, await reply.json()]).toEqual([
        at,
        421,
        expect.objectContaining({
          type: 'urn:quittance:problem:export-elsewhere',
          detail: expect.stringMatching(/same POST with the same Idempotency-Key/),
        }),
      ]);
    }
    const again = await ask(second, 'POST', path, wanted, 'one-pack');
    expect([again.status, ((await again.json()) as { id: string }).id]).toEqual([202, id]);
    const packs = await Promise.all([one, await packAt(second, id)].map((bytes) => openPack(bytes)));
    expect(packs.map(({ verdict }) => verdict.exit)).toEqual([0, 0]);
    expect(packs[1]?.events.map(({ leaf }) => leaf)).toEqual(packs[0]?.events.map(({ leaf }) => leaf));
  }, 120_000);
});
