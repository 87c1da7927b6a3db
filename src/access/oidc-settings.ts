/** How bearer tokens of an OpenID Connect provider are checked, from the settings. */
import { readFileSync } from 'node:fs';
import { createLocalJWKSet, createRemoteJWKSet, type JSONWebKeySet, type JWTVerifyGetKey } from 'jose';
import { ConfigError, type Config } from '../config.js';

/** Signatures with a public key. Never `none`, nor a secret that the verifier shares. */
const ASYMMETRIC = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

/** A key set that does not come in this time is not there. */
const JWKS_TIMEOUT_MS = 5_000;
/** An unknown key id asks for the key set again, but not more often than this. */
const JWKS_COOLDOWN_MS = 30_000;

export interface OidcSettings {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly toleranceSeconds: number;
  readonly roleClaim: string;
  readonly portfoliosClaim: string;
  readonly personalDataClaim: string;
  readonly keys: JWTVerifyGetKey;
}

/**
 * @returns undefined where no issuer is set: then only API keys are let in.
 * @throws ConfigError that names the setting.
 */
export function oidcSettings(config: Config): OidcSettings | undefined {
  const { oidcIssuer: issuer, oidcAudience: audience, oidcJwks } = config;
  if (issuer === '') return undefined;
  if (audience === '')
    throw new ConfigError('QUITTANCE_OIDC_AUDIENCE is empty: tokens for other services would be let in.');
  const algorithms = config.oidcAlgorithms.split(',').map((each) => each.trim());
  const wrong = algorithms.find((each) => !ASYMMETRIC.includes(each));
  if (wrong !== undefined) {
    throw new ConfigError(`QUITTANCE_OIDC_ALGORITHMS names '${wrong}'; there is ${ASYMMETRIC.join(', ')}.`);
  }
  return {
    issuer,
    audience,
    algorithms,
    toleranceSeconds: config.oidcToleranceSeconds,
    roleClaim: config.oidcRoleClaim,
    portfoliosClaim: config.oidcPortfoliosClaim,
    personalDataClaim: config.oidcPersonalDataClaim,
    keys: keySet(oidcJwks),
  };
}

/** A URL is fetched when a key is needed; a file is read now. */
function keySet(source: string): JWTVerifyGetKey {
  if (source === '') throw new ConfigError('QUITTANCE_OIDC_JWKS is empty: give the URL or the file of the key set.');
  if (!/^https?:/.test(source)) return fileKeys(source);
  const url = new URL(source);
  const isLoopback = ['127.0.0.1', '[::1]', 'localhost'].includes(url.hostname);
  if (url.protocol !== 'https:' && !isLoopback) {
    throw new ConfigError('QUITTANCE_OIDC_JWKS is fetched over http: anybody on the way could put keys in. Use https.');
  }
  return createRemoteJWKSet(url, { timeoutDuration: JWKS_TIMEOUT_MS, cooldownDuration: JWKS_COOLDOWN_MS });
}

function fileKeys(file: string): JWTVerifyGetKey {
  try {
    return createLocalJWKSet(JSON.parse(readFileSync(file, 'utf8')) as JSONWebKeySet);
  } catch (error) {
    throw new ConfigError(`QUITTANCE_OIDC_JWKS: ${file} is no key set (${(error as Error).message}).`);
  }
}
