/** An audit pack of a ledger with a witness and an authority for time: the reader's own policy and certificates prove both. */
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parsePolicy } from '../../src/seal/policy.js';
import { sourceOf } from '../../src/seal/bytes.js';
import { tokenCheckOf } from '../../src/seal/verify/time-stamps.js';
import type { Verdict } from '../../src/seal/verify/verdict.js';
import { verifyPack } from '../../src/seal/verify/verify-pack.js';
import { formatVkey } from '../../src/seal/vkey.js';
import { witnessServer } from '../../src/witness/witness-server.js';
import { WitnessDesk } from '../../src/witness/witness.fixture.js';
import { HttpLedger } from '../support/http-ledger.js';
import { openPack } from '../support/open-pack.js';
import { hasOpenssl, TimeAuthority } from '../support/time-authority.js';

const when = hasOpenssl() ? describe : describe.skip;

when('the pack of a ledger that is witnessed and stamped', () => {
  let authority: TimeAuthority;
  let strange: TimeAuthority;
  let watcher: WitnessDesk;
  let stranger: WitnessDesk;
  let server: Server;
  let ledger: HttpLedger;
  let bytes: Buffer;

  beforeAll(async () => {
    [authority, strange] = [new TimeAuthority(), new TimeAuthority()];
    [watcher, stranger] = [new WitnessDesk(), new WitnessDesk()];
    server = witnessServer(watcher.open, () => undefined).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    ledger = new HttpLedger({
      QUITTANCE_WITNESSES: `witness regulator ${formatVkey(watcher.open.key.vkey)} ${at}; quorum regulator`,
      QUITTANCE_TSA_URL: await authority.serve(),
      QUITTANCE_TSA_CA: authority.caFile,
    });
    await ledger.start();
    const { sealer } = ledger.runtime;
    await sealer.open();
    for (const key of sealer.signer.vkeys()) watcher.open.db.addLog(key);
    sealer.start();
    await ledger.record('/v1/portfolios', { name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
    const { stream } = await ledger.record('/v1/cases', { portfolio: 'main', ref: 'A1' });
    const url = `${ledger.url}/v1/cases/${stream as string}/audit-pack?fresh=true&without=pdf,html`;
    const reply = await fetch(url, { headers: { authorization: `Bearer ${ledger.keyOf('compliance')}` } });
    bytes = Buffer.from(await reply.arrayBuffer());
    expect([reply.status, reply.status === 200 || bytes.toString()]).toEqual([200, true]);
  }, 60_000);
  afterAll(async () => {
    await ledger.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
    watcher.remove();
    stranger.remove();
    await Promise.all([authority.remove(), strange.remove()]);
  });

  /** Of a reader who knows the log's key, this witness and this authority. */
  async function verdict(witness: WitnessDesk, pem: string): Promise<Verdict> {
    const [log] = ledger.runtime.sealer.signer.vkeys();
    const lines = [`log ${formatVkey(log as never)}`, `witness regulator ${formatVkey(witness.open.key.vkey)}`];
    const policy = parsePolicy(`${lines.join('\n')}\nquorum regulator\n`);
    return verifyPack(sourceOf(bytes), { policy, checkToken: tokenCheckOf(pem) });
  }
  const failing = ({ steps }: Verdict): string[] =>
    steps.filter(({ status }) => status === 'fails').map(({ id }) => id);

  it('holds under the witness and the authority that the reader knows', async () => {
    const { ok, steps, witnesses, tokens } = await verdict(watcher, authority.ca);
    expect([ok, steps.find(({ id }) => id === 'anchors')?.status]).toEqual([true, 'holds']);
    expect(witnesses).toEqual({ regulator: expect.stringMatching(/Z$/) });
    expect(tokens).toEqual([
      { file: expect.any(String), at: expect.stringMatching(/Z$/), authority: expect.any(String) },
    ]);
  });

  it('fails under another witness, and under another authority, at the step that says so', async () => {
    expect(failing(await verdict(stranger, authority.ca))).toEqual(['policy']);
    expect(failing(await verdict(watcher, strange.ca))).toEqual(['anchors']);
  });

  it('has a token that openssl accepts for the checkpoint in it', async () => {
    const { files } = await openPack(bytes);
    const [token] = [...files].filter(([path]) => path.endsWith('.tsr')).map(([, content]) => content);
    expect(authority.verify(files.get('checkpoint') as Buffer, token as Buffer)).toBe(true);
  });
});
