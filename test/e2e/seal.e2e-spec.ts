/** The seal over HTTP: receipts, checkpoint, proofs and tiles, checked as an outsider checks them. */
import { parseCheckpoint, type Checkpoint } from '../../src/seal/checkpoint.js';
import { signedBy } from '../../src/seal/cosignature.js';
import { hashLeaf } from '../../src/seal/merkle.js';
import { parseNote } from '../../src/seal/note.js';
import { parsePolicy, policyOfLog } from '../../src/seal/policy.js';
import { decodeBundle, hashesOf, tilePath, tilesBetween, type Tile } from '../../src/seal/tile.js';
import { rootOfTiles } from '../../src/seal/tile-tree.js';
import { parseTlogProof, verifyTlogProof, type Proven } from '../../src/seal/tlog-proof.js';
import { parseVkey, type Vkey } from '../../src/seal/vkey.js';
import { decode, leafOfStored } from '../../src/ledger/envelope.js';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
let key: Vkey;
let caseId: string;

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  caseId = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream as string;
  key = parseVkey((await ledger.get('/v1/seal/keys')).text.trimEnd());
});
afterAll(() => ledger.close());

async function checkpoint(): Promise<Checkpoint> {
  const note = parseNote((await ledger.get('/v1/seal/checkpoint')).text);
  expect(signedBy(note, key)).toBe(0);
  return parseCheckpoint(note.text);
}

async function bytes(path: string, headers: Record<string, string>): Promise<Buffer> {
  const reply = await fetch(`${ledger.url}/v1/seal/${path}`, { headers });
  expect([path, reply.status]).toEqual([path, 200]);
  return Buffer.from(await reply.arrayBuffer());
}

it('has nothing to show, and says so, until it is started', async () => {
  expect(await ledger.get('/v1/seal/checkpoint')).toMatchObject({ status: 404 });
  expect((await ledger.get('/ready')).body['seal']).toMatchObject({ state: 'idle', lagEvents: 2, size: 0 });
  ledger.runtime.sealer.start();
});

it('gives a receipt on request, which proves the fact to whoever has the key', async () => {
  const posted = await ledger.post(`/v1/cases/${caseId}/assignments?wait=sealed`, { assignee: 'staff-1' });
  expect(posted.status).toBe(201);
  const { receipt, events, position } = posted.body;
  const [event] = [await ledger.runtime.store.eventAt(position as number)] as [never];
  const { extra } = parseTlogProof(receipt.proof as string);
  expect(hashLeaf(extra as Buffer).toString('base64url')).toBe(leafOfStored(event));
  const proven = verifyTlogProof(receipt.proof as string, extra as Buffer, parsePolicy(policyOfLog(key)));
  expect((proven as Proven).index).toBe(receipt.index);
  expect((proven as Proven).checkpoint.origin).toMatch(/^quittance\.local\/[0-9a-f-]{36}$/);
  expect(receipt.proofs).toEqual(events.map((id: string) => `/v1/seal/proofs/${id}`));
  expect((await ledger.get(receipt.proofs[0] as string)).text).toMatch(/^c2sp\.org\/tlog-proof@v1\n/);
});

it('says what it cannot prove', async () => {
  for (const id of ['00000000-0000-0000-0000-000000000000', 'x', '%00']) {
    expect(await ledger.get(`/v1/seal/proofs/${id}`)).toMatchObject({
      status: 404,
      body: { type: 'urn:quittance:problem:not-sealed' },
    });
  }
  const before = await ledger.runtime.store.head();
  const bad = await ledger.post(`/v1/cases/${caseId}/assignments?wait=signed`, { assignee: 'staff-1' });
  expect(bad).toMatchObject({ status: 400, body: { type: 'urn:quittance:problem:bad-wait', field: 'wait' } });
  expect(await ledger.runtime.store.head()).toBe(before);
});

it('serves tiles that give the signed root, and entries to auditors only', async () => {
  for (let i = 0; i < 300; i++) await ledger.post(`/v1/cases/${caseId}/assignments`, { assignee: `staff-${i}` });
  await ledger.post(`/v1/cases/${caseId}/assignments?wait=sealed`, { assignee: 'last' });
  const { size, root } = await checkpoint();
  expect(size).toBeGreaterThan(300);
  const auditor = { authorization: `Bearer ${ledger.keyOf('auditor')}` };
  const tiles = new Map<string, Buffer>();
  for (const tile of tilesBetween(0, size)) tiles.set(tilePath(tile), await bytes(tilePath(tile), auditor));
  expect(rootOfTiles(size, (tile) => tiles.get(tilePath(tile)) as Buffer)).toEqual(root);
  const first: Tile = { level: 0, index: 0, width: 256 };
  const entries = decodeBundle(await bytes('tile/entries/000', auditor));
  expect(entries.map(hashLeaf)).toEqual(hashesOf(tiles.get('tile/0/000') as Buffer, first));
  const collector = { authorization: `Bearer ${ledger.keyOf('collector')}` };
  expect(await ledger.get('/v1/seal/tile/entries/000', collector)).toMatchObject({ status: 403 });
  for (const none of [
    'tile/0/001',
    'tile/0/999',
    'tile/9/000',
    'tile/0/..%2f..%2fkeys',
    'tile/x',
    'tile/0/001.p/255',
  ]) {
    expect([none, (await ledger.get(`/v1/seal/${none}`)).status]).toEqual([none, 404]);
  }
});

it('shows its lag, which its own checkpoints are no part of', async () => {
  await ledger.runtime.sealer.sealNow({ heads: true });
  expect((await ledger.get('/ready')).body['seal']).toMatchObject({ state: 'sealing', lagEvents: 0, lagSeconds: 0 });
  const metrics = (await ledger.get('/metrics')).text;
  expect(metrics).toMatch(/^quittance_seal_lag_events 0$/m);
  expect(metrics).toMatch(/^quittance_seal_failed 0$/m);
  expect(metrics).toMatch(/^quittance_seal_publish_seconds_count [1-9]/m);
  const late = /^quittance_seal_publish_seconds_bucket\{le="5"\} (\d+)$/m.exec(metrics)?.[1];
  expect(Number(late)).toBe(Number(/^quittance_seal_publish_seconds_count (\d+)$/m.exec(metrics)?.[1]));
  const all = await ledger.runtime.store.readAll(0, 1_000);
  expect(all.every((event) => decode(event).type !== undefined && !event.stream.startsWith('seal-'))).toBe(true);
  const whole = await ledger.runtime.wholeStore.readAll(0, 1_000);
  expect(whole.length).toBeGreaterThan(all.length);
});

it('goes on where it stood when the ledger is started anew', async () => {
  const before = await checkpoint();
  await ledger.stop();
  await ledger.start();
  ledger.runtime.sealer.start();
  const posted = await ledger.post(`/v1/cases/${caseId}/assignments?wait=sealed`, { assignee: 'again' });
  expect(posted.body.receipt.index).toBe(before.size);
});
