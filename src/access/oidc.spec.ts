import { exportJWK, generateKeyPair, SignJWT, UnsecuredJWT, type CryptoKey, type JWTPayload } from 'jose';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.js';
import { Problem } from '../http/problem.js';
import { toMillis } from '../ledger/dates.js';
import { openKeysDb } from '../privacy/keys-db.js';
import { embeddedSecrets, LedgerSecrets } from '../privacy/secrets.js';
import { MemoryStore } from '../store/memory/memory.store.js';
import { oidcSettings } from './oidc-settings.js';
import { OidcTokens } from './oidc-tokens.js';
import { StreamPortfolios } from './stream-portfolios.js';

const NOW = toMillis('2026-03-10T12:00:00Z') / 1000;
const ISSUER = 'https://login.example';
const AUDIENCE = 'quittance';
const CLAIMS = { quittance_role: 'collector', quittance_portfolios: ['cards'] };

let pair: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
let stranger: { readonly privateKey: CryptoKey; readonly publicKey: CryptoKey };
let provider: Server;
let served: { status: number; body: string };
let url: string;
const folder = mkdtempSync(join(tmpdir(), 'quittance-oidc-'));

beforeAll(async () => {
  pair = await generateKeyPair('ES256');
  stranger = await generateKeyPair('ES256');
  const keys = [{ ...(await exportJWK(pair.publicKey)), kid: 'one', alg: 'ES256', use: 'sig' }];
  served = { status: 200, body: JSON.stringify({ keys }) };
  provider = createServer((_request, response) => {
    response.writeHead(served.status, { 'content-type': 'application/json' }).end(served.body);
  });
  await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(provider.address() as AddressInfo).port}/jwks`;
});
afterAll(() => {
  provider.close();
  rmSync(folder, { recursive: true });
});

const secrets = new LedgerSecrets(embeddedSecrets(openKeysDb(':memory:')));

function tokens(jwks = url, more: Record<string, string> = {}): OidcTokens {
  const env = { QUITTANCE_OIDC_ISSUER: ISSUER, QUITTANCE_OIDC_AUDIENCE: AUDIENCE, QUITTANCE_OIDC_JWKS: jwks, ...more };
  const clock = { now: () => NOW * 1000 };
  return new OidcTokens(oidcSettings(readConfig(env)), clock, new StreamPortfolios(new MemoryStore()), secrets);
}

interface Signed {
  readonly claims?: JWTPayload;
  readonly key?: CryptoKey;
  readonly alg?: string;
  readonly issuer?: string;
  readonly audience?: string;
  readonly subject?: string;
  readonly until?: number;
  readonly from?: number;
}

function token(signed: Signed = {}): Promise<string> {
  const { claims = CLAIMS, key = pair.privateKey, alg = 'ES256', subject = 'u-17', until = NOW + 300 } = signed;
  return new SignJWT(claims)
    .setProtectedHeader({ alg, kid: 'one' })
    .setIssuer(signed.issuer ?? ISSUER)
    .setAudience(signed.audience ?? AUDIENCE)
    .setSubject(subject)
    .setNotBefore(signed.from ?? NOW - 60)
    .setExpirationTime(until)
    .sign(key);
}

async function refusal(text: string, by = tokens()): Promise<string> {
  try {
    await by.check(text);
  } catch (error) {
    if (error instanceof Problem) return `${error.details.status} ${error.details.type.split(':').at(-1) ?? ''}`;
    throw error;
  }
  return 'let in';
}

describe('a bearer token', () => {
  it('gives role, portfolios and who it is', async () => {
    expect(await tokens().check(await token())).toEqual({
      id: 'oidc:u-17',
      role: 'collector',
      via: 'http',
      portfolios: [secrets.stream('portfolio', ['cards'])],
      personalData: true,
    });
  });

  it('says with a star that it is bound to no portfolio, and with a claim that an auditor sees words', async () => {
    const claims = { quittance_role: ['other-app', 'auditor'], quittance_portfolios: '*' };
    const by = tokens();
    expect(await by.check(await token({ claims }))).toMatchObject({ portfolios: null, personalData: false });
    const open = { ...claims, quittance_personal_data: true };
    expect(await by.check(await token({ claims: open }))).toMatchObject({ role: 'auditor', personalData: true });
    const reporting = { ...open, quittance_role: 'reporting' };
    expect(await by.check(await token({ claims: reporting }))).toMatchObject({ personalData: false });
  });

  it.each<[string, Signed, string]>([
    ['of another issuer', { issuer: 'https://evil.example' }, '401 token-invalid'],
    ['for another audience', { audience: 'payroll' }, '401 token-invalid'],
    ['that has expired', { until: NOW - 31 }, '401 token-invalid'],
    ['that is not valid yet', { from: NOW + 31 }, '401 token-invalid'],
    ['within the tolerance of clocks', { until: NOW - 29, from: NOW + 29 }, 'let in'],
    ['whose subject is an address', { subject: 'anna@example.com' }, '401 token-invalid'],
    ['without a role', { claims: { quittance_portfolios: '*' } }, '403 token-without-role'],
    ['with two roles', { claims: { ...CLAIMS, quittance_role: ['admin', 'auditor'] } }, '403 token-without-role'],
    ['with a role of others', { claims: { ...CLAIMS, quittance_role: 'root' } }, '403 token-without-role'],
    ['without portfolios', { claims: { quittance_role: 'admin' } }, '403 token-without-portfolios'],
    [
      'with an empty list',
      { claims: { quittance_role: 'admin', quittance_portfolios: [] } },
      '403 token-without-portfolios',
    ],
  ])('%s', async (_what, signed, expected) => {
    expect(await refusal(await token(signed))).toBe(expected);
  });

  it('of a stranger, changed, unsigned, or signed with the public key as a secret is not let in', async () => {
    const good = await token();
    const [head = '', body = '', signature = ''] = good.split('.');
    const admin = Buffer.from(JSON.stringify({ ...CLAIMS, quittance_role: 'admin' })).toString('base64url');
    const unsigned = new UnsecuredJWT(CLAIMS).setIssuer(ISSUER).setAudience(AUDIENCE).setSubject('u').encode();
    const hmac = new SignJWT(CLAIMS).setProtectedHeader({ alg: 'HS256', kid: 'one' }).setSubject('u');
    const confused = await hmac.sign(Buffer.from(served.body));
    const wrong = [
      await token({ key: stranger.privateKey }),
      `${head}.${admin}.${signature}`,
      unsigned,
      confused,
      `${head}.${body}.x`,
    ];
    for (const each of wrong) expect(await refusal(each)).toBe('401 token-invalid');
  });

  it('is not let in while the keys cannot be had', async () => {
    served.status = 500;
    try {
      expect(await refusal(await token())).toBe('503 token-keys-unreachable');
    } finally {
      served.status = 200;
    }
  });

  it('is checked against a key set in a file, too', async () => {
    const file = join(folder, 'jwks.json');
    writeFileSync(file, served.body);
    expect(await refusal(await token(), tokens(file))).toBe('let in');
  });

  it('is only taken where an issuer is set', () => {
    const none = new OidcTokens(
      oidcSettings(readConfig({})),
      { now: () => 0 },
      new StreamPortfolios(new MemoryStore()),
      secrets,
    );
    expect([none.takes('a.b.c'), tokens().takes('a.b.c'), tokens().takes('qk_0')]).toEqual([false, true, false]);
  });
});

describe('settings of tokens', () => {
  it.each([
    ['no audience', { QUITTANCE_OIDC_AUDIENCE: '' }, 'QUITTANCE_OIDC_AUDIENCE'],
    ['no key set', { QUITTANCE_OIDC_JWKS: '' }, 'QUITTANCE_OIDC_JWKS'],
    ['a key set over http', { QUITTANCE_OIDC_JWKS: 'http://login.example/jwks' }, 'Use https'],
    ['a file that is not there', { QUITTANCE_OIDC_JWKS: '/nowhere/jwks.json' }, 'is no key set'],
    ['a shared secret', { QUITTANCE_OIDC_ALGORITHMS: 'HS256' }, "'HS256'"],
    ['no algorithm', { QUITTANCE_OIDC_ALGORITHMS: 'none' }, "'none'"],
  ])('%s', (_what, more, message) => {
    expect(() => tokens(url, more)).toThrow(message);
  });
});
