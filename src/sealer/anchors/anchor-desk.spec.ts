/** Time stamps over checkpoints, from a local authority made with openssl. */
import { createServer } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { hasOpenssl, TimeAuthority } from '../../../test/support/time-authority.js';
import { certificatesOfPem } from '../../seal/timestamp/index.js';
import { SealDesk } from '../seal-desk.fixture.js';
import type { Sealer } from '../sealer.js';

const when = hasOpenssl() ? describe : describe.skip;

when('stamps', () => {
  let authority: TimeAuthority;
  let url: string;
  let desk: SealDesk;
  beforeAll(async () => {
    authority = new TimeAuthority();
    url = await authority.serve();
  });
  afterAll(() => authority.remove());
  beforeEach(async () => {
    desk = new SealDesk();
    desk.clock.millis = Date.now();
    await desk.put('case-a', 'case-b');
  });
  afterEach(() => desk.close());

  const sealed = async (more: { pem?: string; at?: string } = {}): Promise<Sealer> => {
    const pem = more.pem ?? authority.ca;
    const named = { url: more.at ?? url, pem, certificates: certificatesOfPem(pem) };
    const sealer = await desk.sealer({ authority: named });
    expect(await sealer.sealNow()).toBe(true);
    return sealer;
  };

  it('the newest checkpoint once a day, where there is news; openssl accepts what is kept', async () => {
    const sealer = await sealed();
    expect([await sealer.anchors.daily(), sealer.anchors.last?.size]).toEqual([false, 2]);
    const { checkpoint, token } = sealer.anchors.last as { checkpoint: string; token: string };
    expect(checkpoint).toBe(sealer.published?.note);
    expect(authority.verify(checkpoint, Buffer.from(token, 'base64'))).toBe(true);
    expect(authority.verify(`${checkpoint} `, Buffer.from(token, 'base64'))).toBe(false);
    const { served } = authority;
    await desk.put('case-a');
    await sealer.sealNow();
    await sealer.anchors.daily();
    desk.clock.millis += 25 * 3_600_000;
    await sealer.anchors.daily();
    await sealer.anchors.daily();
    desk.clock.millis += 25 * 3_600_000;
    await sealer.anchors.daily();
    expect([authority.served - served, sealer.anchors.last?.size]).toEqual([1, 3]);
  });

  it('whatever an export asks for, and keeps it over a lost seal.db', async () => {
    const sealer = await sealed();
    const note = sealer.published?.note ?? '';
    const made = await sealer.anchors.stamp(2, note);
    const again = await sealer.anchors.stamp(2, note);
    expect(made).toMatchObject({ kind: 'time-stamp', size: 2, checkpoint: note, who: url });
    expect(again).toMatchObject(made);
    await sealer.close();
    desk.forget();
    const rebuilt = await desk.sealer();
    await rebuilt.open();
    expect(rebuilt.book.timeStamps(10)).toHaveLength(1);
    expect(rebuilt.book.timeStamps(10)[0]).toMatchObject(made);
  });

  it('nothing where the authority is away, wrong, or not the trusted one: it is said once, and sealing goes on', async () => {
    const other = new TimeAuthority();
    const strange = await sealed({ pem: other.ca });
    expect([await strange.anchors.daily(), strange.anchors.failed]).toEqual([true, expect.stringMatching(/No chain/)]);
    await strange.anchors.daily();
    expect(desk.alarms).toEqual([expect.stringMatching(/^time stamp: No chain/)]);
    await other.remove();
    const sealer = await sealed();
    const oldReply = await authority.stamp(sealer.published?.note ?? '', '-sha256');
    for (const [instead, why] of [
      [{ status: 500 }, /answered 500/],
      [{ status: 302, headers: { location: url } }, /answered 302/],
      [{ status: 200, body: Buffer.from('<html>') }, /no DER|no time stamp/],
      // Right bytes, right signer, but an answer to somebody else's request: it may be old.
      [{ status: 200, body: oldReply }, /another request/],
    ] as const) {
      authority.instead = instead;
      expect(await sealer.anchors.stamp(2, sealer.published?.note ?? '')).toEqual({
        kind: 'failed',
        detail: expect.stringMatching(why),
      });
    }
    expect([sealer.stopped, sealer.anchors.last]).toEqual([undefined, undefined]);
    expect(await sealer.anchors.daily()).toBe(false);
    expect(sealer.anchors.failed).toBeUndefined();
  });

  it('nothing where nobody answers', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    const sealer = await sealed({ at: `http://127.0.0.1:${port}/` });
    expect(await sealer.anchors.daily()).toBe(true);
    expect(sealer.anchors.failed).toMatch(/ECONNREFUSED/);
  });
});
