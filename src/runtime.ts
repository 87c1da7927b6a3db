/** One open ledger: store, keys, write side and read side, bound together. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projections } from '../projections/index.js';
import { Projector } from '../projections/projector/projector.js';
import type { ReadDb } from '../projections/tables/read-db.js';
import { SqliteReadDb } from '../projections/tables/sqlite.read-db.js';
import { ApiKeys } from './access/api-keys.js';
import { ConfigError, type Config } from './config.js';
import { PortfolioPolicies } from './ledger/portfolio/index.js';
import type { ClockPort, LedgerPorts } from './ledger/ports.js';
import { Transactor } from './ledger/transact.js';
import { openKeysDb, type KeysDb } from './privacy/keys-db.js';
import { Entropy } from './privacy/random.js';
import { LedgerSecrets } from './privacy/secrets.js';
import { Vault } from './privacy/vault.js';
import type { EventStore } from './store/port.js';
import { SqliteStore } from './store/sqlite/sqlite.store.js';

/** Without its keys a ledger cannot open what was sealed, nor find its own ids: a new file would hide that. */
export class KeysMissing extends Error {
  constructor(file: string) {
    super(
      `The ledger is there, but its keys are not: ${file} is missing. Restore it from a backup taken after the ledger's.`,
    );
  }
}

/** Files of the embedded ledger. Another store or read database than SQLite needs an adapter that is not here yet. */
function filesOf({ data, store, readDb }: Config): { ledger: string; keys: string; read: string } {
  return {
    ledger: fileOf('QUITTANCE_STORE', store, join(data, 'ledger.db')),
    keys: join(data, 'keys.db'),
    read: fileOf('QUITTANCE_READ_DB', readDb, join(data, 'read.db')),
  };
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
  readonly store: EventStore;
  readonly keys: KeysDb;
  readonly ids: LedgerSecrets;
  readonly vault: Vault;
  readonly apiKeys: ApiKeys;
  readonly transactor: Transactor;
  readonly readDb: ReadDb;
  readonly projector: Projector;
  close(): Promise<void>;
}

/** Opens the embedded ledger in the data folder; the caller holds its lock. */
export async function openRuntime(config: Config, clock: ClockPort = SYSTEM_CLOCK): Promise<Runtime> {
  mkdirSync(config.data, { recursive: true, mode: 0o700 });
  const files = filesOf(config);
  if (existsSync(files.ledger) && !existsSync(files.keys)) throw new KeysMissing(files.keys);
  const store = SqliteStore.open({ file: files.ledger });
  const keys = openKeysDb(files.keys);
  const ids = new LedgerSecrets(keys);
  const entropy = new Entropy();
  const vault = new Vault(keys, entropy);
  const ports: LedgerPorts = { clock, ids, entropy, conceal: vault, policies: new PortfolioPolicies(store) };
  const readDb = new SqliteReadDb(files.read);
  const projector = new Projector(store, readDb, projections(), clock);
  await projector.open();
  const transactor = new Transactor(store, ports);
  return {
    config,
    clock,
    store,
    keys,
    ids,
    vault,
    apiKeys: new ApiKeys(keys),
    transactor,
    readDb,
    projector,
    async close() {
      await store.close();
      await projector.close();
      await readDb.close();
      keys.close();
    },
  };
}
