/** A served ledger whose checkpoints a witness cosigns and an authority stamps, as an outsider finds them over HTTP. */
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseCheckpoint } from '../../src/seal/checkpoint.js';
import { parseNote } from '../../src/seal/note.js';
import { parsePolicy, trustIn } from '../../src/seal/policy.js';
import { certificatesOfPem, verifyTimeStamp } from '../../src/seal/timestamp/index.js';
import { parseTlogProof, verifyTlogProof, type Proven } from '../../src/seal/tlog-proof.js';
import { formatVkey, parseVkey } from '../../src/seal/vkey.js';
import { openWitness, makeWitness, type OpenWitness } from '../../src/witness/witness-folder.js';
import { witnessServer } from '../../src/witness/witness-server.js';
import { readConfig } from '../../src/config.js';
import { witnessesOf } from '../../src/seal-settings.js';
import { keepAudit } from '../../src/sealer/audit/audit-record.js';
import { HttpLedger } from '../support/http-ledger.js';
import { hasOpenssl, TimeAuthority } from '../support/time-authority.js';

const folder = mkdtempSync(join(tmpdir(), 'quittance-vouching-'));
const withAuthority = hasOpenssl();
let ledger: HttpLedger;
let witness: OpenWitness;
let server: Server;
let authority: TimeAuthority | undefined;
let caseId: string;

beforeAll(async () => {
  makeWitness(join(folder, 'w'), 'regulator.example/witness1');
  witness = openWitness(join(folder, 'w'), { clock: Date, alarm: () => undefined });
  server = witnessServer(witness, () => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  writeFileSync(join(folder, 'policy'), `witness r ${formatVkey(witness.key.vkey)} ${url}\nquorum r\n`);
  authority = withAuthority ? new TimeAuthority() : undefined;
  ledger = new HttpLedger({
    QUITTANCE_WITNESSES: join(folder, 'policy'),
    ...(authority ? { QUITTANCE_TSA_URL: await authority.serve(), QUITTANCE_TSA_CA: authority.caFile } : {}),
  });
  await ledger.start();
  await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  caseId = (await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' })).stream as string;
  witness.db.addLog(parseVkey((await ledger.get('/v1/seal/keys')).text.trimEnd()));
  ledger.runtime.sealer.start();
});
afterAll(async () => {
  await ledger.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  witness.close();
  await authority?.remove();
  rmSync(folder, { recursive: true, force: true });
});

const policy = async () =>
  parsePolicy(`log ${(await ledger.get('/v1/seal/keys')).text}witness r ${formatVkey(witness.key.vkey)}\nquorum r\n`);

it('gives receipts, proofs and checkpoints that a verifier with a quorum accepts', async () => {
  const posted = await ledger.post(`/v1/cases/${caseId}/assignments?wait=sealed`, { assignee: 'staff-1' });
  const { receipt } = posted.body;
  const entry = parseTlogProof(receipt.proof as string).extra as Buffer;
  const proven = verifyTlogProof(receipt.proof as string, entry, await policy()) as Proven;
  expect([...proven.trust.witnesses.keys()]).toEqual(['r']);
  const served = (await ledger.get(receipt.proofs[0] as string)).text;
  expect(verifyTlogProof(served, entry, await policy())).toMatchObject({ trust: { quorum: true } });
  expect((await ledger.get('/v1/seal/checkpoint')).text).toMatch(/\n— regulator\.example\/witness1 /);
});

it('publishes its own policy, which its checkpoint fulfils', async () => {
  const text = (await ledger.get('/v1/seal/policy')).text;
  const note = parseNote((await ledger.get('/v1/seal/checkpoint')).text);
  const trust = trustIn(parsePolicy(text), note, parseCheckpoint(note.text));
  expect([trust.log !== undefined, trust.quorum, text.split('\n').length]).toEqual([true, true, 4]);
});

it('says how far its witnesses are', async () => {
  const { seal } = (await ledger.get('/ready')).body;
  expect(seal).toMatchObject({
    witnessed: seal.size,
    witnessLagSeconds: 0,
    witnesses: [{ name: 'r', state: 'cosigning' }],
  });
  const metrics = (await ledger.get('/metrics')).text;
  expect(metrics).toMatch(new RegExp(`^quittance_witness_quorum_size ${String(seal.size)}$`, 'm'));
  expect(metrics).toMatch(new RegExp(`^quittance_witness_cosigned_size\\{witness="r"\\} ${String(seal.size)}$`, 'm'));
  expect(metrics).not.toMatch(/^quittance_witness_failed\{/m);
});

(withAuthority ? it : it.skip)('serves time stamps that openssl and we accept, each with what it is over', async () => {
  for (let looks = 0; !ledger.runtime.sealer.anchors.last && looks < 1_000; looks++) await sleep(10);
  const { body } = await ledger.get('/v1/seal/anchors');
  expect(body['anchors']).toHaveLength(1);
  const [{ size, time, checkpoint, token }] = body['anchors'];
  expect([typeof size, Date.parse(time as string) > 0]).toEqual(['number', true]);
  const stamped = (await ledger.get(checkpoint as string)).text;
  const reply = await fetch(ledger.url + String(token), {
    headers: { authorization: `Bearer ${ledger.keyOf('auditor')}` },
  });
  expect(reply.headers.get('content-type')).toBe('application/timestamp-reply');
  const response = Buffer.from(await reply.arrayBuffer());
  expect(authority?.verify(stamped, response)).toBe(true);
  const roots = certificatesOfPem(body['certificates'] as string);
  expect(await verifyTimeStamp(response, Buffer.from(stamped), roots)).toMatchObject({ kind: 'proven', time });
  expect((await ledger.get('/metrics')).text).toMatch(/^quittance_anchor_failed 0$/m);
  for (const none of ['x', '99', '-1']) {
    expect((await ledger.get(`/v1/seal/anchors/${none}/token`)).status).toBe(404);
  }
});

it('is not ready while the last audit found differences', async () => {
  expect((await ledger.get('/metrics')).text).toMatch(/^quittance_audit_time_seconds 0$/m);
  const counts = { changed: 0, missing: 1, extra: 0, reordered: 0 };
  const record = { at: '2026-03-31T03:11:00Z', seconds: 1, size: 9, counts, failed: null };
  keepAudit(ledger.folder, record);
  expect(await ledger.get('/ready')).toMatchObject({
    status: 503,
    body: { type: 'urn:quittance:problem:audit-differences', detail: expect.stringMatching(/1 differences/) },
  });
  expect((await ledger.get('/metrics')).text).toMatch(/^quittance_audit_differences 1$/m);
  keepAudit(ledger.folder, { ...record, failed: 'no room' });
  expect((await ledger.get('/metrics')).text).toMatch(/^quittance_audit_differences -1$/m);
  keepAudit(ledger.folder, { ...record, counts: { ...counts, missing: 0 } });
  expect((await ledger.get('/ready')).status).toBe(200);
});

it.each([
  ['/none', /cannot be read/],
  ['witness a b c', /.+/],
  ['quorum x', /quorum x is not known/],
])('refuses to start with the witnesses %j', (text, why) => {
  expect(() => witnessesOf(readConfig({ QUITTANCE_WITNESSES: text }))).toThrow(why);
});

it('takes witnesses from the variable itself', () => {
  const key = formatVkey(witness.key.vkey);
  const inline = `witness a ${key} https://w.example; quorum a`;
  expect(witnessesOf(readConfig({ QUITTANCE_WITNESSES: inline })).witnesses).toMatchObject([{ name: 'a' }]);
});
