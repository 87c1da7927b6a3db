/** Every setting of Quittance: one line each, with name, default and meaning. `quittance config show` prints them. */
import { readRoles } from './operations/roles.js';
import {
  address,
  choice,
  filled,
  keysUrl,
  lanes,
  leaseSeconds,
  origin,
  perMinute,
  port,
  seconds,
  text,
  timeOfDay,
} from './setting-values.js';

interface Setting<T> {
  readonly name: string;
  readonly default: string;
  readonly meaning: string;
  readonly secret?: boolean;
  /** The value, or why the text is none. */
  read(text: string): T | Error;
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
    meaning:
      'URL of the event store: sqlite:<file>, or a KurrentDB (esdb://host:2113, esdb+discover://…; docs/kurrentdb.md). Empty: sqlite:<data>/ledger.db.',
    read: text,
    secret: true,
  },
  readDb: {
    name: 'QUITTANCE_READ_DB',
    default: '',
    meaning: 'URL of the read database, sqlite:<file> or postgres://…; empty: sqlite:<data>/read.db.',
    read: text,
    secret: true,
  },
  roles: {
    name: 'QUITTANCE_ROLES',
    default: 'api,projector,sealer,reactor',
    meaning:
      'What this process does: api, projector, sealer, reactor, with commas between. Fewer than all need esdb:// and postgres://.',
    read: readRoles,
  },
  ops: {
    name: 'QUITTANCE_OPS',
    default: '',
    meaning: 'URL of the leases of roles, postgres://…; empty: beside the read tables, or <data>/ops.db.',
    read: text,
    secret: true,
  },
  leaseSeconds: {
    name: 'QUITTANCE_LEASE_SECONDS',
    default: '10',
    meaning: 'For how long a process that does not answer keeps its roles (1 to 60); the same in all processes.',
    read: leaseSeconds,
  },
  lanes: {
    name: 'QUITTANCE_LANES',
    default: '1',
    meaning:
      'Over how many lanes read tables are folded (1 to 16); the same in all processes with the role projector. More than 1 need esdb:// and postgres://.',
    read: lanes,
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
  keys: {
    name: 'QUITTANCE_KEYS',
    default: '',
    meaning: 'URL of the database of keys, postgres://…, where several processes share it; empty: <data>/keys.db.',
    read: keysUrl,
    secret: true,
  },
  idSecret: {
    name: 'QUITTANCE_ID_SECRET',
    default: '',
    meaning: 'Secret that ids are made with, 32 bytes in base64; needed with QUITTANCE_KEYS. Empty: keys.db has it.',
    read: text,
    secret: true,
  },
  macSecret: {
    name: 'QUITTANCE_MAC_SECRET',
    default: '',
    meaning: 'Secret of command digests, 32 bytes in base64; needed with QUITTANCE_KEYS. Empty: keys.db has it.',
    read: text,
    secret: true,
  },
  secretsFile: {
    name: 'QUITTANCE_SECRETS_FILE',
    default: '',
    meaning: "File with both secrets, in lines 'id=…' and 'mac=…', instead of the two settings.",
    read: text,
  },
  masterKeyFile: {
    name: 'QUITTANCE_MASTER_KEY_FILE',
    default: '',
    meaning: 'File with the master key of keys.db, 32 bytes in base64; empty: <data>/master.key, made at first start.',
    read: text,
  },
  masterKeyNextFile: {
    name: 'QUITTANCE_MASTER_KEY_NEXT_FILE',
    default: '',
    meaning:
      'File with the master key that is to come, around a rotation: the one that the keys are wrapped under is used.',
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
  otlpUrl: {
    name: 'QUITTANCE_OTLP_URL',
    default: '',
    meaning: 'Address of an OTLP/HTTP collector that traces are sent to; without a path, /v1/traces. Empty: no traces.',
    read: address,
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
