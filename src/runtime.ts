/** One open ledger: store, keys, write side and read side, bound together. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projections } from '../projections/index.js';
import { openReadSide, type OpenReadSide } from '../projections/projector/open-read-side.js';
import { freezingIncidents } from '../projections/registers/incidents-about.query.js';
import type { Projector } from '../projections/projector/projector.js';
import { ReadSide } from '../projections/read/read-side.js';
import type { ReadDb } from '../projections/tables/read-db.js';
import { AccessLog } from './access/access-log.js';
import type { ApiKeys } from './access/api-keys.js';
import { openApiKeys } from './access/open-api-keys.js';
import { ExportShelf } from './audit-pack/export-shelf.js';
import { StreamPortfolios } from './access/stream-portfolios.js';
import { openClearance, type Clearance } from './clearance/index.js';
import { ConfigError, type Config } from './config.js';
import { quietLogger } from './http/logger.js';
import { watchedClock } from './watched-clock.js';
import { followReadSide } from './follow-read-side.js';
import { PortfolioPolicies } from './ledger/portfolio/index.js';
import { RULEBOOK } from './ledger/ledger.js';
import type { ClockPort, ErasurePort, LedgerPorts } from './ledger/ports.js';
import { Transactor } from './ledger/transact.js';
import { SealKeys } from './privacy/seal-keys.js';
import { ErasureDesk } from './privacy/erasure-desk.js';
import { fillIndex } from './privacy/fill-index.js';
import { KeyWarden } from './privacy/key-warden.js';
import type { KeyStore } from './privacy/key-store.port.js';
import { openKeys } from './privacy/open-keys.js';
import { Entropy } from './privacy/random.js';
import type { ClockWatch } from './operations/clock-watch.js';
import { isShared, openLeases, rolesProblem } from './operations/ops-url.js';
import { fenceGuard, laneGuards } from './operations/page-fence.js';
import { RoleDesk } from './operations/role-desk.js';
import type { LedgerSecrets } from './privacy/secrets.js';
import { SharedPoints } from './privacy/shared-points.js';
import { Vault } from './privacy/vault.js';
import { filesOf, KeysMissing, LedgerMissing, type Files } from './ledger-files.js';
import { openStore } from './open-store.js';
import { SEAL_CATEGORY } from './sealer/checkpoint-stream.js';
import { Sealer } from './sealer/sealer.js';
import { authorityOf, witnessesOf } from './seal-settings.js';
import type { EventStore } from './store/port.js';
import { WithoutCategory } from './store/without-category.js';
import { Telemetry } from './telemetry/telemetry.js';

export const SYSTEM_CLOCK: ClockPort = { now: () => Date.now() };

export interface Runtime {
  readonly config: Config;
  readonly clock: ClockPort;
  /** What is counted and traced. */
  readonly telemetry: Telemetry;
  /** The facts. */
  readonly store: EventStore;
  /** The store itself, with the checkpoints that the sealer keeps in it. */
  readonly wholeStore: EventStore;
  readonly sealer: Sealer;
  readonly keys: KeyStore;
  readonly ids: LedgerSecrets;
  readonly vault: Vault;
  readonly warden: KeyWarden;
  readonly erasures: ErasurePort;
  readonly sharedPoints: SharedPoints;
  readonly apiKeys: ApiKeys;
  /** Audit packs that are kept for who asked for them. */
  readonly exports: ExportShelf;
  /** Which portfolio a stream belongs to. */
  readonly portfolios: StreamPortfolios;
  /** Who saw what. */
  readonly accessLog: AccessLog;
  readonly transactor: Transactor;
  readonly clearance: Clearance;
  readonly readDb: ReadDb;
  readonly projector: Projector;
  /** What this process does beside answering, and who else does. */
  readonly roles: RoleDesk;
  /** How far this machine's clock is off. */
  readonly clockWatch: ClockWatch;
  /** Lets the read side follow the ledger from now on. */
  follow(): Promise<void>;
  close(): Promise<void>;
}

/** Opens the ledger; the caller holds the lock of the data folder. */
export async function openRuntime(config: Config, clock: ClockPort = SYSTEM_CLOCK): Promise<Runtime> {
  const problem = rolesProblem(config);
  if (problem !== undefined) throw new ConfigError(problem);
  const files = filesOf(config);
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  // Neither may quietly begin anew beside the other.
  const shared = config.keys !== '';
  const hasKeys = shared || existsSync(files.keys);
  const { ledger } = files;
  if (!shared && hasKeys && ledger !== undefined && !existsSync(ledger)) throw new LedgerMissing(ledger);
  const telemetry = await Telemetry.open(config);
  const watchers = { around: telemetry.traced?.commits, told: telemetry.measures.appended };
  const store = telemetry.store(await openStore(config, watchers));
  try {
    // A first start that was killed leaves an empty ledger: there is nothing yet that a key would open.
    if (!hasKeys && (await store.head()) > 0) throw new KeysMissing(files.keys);
    return await openRest({ config, clock, telemetry }, files, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openRest(base: Parts, files: Files, whole: EventStore): Promise<Runtime> {
  const { config, clock } = base;
  const { keys, ids } = await openKeys(config);
  const roles = rolesOf(config);
  try {
    const plain = new WithoutCategory(whole, SEAL_CATEGORY);
    const { store, watch } = await watchedClock({ config, clock, roles, store: plain });
    const read = await openRead({ config, clock, roles }, files, store);
    const [sealKeys, apiKeys] = [await SealKeys.open(keys), await openApiKeys(keys)];
    const runtime = over({ ...base, keys, ids, sealKeys, apiKeys, roles, clockWatch: watch }, { whole, store }, read);
    if (keys.trust && !(await runtime.warden.begun()) && (await store.head()) > 0) {
      throw new KeysMissing(`what was in schema keys of ${keys.place}`);
    }
    // Before anybody can ask: an erasure that was recorded is done.
    await runtime.warden.catchUp();
    await fillIndex(store, keys, runtime.vault);
    if (keys.trust) runtime.warden.start();
    else runtime.warden.keepUp();
    return runtime;
  } catch (error) {
    await keys.close();
    throw error;
  }
}

function openRead(
  { config, clock, roles }: Pick<Runtime, 'config' | 'clock' | 'roles'>,
  { read }: Files,
  store: EventStore,
): Promise<OpenReadSide> {
  const { log } = config;
  const warn = (line: string): void => {
    quietLogger(log).warn(line, 'read side');
  };
  const guard = isShared(config) ? fenceGuard('projector', () => roles.termOf('projector')?.fence) : undefined;
  const lanes = laneGuards(config, roles);
  return openReadSide(read, { store, projections, clock, warn, guard, lanes });
}

interface Stores {
  readonly whole: EventStore;
  /** Without the checkpoints. */
  readonly store: EventStore;
}

/** The name of the log. Ids are HMACs under the ledger's secret: the same for this ledger, and for no other. */
export function originOf({ origin }: Pick<Config, 'origin'>, ids: LedgerSecrets): string {
  return origin || `quittance.local/${ids.stream('ledger', ['origin']).slice('ledger-'.length)}`;
}

/** Seals what is in the store, once it is told to. */
function sealerOf({ config, clock, ids, sealKeys, telemetry }: Base, store: EventStore): Sealer {
  const origin = originOf(config, ids);
  const alarm = (line: string): void => {
    quietLogger(config.log).error(line, 'seal');
  };
  const vouching = { witnesses: witnessesOf(config), authority: authorityOf(config) };
  const traces = telemetry.traced?.seal;
  const shared = isShared(config);
  return new Sealer({ store, keys: sealKeys, clock, folder: config.data, origin, alarm, traces, shared, ...vouching });
}

function rolesOf(config: Config): RoleDesk {
  const log = (line: string): void => {
    quietLogger(config.log).log(line, 'roles');
  };
  const { roles, leaseSeconds: seconds, lanes } = config;
  return new RoleDesk({ roles, seconds, lanes, open: () => openLeases(config), log });
}

type Parts = Pick<Runtime, 'config' | 'clock' | 'telemetry'>;
type Base = Parts &
  Pick<Runtime, 'keys' | 'ids' | 'apiKeys' | 'roles' | 'clockWatch'> & { readonly sealKeys: SealKeys };

function over(base: Base, { whole, store }: Stores, read: OpenReadSide): Runtime {
  const { config, clock, keys, ids, apiKeys, telemetry, roles, clockWatch } = base;
  const { readDb, projector } = read;
  if (telemetry.traced) projector.around = telemetry.traced.pages;
  const sealer = sealerOf(base, whole);
  const entropy = new Entropy();
  const vault = new Vault(keys, entropy);
  const readSide = new ReadSide(store, readDb, projector, clock);
  const clearance = openClearance(
    store,
    ids,
    (request) => transactor.run(RULEBOOK, clearance.ruleBook.stream, request),
    (id) => freezingIncidents(readSide, id),
  );
  const policies = new PortfolioPolicies(store);
  const erasures = new ErasureDesk(vault, (stream) => clearance.facts.now(stream), clearance.retention);
  const { verdicts } = clearance;
  const traces = telemetry.traced?.commands;
  const others = { facts: (stream: string) => clearance.facts.now(stream) };
  const ports: LedgerPorts = { clock, ids, entropy, conceal: vault, policies, verdicts, erasures, others, traces };
  const transactor: Transactor = new Transactor(store, ports);
  const exports = new ExportShelf(join(config.data, 'exports'), clock);
  const warden = new KeyWarden(store, keys, vault, (parties) => exports.forget(parties));
  const portfolios = new StreamPortfolios(store);
  const accesses = new Transactor(store, ports, { streamsCached: 1 });
  return {
    config,
    clock,
    telemetry,
    store,
    wholeStore: whole,
    sealer,
    keys,
    ids,
    vault,
    warden,
    exports,
    erasures,
    sharedPoints: new SharedPoints(vault, (stream) => clearance.facts.now(stream)),
    apiKeys,
    portfolios,
    accessLog: new AccessLog({ transactor: accesses, ids, clock, portfolios }),
    transactor,
    clearance,
    readDb,
    projector,
    roles,
    clockWatch,
    follow: () => followReadSide({ projector, roles, config }),
    async close() {
      clockWatch.close();
      await roles.close();
      exports.close();
      await warden.stop();
      await sealer.close();
      await store.close();
      await projector.close();
      await readDb.close();
      await keys.close();
      await telemetry.close();
    },
  };
}
