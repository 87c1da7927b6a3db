/** Time stamps made by openssl, verified by us; requests made by us, answered by openssl. */
import { hasOpenssl, TimeAuthority } from '../../../test/support/time-authority.js';
import { hexOf } from './bytes.js';
import { certificatesOfPem, positive, timeStampRequest, verifyTimeStamp, type TimeStampVerdict } from './index.js';

const CHECKPOINT = Buffer.from(
  'log.example/1\n3\nsUhooN8OLOvn/ZwqezGYdb4U+Jgv0UPo3jtaQVgEAds=\n\n— log.example/1 AAAA\n',
);
const when = hasOpenssl() ? describe : describe.skip;

when('a time stamp', () => {
  let authority: TimeAuthority;
  let other: TimeAuthority;
  let response: Buffer;
  let roots: Uint8Array[];
  beforeAll(async () => {
    authority = new TimeAuthority();
    other = new TimeAuthority({ key: 'rsa' });
    response = await authority.stamp(CHECKPOINT, '-sha256');
    roots = certificatesOfPem(authority.ca);
  });
  afterAll(async () => {
    await authority.remove();
    await other.remove();
  });

  const why = (verdict: TimeStampVerdict): string => (verdict.kind === 'refused' ? verdict.why : 'proven');

  it('says when who saw the bytes', async () => {
    const verdict = await verifyTimeStamp(response, CHECKPOINT, roots);
    expect(verdict).toMatchObject({
      kind: 'proven',
      authority: 'CN=Test Time, O=Invented',
      root: 'CN=Test Root, O=Invented',
      policy: '1.3.6.1.4.1.55555.1',
      accuracyMillis: 1500,
      serial: expect.stringMatching(/^[0-9a-f]+$/),
    });
    const off = verdict.kind === 'proven' ? Math.abs(Date.now() - Date.parse(verdict.time)) : Infinity;
    expect(off).toBeLessThan(600_000);
    expect(authority.verify(CHECKPOINT, response)).toBe(true);
  });

  it.each(['-sha384', '-sha512'])('may be over another digest: %s; as may the token alone be given', async (digest) => {
    const made = await authority.stamp(CHECKPOINT, digest);
    expect(why(await verifyTimeStamp(made, CHECKPOINT, roots))).toBe('proven');
    expect(why(await verifyTimeStamp(authority.token(made), CHECKPOINT, roots))).toBe('proven');
  });

  it('may be signed with RSA, by one of several trusted authorities', async () => {
    const made = await other.stamp(CHECKPOINT, '-sha256');
    const both = certificatesOfPem(`for people\n${authority.ca}\n${other.ca}`);
    expect(both).toHaveLength(2);
    expect(why(await verifyTimeStamp(made, CHECKPOINT, both))).toBe('proven');
    expect(why(await verifyTimeStamp(made, CHECKPOINT, roots))).toBe('not-trusted');
  });

  it('proves nothing of other bytes, nor without a trusted certificate', async () => {
    const changed = Buffer.from(CHECKPOINT);
    changed[3] = (changed[3] as number) ^ 1;
    expect(why(await verifyTimeStamp(response, changed, roots))).toBe('other-bytes');
    expect(why(await verifyTimeStamp(response, Buffer.alloc(0), roots))).toBe('other-bytes');
    expect(why(await verifyTimeStamp(response, CHECKPOINT, []))).toBe('not-trusted');
    expect(why(await verifyTimeStamp(response, CHECKPOINT, certificatesOfPem(other.ca)))).toBe('not-trusted');
    expect(why(await verifyTimeStamp(response, CHECKPOINT, [Buffer.from('no certificate')]))).toBe('not-trusted');
    expect(authority.verify(changed, response)).toBe(false);
  });

  it('proves nothing where its signer is for something else too', async () => {
    const wide = new TimeAuthority({ extensions: 'web_cert' });
    try {
      const made = await wide.stamp(CHECKPOINT, '-sha256').catch(() => undefined);
      // Newer versions of openssl do not sign with such a certificate at all.
      if (made && made.length > 200) {
        expect(why(await verifyTimeStamp(made, CHECKPOINT, certificatesOfPem(wide.ca)))).toBe('bad-signer');
      } else expect(made?.length ?? 0).toBeLessThan(200);
    } finally {
      await wide.remove();
    }
  });

  it('proves nothing where the authority refused, or where it is none', async () => {
    const refusal = await authority.reply(await timeStampRequestOf('1.3.14.3.2.26'));
    expect(why(await verifyTimeStamp(refusal, CHECKPOINT, roots))).toBe('not-granted');
    for (const none of [Buffer.alloc(0), Buffer.from('30', 'hex'), Buffer.from('<html>'), response.subarray(0, 300)]) {
      expect(why(await verifyTimeStamp(none, CHECKPOINT, roots))).toBe('malformed');
    }
    const longer = Buffer.concat([response, Buffer.from([0])]);
    expect(why(await verifyTimeStamp(longer, CHECKPOINT, roots))).toBe('malformed');
  });

  /** A request over a digest that the authority does not take: SHA-1. */
  async function timeStampRequestOf(digest: string): Promise<Buffer> {
    const bytes = Buffer.from(await timeStampRequest(CHECKPOINT, Buffer.alloc(8, 5))).toString('hex');
    expect(digest).toBe('1.3.14.3.2.26');
    const sha1 = '300906052b0e03021a0500' + `0414${'11'.repeat(20)}`;
    const imprint = `30${(sha1.length / 2).toString(16)}${sha1}`;
    const rest = bytes.slice(bytes.indexOf('0208'));
    const inner = `020101${imprint}${rest}`;
    return Buffer.from(`30${(inner.length / 2).toString(16)}${inner}`, 'hex');
  }

  it('never says another time, signer or digest, whichever bit of the token is flipped', async () => {
    const honest = await verifyTimeStamp(response, CHECKPOINT, roots);
    const differing: number[] = [];
    let refused = 0;
    // Every 197th bit: a prime, so that each place of a byte has its turn.
    for (let bit = 0; bit < response.length * 8; bit += 197) {
      const mutant = Buffer.from(response);
      mutant[bit >> 3] = (mutant[bit >> 3] as number) ^ (1 << (bit & 7));
      const verdict = await verifyTimeStamp(mutant, CHECKPOINT, roots);
      if (verdict.kind === 'refused') refused += 1;
      else if (JSON.stringify(verdict) !== JSON.stringify(honest)) differing.push(bit);
    }
    expect(differing).toEqual([]);
    expect(refused).toBeGreaterThan(30);
  });

  it('is asked for with a nonce, which the answer repeats', async () => {
    const nonce = Buffer.from('ff0102030405060708', 'hex');
    const made = await authority.reply(await timeStampRequest(CHECKPOINT, nonce));
    const verdict = await verifyTimeStamp(made, CHECKPOINT, roots);
    expect(verdict).toMatchObject({ kind: 'proven', nonce: hexOf(positive(nonce)) });
  });
});

it('certificates that are none are said to be none', () => {
  expect(() => certificatesOfPem('nothing')).toThrow('no certificate');
  expect(() => certificatesOfPem('-----BEGIN CERTIFICATE-----\n*\n-----END CERTIFICATE-----')).toThrow('not base64');
});
