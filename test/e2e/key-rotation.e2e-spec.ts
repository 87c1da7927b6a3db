/** A new signing key by two people: what was proven under the old one stays proven. */
import { signedBy } from '../../src/seal/cosignature.js';
import { parseNote } from '../../src/seal/note.js';
import { parsePolicy, policyOfLog } from '../../src/seal/policy.js';
import { parseSpecial } from '../../src/seal/special-leaves.js';
import { decodeBundle } from '../../src/seal/tile.js';
import { parseTlogProof, verifyTlogProof } from '../../src/seal/tlog-proof.js';
import { parseVkey, type Vkey } from '../../src/seal/vkey.js';
import { HttpLedger } from '../support/http-ledger.js';

const ledger = new HttpLedger();
const URL = '/v1/seal/key-rotations';
let caseId: string;
let other: Record<string, string>;

beforeAll(async () => {
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  caseId = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream as string;
  other = { authorization: `Bearer ${ledger.keyOf('admin')}` };
  ledger.runtime.sealer.start();
});
afterAll(() => ledger.close());

const keys = async (): Promise<Vkey[]> => (await ledger.get('/v1/seal/keys')).text.trimEnd().split('\n').map(parseVkey);
const receipt = async (assignee: string): Promise<string> =>
  (await ledger.post(`/v1/cases/${caseId}/assignments?wait=sealed`, { assignee })).body.receipt.proof as string;
const proves = (proof: string, ...known: Vkey[]): boolean =>
  typeof verifyTlogProof(proof, parseTlogProof(proof).extra as Buffer, parsePolicy(policyOfLog(...known))) !== 'string';

it('is asked for by one admin and approved by another; both keys sign, and old receipts still prove', async () => {
  const before = await receipt('staff-1');
  const [old] = (await keys()) as [Vkey];
  const asked = await ledger.post(URL, { reason: 'yearly rotation' });
  expect(asked).toMatchObject({ status: 201, body: { id: 0, askedBy: expect.stringMatching(/^key:/) } });
  expect((await ledger.post(URL, { reason: 'again' }, other)).body).toEqual(asked.body);
  expect((await ledger.get(URL)).body).toEqual({ pending: asked.body });
  expect(await ledger.post(`${URL}/0/approvals`, {})).toMatchObject({
    status: 409,
    body: { type: 'urn:quittance:problem:four-eyes' },
  });
  expect(await keys()).toHaveLength(1);
  const done = await ledger.post(`${URL}/0/approvals`, {}, other);
  expect(done.status).toBe(200);
  const [, fresh] = (await keys()) as [Vkey, Vkey];
  expect(parseVkey(done.body['vkey'] as string)).toEqual(fresh);
  const note = parseNote((await ledger.get('/v1/seal/checkpoint')).text);
  expect([signedBy(note, old), signedBy(note, fresh)]).toEqual([0, 0]);
  const after = await receipt('staff-2');
  expect([proves(before, old), proves(after, old), proves(after, fresh), proves(before, fresh)]).toEqual([
    true,
    true,
    true,
    false,
  ]);
  expect((await ledger.get(URL)).body).toEqual({ pending: null });
  expect(await ledger.post(`${URL}/0/approvals`, {}, other)).toMatchObject({ status: 404 });
});

it('announces the new key in the log, in a leaf that the old key has signed', async () => {
  const bundle = await fetch(
    `${ledger.url}/v1/seal/tile/entries/000.p/${String(ledger.runtime.sealer.published?.size)}`,
    {
      headers: other,
    },
  );
  const entries = decodeBundle(Buffer.from(await bundle.arrayBuffer()));
  const announced = entries.map((entry) => parseSpecial(String(entry))).filter((leaf) => leaf?.typ === 'dcl.key');
  expect(announced).toHaveLength(1);
});

it('is for admins only, with a reason', async () => {
  const auditor = { authorization: `Bearer ${ledger.keyOf('auditor')}` };
  expect((await ledger.post(URL, { reason: 'x' }, auditor)).status).toBe(403);
  expect((await ledger.post(`${URL}/0/approvals`, {}, auditor)).status).toBe(403);
  expect((await ledger.post(URL, {})).status).toBe(400);
  expect((await ledger.post(`${URL}/x/approvals`, {}, other)).status).toBe(404);
});

it('waits for its approval over a restart', async () => {
  const asked = await ledger.post(URL, { reason: 'a laptop was stolen' }, other);
  await ledger.stop();
  await ledger.start();
  expect((await ledger.get(URL)).body).toEqual({ pending: asked.body });
  const done = await ledger.post(`${URL}/${String(asked.body['id'])}/approvals`, {});
  expect([done.status, (done.body['keys'] as string[]).length]).toEqual([200, 3]);
  const note = parseNote((await ledger.get('/v1/seal/checkpoint')).text);
  expect((await keys()).map((key) => signedBy(note, key))).toEqual([undefined, 0, 0]);
});
