/** Four eyes for every deed that needs them, by keys and by tokens; and what a key that is bound to a portfolio proves, exports and finds. */
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey } from 'jose';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { REGISTER_SAMPLES } from '../../src/http/register-samples.fixture.js';
import { HttpLedger, type Reply } from '../support/http-ledger.js';

type Headers = Record<string, string>;
interface Side {
  readonly case: string;
  readonly party: string;
  /** A fact of the case. */
  readonly event: string;
}

const ISSUER = 'https://login.example';
const NAME = 'Zwettlerova Quirina';
const NO_PAGES = { without: ['pdf', 'html'] };
const folder = mkdtempSync(join(tmpdir(), 'quittance-jwks-'));
const jwks = join(folder, 'jwks.json');
const ledger = new HttpLedger({
  QUITTANCE_OIDC_ISSUER: ISSUER,
  QUITTANCE_OIDC_AUDIENCE: 'quittance',
  QUITTANCE_OIDC_JWKS: jwks,
});
const bodies = new Map(REGISTER_SAMPLES.map(({ dto, body }) => [dto.name.replace(/Dto$/, ''), body]));
let signer: CryptoKey;
let own: Side;
let foreign: Side;

beforeAll(async () => {
  const pair = await generateKeyPair('ES256');
  signer = pair.privateKey;
  writeFileSync(jwks, JSON.stringify({ keys: [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256' }] }));
  await ledger.start();
  own = await side('alpha');
  foreign = await side('beta');
  ledger.runtime.sealer.start();
});
afterAll(async () => {
  await ledger.close();
  rmSync(folder, { recursive: true });
});

async function side(portfolio: string): Promise<Side> {
  await ledger.record('/v1/portfolios', { name: portfolio, zone: 'Europe/Rome', currency: 'EUR' });
  const party = (await ledger.record('/v1/parties', { portfolio, kind: 'PERSON', name: NAME })).stream as string;
  const { stream } = await ledger.record('/v1/cases', { portfolio, ref: `${portfolio}-1` });
  const { events } = await ledger.record(`/v1/cases/${stream}/parties`, { party, role: 'DEBTOR' });
  return { case: stream, party, event: events[0] };
}

const bearer = (text: string): Headers => ({ authorization: `Bearer ${text}` });

/** Each is another token, of its own time, whoever it is for. */
let tokens = 0;
async function tokenOf(subject: string): Promise<Headers> {
  const token = new SignJWT({ quittance_role: 'admin', quittance_portfolios: '*', jti: String(++tokens) })
    .setProtectedHeader({ alg: 'ES256', kid: 'one' })
    .setIssuer(ISSUER)
    .setAudience('quittance')
    .setSubject(subject)
    .setExpirationTime('10 minutes');
  return bearer(await token.sign(signer));
}

describe('what nobody does alone', () => {
  /** Asks, and says where to approve. */
  type Asks = (as: Headers) => Promise<string>;

  async function done(reply: Promise<Reply>): Promise<Reply['body']> {
    const { status, text, body } = await reply;
    expect([status, text]).toEqual([201, expect.any(String)]);
    return body;
  }
  const approvals =
    (path: () => string, body: object): Asks =>
    async (as) =>
      `${path()}/${(await done(ledger.post(path(), body, as)))['id'] as string}/approvals`;
  const releases =
    (path: () => string): Asks =>
    async (as) => {
      const { id } = await ledger.record(path(), { ground: 'AUDIT', matter: 'audit-7' });
      await done(ledger.post(`${path()}/${id as string}/release-requests`, { reason: 'over' }, as));
      return `${path()}/${id as string}/releases`;
    };
  const ofCase = (path: string) => () => `/v1/cases/${own.case}/${path}`;
  const ofParty = (path: string) => () => `/v1/parties/${own.party}/${path}`;
  const sample = (command: string): object => bodies.get(command) as object;
  // Of the whole case: no debt, dispute or plan is named.
  const ofAll = (command: string): object => ({
    ...sample(command),
    debt: undefined,
    dispute: undefined,
    plan: undefined,
  });
  const authority = { authority: 'level-2' };

  const DEEDS: readonly [what: string, asks: Asks, approval: object][] = [
    ['a waiver', approvals(ofCase('waiver-requests'), ofAll('RequestWaiver')), authority],
    ['a write-off', approvals(ofCase('charge-off-requests'), ofAll('RequestChargeOff')), authority],
    ['a refund', approvals(ofCase('refund-requests'), ofAll('RequestRefund')), authority],
    ['an early release', approvals(ofCase('hold-release-requests'), ofAll('RequestEarlyHoldRelease')), authority],
    ["the release of a person's legal hold", releases(ofParty('legal-holds')), {}],
    ["the release of a case's legal hold", releases(ofCase('case-legal-holds')), {}],
    ['an erasure', approvals(ofParty('erasures'), { requester: 'SUBJECT', basis: 'REQUEST' }), {}],
    [
      "the rotation of somebody's key",
      async (as) => {
        const { key } = await done(ledger.post('/v1/keys', { name: 'desk', role: 'collector' }));
        await done(ledger.post(`/v1/keys/${key.id}/rotations`, {}, as));
        return `/v1/keys/${key.id}/rotations/approvals`;
      },
      {},
    ],
    [
      'the rotation of the signing key',
      async (as) => {
        const { id } = await done(ledger.post('/v1/seal/key-rotations', { reason: 'yearly' }, as));
        return `/v1/seal/key-rotations/${id as string}/approvals`;
      },
      {},
    ],
  ];

  async function twoPeople(kind: 'key' | 'token'): Promise<{ asker: Headers; again: Headers; other: Headers }> {
    if (kind === 'token') {
      return { asker: await tokenOf('u-17'), again: await tokenOf('u-17'), other: await tokenOf('u-18') };
    }
    const asker = bearer(ledger.keyOf('admin'));
    return { asker, again: asker, other: bearer(ledger.keyOf('admin')) };
  }

  it.each(DEEDS.flatMap((deed) => (['key', 'token'] as const).map((kind) => [...deed, kind] as const)))(
    '%s: who asked cannot approve, somebody else can',
    async (_what, asks, approval, kind) => {
      const { asker, again, other } = await twoPeople(kind);
      const url = await asks(asker);
      const before = await ledger.runtime.store.head();
      const refused = await ledger.post(url, approval, again);
      expect([refused.status, refused.body['type']]).toEqual([409, 'urn:quittance:problem:four-eyes']);
      expect(await ledger.runtime.store.head()).toBe(before);
      const approved = await ledger.post(url, approval, other);
      expect([Math.floor(approved.status / 100), approved.text]).toEqual([2, expect.any(String)]);
    },
  );
});

describe('a key that is bound to a portfolio', () => {
  let bound: Headers;
  let whole: Headers;
  beforeAll(async () => {
    const key = { name: 'bound', role: 'auditor', portfolios: ['alpha'], personalData: true };
    const { body } = await ledger.post('/v1/keys', key);
    bound = bearer(body['text'] as string);
    whole = bearer(ledger.keyOf('admin'));
    expect((await ledger.post(`/v1/cases/${own.case}/notes?wait=sealed`, { text: 'sealed' }, whole)).status).toBe(201);
  });

  const said = ({ status, body }: Reply): unknown[] => [status, body['type']];

  it('gets proofs of its own facts; a foreign one is answered as one that is not there', async () => {
    const proof = (event: string, as: Headers) => ledger.get(`/v1/seal/proofs/${event}`, as);
    expect((await proof(own.event, bound)).status).toBe(200);
    expect((await proof(foreign.event, whole)).status).toBe(200);
    const nowhere = own.event.replace(/[0-9a-f]{12}$/, '0123456789ab');
    const [theirs, nothing] = [await proof(foreign.event, bound), await proof(nowhere, bound)];
    expect(theirs.status).toBe(404);
    expect(theirs.text.replaceAll(foreign.event, '…')).toBe(nothing.text.replaceAll(nowhere, '…'));
  });

  it('makes no audit pack of a foreign case or portfolio', async () => {
    const before = await ledger.runtime.store.head();
    const url = `/v1/cases/${foreign.case}/audit-pack`;
    expect(said(await ledger.get(url, bound))).toEqual([404, 'urn:quittance:problem:unknown-case']);
    expect(said(await ledger.post(url, NO_PAGES, bound))).toEqual([404, 'urn:quittance:problem:unknown-case']);
    for (const [portfolio, body, type] of [
      ['beta', NO_PAGES, 'unknown-portfolio'],
      ['alpha', { ...NO_PAGES, cases: [own.case, foreign.case] }, 'unknown-case'],
      ['alpha', { ...NO_PAGES, cases: ['beta-1'] }, 'unknown-case'],
    ] as const) {
      const reply = await ledger.post(`/v1/portfolios/${portfolio}/audit-packs`, body, bound);
      expect(said(reply)).toEqual([404, `urn:quittance:problem:${type}`]);
    }
    expect((await ledger.get('/v1/exports', bound)).body).toEqual({ exports: [] });
    expect(await ledger.runtime.store.head()).toBe(before);
    const pack = await ledger.get(`/v1/cases/${own.case}/audit-pack?without=pdf,html`, bound);
    expect([pack.status, pack.status === 200 || pack.text]).toEqual([200, true]);
  });

  it('sees, gets and removes no export of somebody else', async () => {
    const { id } = (await ledger.post(`/v1/cases/${foreign.case}/audit-pack`, NO_PAGES, whole)).body as { id: string };
    for (const path of [`/v1/exports/${id}`, `/v1/exports/${id}/file`]) {
      expect((await ledger.get(path, bound)).status).toBe(404);
    }
    expect((await ledger.send('DELETE', `/v1/exports/${id}`, undefined, { 'content-type': '', ...bound })).status).toBe(
      404,
    );
    expect((await ledger.get('/v1/exports', bound)).text).not.toContain(id);
    expect((await ledger.get('/v1/exports', whole)).text).toContain(id);
  });

  it('finds by a value the people of its portfolio alone', async () => {
    const found = async (value: string, as: Headers): Promise<string[]> =>
      (await ledger.post('/v1/parties/searches', { by: 'name', value }, as)).body['parties'] as string[];
    // Erased above: nobody of that name is left in the own portfolio until there is another.
    const { stream } = await ledger.record('/v1/parties', { portfolio: 'alpha', kind: 'PERSON', name: NAME });
    expect((await found(NAME, whole)).sort()).toEqual(expect.arrayContaining([foreign.party, stream]));
    expect(await found(NAME, bound)).toContain(stream);
    expect(await found(NAME, bound)).not.toContain(foreign.party);
    await ledger.record('/v1/parties', { portfolio: 'beta', kind: 'PERSON', name: 'Aldous Unbekannt' });
    expect(await found('Aldous Unbekannt', whole)).toHaveLength(1);
    expect(await found('Aldous Unbekannt', bound)).toEqual([]);
  });
});
