/** One open ledger: store, keys, write side and read side, bound together. */
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { projections } from '../projections/index.js';
import { openReadSide, type OpenReadSide, type ReadSideFiles } from '../projections/projector/open-read-side.js';
import { freezingIncidents } from '../projections/registers/incidents-about.query.js';
import type { Projector } from '../projections/projector/projector.js';
import { ReadSide } from '../projections/read/read-side.js';
import type { ReadDb } from '../projections/tables/read-db.js';
import { AccessLog } from './access/access-log.js';
import { ApiKeys } from './access/api-keys.js';
import { ExportShelf } from './audit-pack/export-shelf.js';
import { StreamPortfolios } from './access/stream-portfolios.js';
import { openClearance, type Clearance } from './clearance/index.js';
import { ConfigError, type Config } from './config.js';
import { quietLogger } from './http/logger.js';
import { PortfolioPolicies } from './ledger/portfolio/index.js';
import { RULEBOOK } from './ledger/ledger.js';
import type { ClockPort, ErasurePort, LedgerPorts } from './ledger/ports.js';
import { Transactor } from './ledger/transact.js';
import { SealKeys } from './privacy/seal-keys.js';
import { ErasureDesk } from './privacy/erasure-desk.js';
import { fillIndex } from './privacy/fill-index.js';
import { KeyWarden } from './privacy/key-warden.js';
import { openKeysDb, type KeysDb } from './privacy/keys-db.js';
import { masterKeyOf } from './privacy/master-key.js';
import { Entropy } from './privacy/random.js';
import { LedgerSecrets } from './privacy/secrets.js';
import { SharedPoints } from './privacy/shared-points.js';
import { Vault } from './privacy/vault.js';
import { SEAL_CATEGORY } from './sealer/checkpoint-stream.js';
import { Sealer } from './sealer/sealer.js';
import { authorityOf, witnessesOf } from './seal-settings.js';
import type { EventStore } from './store/port.js';
import { SqliteStore } from './store/sqlite/sqlite.store.js';
import { WithoutCategory } from './store/without-category.js';

/** Without its keys a ledger cannot open what was sealed, nor find its own ids: a new file would hide that. */
export class KeysMissing extends Error {
  constructor(file: string) {
    super(
      `The ledger is there, but its keys are not: ${file} is missing. Restore it from a backup taken after the ledger's.`,
    );
  }
}

/** At a first start the ledger is made before its keys: keys alone mean that it was lost or moved, and a new one would hide that. */
export class LedgerMissing extends Error {
  constructor(file: string) {
    super(
      `The keys are there, but the ledger is not: ${file} is missing. Restore ledger.db, or start in another data folder.`,
    );
  }
}

interface Files {
  readonly ledger: string;
  readonly keys: string;
  readonly read: ReadSideFiles;
}

/** Files of the embedded ledger. Another store or read database than SQLite needs an adapter that is not here yet. */
function filesOf({ data, store, readDb }: Config): Files {
  const ledger = fileOf('QUITTANCE_STORE', store, join(data, 'ledger.db'));
  const keys = join(data, 'keys.db');
  const embedded = join(data, 'read.db');
  const read = fileOf('QUITTANCE_READ_DB', readDb, embedded);
  // Read tables are dropped, and a broken file is deleted: never where something else is kept.
  if ([ledger, keys].some((file) => resolve(file) === resolve(read))) {
    throw new ConfigError(`QUITTANCE_READ_DB names ${read}, which is not for read tables. Give it a file of its own.`);
  }
  return { ledger, keys, read: { file: read, disposable: resolve(read) === resolve(embedded) } };
}

function fileOf(setting: string, url: string, embedded: string): string {
  if (url === '') return embedded;
  if (url.startsWith('sqlite:')) return url.slice('sqlite:'.length);
  throw new ConfigError(
    `${setting} names '${url.split(':')[0]}:…'; this version of Quittance knows sqlite:<file> only.`,
  );
}

export const SYSTEM_CLOCK: ClockPort = { now: () => Date.now() };

export interface Runtime {
  readonly config: Config;
  readonly clock: ClockPort;
  /** The facts. */
  readonly store: EventStore;
  /** The store itself, with the checkpoints that the sealer keeps in it. */
  readonly wholeStore: EventStore;
  readonly sealer: Sealer;
  readonly keys: KeysDb;
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
  close(): Promise<void>;
}

/** Opens the embedded ledger in the data folder; the caller holds its lock. */
export async function openRuntime(config: Config, clock: ClockPort = SYSTEM_CLOCK): Promise<Runtime> {
  const files = filesOf(config);
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  // Neither may quietly begin anew beside the other.
  const hasKeys = existsSync(files.keys);
  if (hasKeys && !existsSync(files.ledger)) throw new LedgerMissing(files.ledger);
  const store = SqliteStore.open({ file: files.ledger });
  try {
    // A first start that was killed leaves an empty ledger: there is nothing yet that a key would open.
    if (!hasKeys && (await store.head()) > 0) throw new KeysMissing(files.keys);
    return await openRest(config, clock, files, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

async function openRest(config: Config, clock: ClockPort, files: Files, whole: EventStore): Promise<Runtime> {
  const keys = openKeysDb(files.keys, (file, mayMake) => masterKeyOf(config, file, mayMake));
  try {
    const store = new WithoutCategory(whole, SEAL_CATEGORY);
    const read = await openRead(config, clock, files, store);
    const runtime = over({ config, clock, keys }, { whole, store }, read);
    // Before anybody can ask: an erasure that was recorded is done.
    await runtime.warden.catchUp();
    await fillIndex(store, keys, runtime.vault);
    return runtime;
  } catch (error) {
    keys.close();
    throw error;
  }
}

function openRead({ log }: Config, clock: ClockPort, { read }: Files, store: EventStore): Promise<OpenReadSide> {
  const warn = (line: string): void => {
    quietLogger(log).warn(line, 'read side');
  };
  return openReadSide(read, { store, projections, clock, warn });
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
function sealerOf({ config, clock, keys }: Base, store: EventStore, ids: LedgerSecrets): Sealer {
  const origin = originOf(config, ids);
  const alarm = (line: string): void => {
    quietLogger(config.log).error(line, 'seal');
  };
  const vouching = { witnesses: witnessesOf(config), authority: authorityOf(config) };
  return new Sealer({ store, keys: new SealKeys(keys), clock, folder: config.data, origin, alarm, ...vouching });
}

type Base = Pick<Runtime, 'config' | 'clock' | 'keys'>;

function over(base: Base, { whole, store }: Stores, read: OpenReadSide): Runtime {
  const { config, clock, keys } = base;
  const { readDb, projector } = read;
  const ids = new LedgerSecrets(keys);
  const sealer = sealerOf(base, whole, ids);
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
  const ports: LedgerPorts = { clock, ids, entropy, conceal: vault, policies, verdicts: clearance.verdicts, erasures };
  const transactor: Transactor = new Transactor(store, ports);
  const exports = new ExportShelf(join(config.data, 'exports'), clock);
  const portfolios = new StreamPortfolios(store);
  const accesses = new Transactor(store, ports, { streamsCached: 1 });
  return {
    config,
    clock,
    store,
    wholeStore: whole,
    sealer,
    keys,
    ids,
    vault,
    warden: new KeyWarden(store, keys, vault, (parties) => exports.forget(parties)),
    exports,
    erasures,
    sharedPoints: new SharedPoints(vault, (stream) => clearance.facts.now(stream)),
    apiKeys: new ApiKeys(keys),
    portfolios,
    accessLog: new AccessLog({ transactor: accesses, ids, clock, portfolios }),
    transactor,
    clearance,
    readDb,
    projector,
    async close() {
      exports.close();
      await sealer.close();
      await store.close();
      await projector.close();
      await readDb.close();
      keys.close();
    },
  };
}
