/** One open ledger: store, keys, write side and read side, bound together. */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { projections } from '../projections/index.js';
import { Projector } from '../projections/projector/projector.js';
import type { ReadDb } from '../projections/tables/read-db.js';
import { SqliteReadDb } from '../projections/tables/sqlite.read-db.js';
import { ApiKeys } from './access/api-keys.js';
import type { Config } from './config.js';
import { PortfolioPolicies } from './ledger/portfolio/index.js';
import type { ClockPort, LedgerPorts } from './ledger/ports.js';
import { Transactor } from './ledger/transact.js';
import { openKeysDb, type KeysDb } from './privacy/keys-db.js';
import { Entropy } from './privacy/random.js';
import { LedgerSecrets } from './privacy/secrets.js';
import { Vault } from './privacy/vault.js';
import type { EventStore } from './store/port.js';
import { SqliteStore } from './store/sqlite/sqlite.store.js';

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
  const store = SqliteStore.open({ file: join(config.data, 'ledger.db') });
  const keys = openKeysDb(join(config.data, 'keys.db'));
  const ids = new LedgerSecrets(keys);
  const entropy = new Entropy();
  const vault = new Vault(keys, entropy);
  const ports: LedgerPorts = { clock, ids, entropy, conceal: vault, policies: new PortfolioPolicies(store) };
  const readDb = new SqliteReadDb(join(config.data, 'read.db'));
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
