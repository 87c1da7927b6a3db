/** Every setting of Quittance: one line each, with name, default and meaning. `quittance config show` prints them. */

import { isKeyName } from './seal/vkey.js';

interface Setting<T> {
  readonly name: string;
  readonly default: string;
  readonly meaning: string;
  readonly secret?: boolean;
  /** The value, or why the text is none. */
  read(text: string): T | Error;
}

const text = (value: string): string => value;

/** Empty would mean every interface of the machine to the system: who wants that says 0.0.0.0 or ::. */
function filled(value: string): string | Error {
  return value.trim() === '' ? new Error('is empty: unset it for its default') : value;
}

function port(value: string): number | Error {
  const number = value.trim() === '' ? NaN : Number(value);
  return Number.isInteger(number) && number >= 0 && number <= 65_535 ? number : new Error('is no port (0 to 65535)');
}

/** Whole seconds, from none to an hour. */
function seconds(value: string): number | Error {
  return /^\d{1,4}$/.test(value) && Number(value) <= 3_600
    ? Number(value)
    : new Error('is no number of seconds (0 to 3600)');
}

function perMinute(value: string): number | Error {
  return /^\d{1,9}$/.test(value) ? Number(value) : new Error('is no number a minute (0 to 999999999)');
}

/** Names the log, and its key: the rules are those of a key name. */
function origin(value: string): string | Error {
  return value === '' || isKeyName(value) ? value : new Error('holds spaces, control characters or a plus sign');
}

/** An address to be asked: http or https, and nothing of a password in it. */
function address(value: string): string | Error {
  if (value === '') return value;
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const plain = url && url.username === '' && url.password === '' && url.hash === '';
  if (plain && (url.protocol === 'https:' || url.protocol === 'http:')) return value;
  return new Error('is no http or https address without user and password');
}

/** A time of day, or nothing. */
function timeOfDay(value: string): string | Error {
  return /^(?:|(?:[01]\d|2[0-3]):[0-5]\d)$/.test(value) ? value : new Error("is no time of day (such as '03:10')");
}

function choice<T extends string>(...allowed: readonly T[]) {
  return (value: string): T | Error =>
    allowed.find((item) => item === value) ?? new Error(`is none of ${allowed.join(', ')}`);
}

export const SETTINGS = {
  data: { name: 'QUITTANCE_DATA', default: './data', meaning: 'Folder of the embedded ledger.', read: text },
  host: {
    name: 'QUITTANCE_HOST',
    default: '127.0.0.1',
    meaning: 'Address to listen on; loopback unless told otherwise.',
    read: filled,
  },
  port: {
    name: 'QUITTANCE_PORT',
    default: '8420',
    meaning: 'TCP port of the HTTP API; 0 picks a free one.',
    read: port,
  },
  store: {
    name: 'QUITTANCE_STORE',
    default: '',
    meaning: 'URL of the event store; empty: sqlite:<data>/ledger.db.',
    read: text,
    secret: true,
  },
  readDb: {
    name: 'QUITTANCE_READ_DB',
    default: '',
    meaning: 'URL of the read database; empty: sqlite:<data>/read.db.',
    read: text,
    secret: true,
  },
  oidcIssuer: {
    name: 'QUITTANCE_OIDC_ISSUER',
    default: '',
    meaning: 'Issuer of the bearer tokens that are let in beside API keys; empty: none.',
    read: text,
  },
  oidcAudience: {
    name: 'QUITTANCE_OIDC_AUDIENCE',
    default: '',
    meaning: 'Audience that a token must name; needed with an issuer.',
    read: text,
  },
  oidcJwks: {
    name: 'QUITTANCE_OIDC_JWKS',
    default: '',
    meaning: "URL (https, or http on loopback) or file of the issuer's key set; needed with an issuer.",
    read: text,
  },
  oidcAlgorithms: {
    name: 'QUITTANCE_OIDC_ALGORITHMS',
    default: 'RS256,PS256,ES256,EdDSA',
    meaning: 'Signature algorithms of tokens that are let in, with commas between.',
    read: filled,
  },
  oidcRoleClaim: {
    name: 'QUITTANCE_OIDC_ROLE_CLAIM',
    default: 'quittance_role',
    meaning: 'Claim of a token that names its role.',
    read: filled,
  },
  oidcPortfoliosClaim: {
    name: 'QUITTANCE_OIDC_PORTFOLIOS_CLAIM',
    default: 'quittance_portfolios',
    meaning: "Claim of a token that names its portfolios, by name or id; '*' for all.",
    read: filled,
  },
  oidcPersonalDataClaim: {
    name: 'QUITTANCE_OIDC_PERSONAL_DATA_CLAIM',
    default: 'quittance_personal_data',
    meaning: 'Claim of a token that, when true, shows an auditor personal values.',
    read: filled,
  },
  oidcToleranceSeconds: {
    name: 'QUITTANCE_OIDC_TOLERANCE_SECONDS',
    default: '30',
    meaning: "Seconds by which the issuer's clock may differ from ours.",
    read: seconds,
  },
  rateKey: {
    name: 'QUITTANCE_RATE_KEY',
    default: '120000',
    meaning: 'Requests a minute of one key or token; more get 429. 0: no limit.',
    read: perMinute,
  },
  rateFailures: {
    name: 'QUITTANCE_RATE_FAILURES',
    default: '300',
    meaning: 'Keys and tokens a minute from one address that may be none; more get 429 instead of 401. 0: no limit.',
    read: perMinute,
  },
  masterKeyFile: {
    name: 'QUITTANCE_MASTER_KEY_FILE',
    default: '',
    meaning: 'File with the master key of keys.db, 32 bytes in base64; empty: <data>/master.key, made at first start.',
    read: text,
  },
  masterKey: {
    name: 'QUITTANCE_MASTER_KEY',
    default: '',
    meaning: 'The master key itself in base64, where no file is wanted.',
    read: text,
    secret: true,
  },
  log: {
    name: 'QUITTANCE_LOG',
    default: 'info',
    meaning: 'Least level of log lines: fatal, error, warn, info, debug or silent.',
    read: choice('fatal', 'error', 'warn', 'info', 'debug', 'silent'),
  },
  origin: {
    name: 'QUITTANCE_ORIGIN',
    default: '',
    meaning:
      'Name of the sealed log, such as ledger.example.com/2026; it never changes. Empty: quittance.local/<id of the ledger>.',
    read: origin,
  },
  witnesses: {
    name: 'QUITTANCE_WITNESSES',
    default: '',
    meaning:
      "Witnesses of the log: file with a C2SP policy ('witness NAME VKEY URL', 'group …', 'quorum NAME'), or its lines, with semicolons between. Empty: none.",
    read: text,
  },
  tsaUrl: {
    name: 'QUITTANCE_TSA_URL',
    default: '',
    meaning: 'Address of an RFC 3161 authority that stamps checkpoints daily and for exports; empty: none.',
    read: address,
  },
  tsaCa: {
    name: 'QUITTANCE_TSA_CA',
    default: '',
    meaning: 'File with the certificates, PEM, in which the chain of the authority must end.',
    read: text,
  },
  auditAt: {
    name: 'QUITTANCE_AUDIT_AT',
    default: '03:10',
    meaning: "When 'serve' makes the nightly full audit, by the machine's local clock (hh:mm); empty: never.",
    read: timeOfDay,
  },
  lang: {
    name: 'QUITTANCE_LANG',
    default: 'en',
    meaning: 'Language of printed sentences: en or zh.',
    read: choice('en', 'zh'),
  },
} as const satisfies Record<string, Setting<unknown>>;

type Settings = typeof SETTINGS;
export type Config = { readonly [K in keyof Settings]: Exclude<ReturnType<Settings[K]['read']>, Error> };

export class ConfigError extends Error {}

/** Reads and checks all settings; the error names the variable and what it should be. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): Config {
  const config: Record<string, unknown> = {};
  for (const [key, setting] of Object.entries(SETTINGS)) {
    const given = env[setting.name] ?? setting.default;
    const value = setting.read(given);
    if (value instanceof Error) throw new ConfigError(`${setting.name}='${given}' ${value.message}.`);
    config[key] = value;
  }
  const unknown = Object.keys(env).find((n) => n.startsWith('QUITTANCE_') && !isKnown(n));
  if (unknown !== undefined)
    throw new ConfigError(`${unknown} is no setting of Quittance. See 'quittance config show'.`);
  return config as Config;
}

/** Settings of tests start with QUITTANCE_TEST_ and are not the program's. */
function isKnown(name: string): boolean {
  return name.startsWith('QUITTANCE_TEST_') || Object.values(SETTINGS).some((setting) => setting.name === name);
}
