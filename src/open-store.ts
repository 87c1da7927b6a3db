/** Which store the ledger is kept in, and opening it: `sqlite:<file>`, or a KurrentDB by its URL. */
import { ConfigError, type Config } from './config.js';
import { quietLogger } from './http/logger.js';
import { ACCESS, CASE, PARTY, PORTFOLIO, RULEBOOK } from './ledger/ledger.js';
import { STREAM_PATHS } from './ledger/register/index.js';
import { SEAL_CATEGORY } from './sealer/checkpoint-stream.js';
import { storePlace } from './store-place.js';
import type { EventStore } from './store/port.js';
import { StoreUrlError } from './store/remote/server-url.js';
import { SqliteStore, type SqliteStoreOptions } from './store/sqlite/sqlite.store.js';
import { TimedStore } from './store/timed.js';

/** First parts of the names of all streams that Quittance writes: a server may hold others. */
export const CATEGORIES: readonly string[] = [
  ...new Set([
    ...[CASE, PARTY, PORTFOLIO, RULEBOOK, ACCESS].map(({ category }) => category),
    ...Object.keys(STREAM_PATHS),
    SEAL_CATEGORY,
  ]),
];

type StoreSettings = Pick<Config, 'data' | 'store' | 'log'>;

/** Throws ConfigError where the URL cannot be used, and what the store throws where it cannot be opened. */
export async function openStore(
  config: StoreSettings,
  { readonly = false, around, told }: Pick<SqliteStoreOptions, 'readonly' | 'around' | 'told'> = {},
): Promise<EventStore> {
  const place = storePlace(config);
  if ('file' in place) return SqliteStore.open({ file: place.file, readonly, around, told });
  const alarm = (message: string): void => {
    quietLogger(config.log).error(message, 'store');
  };
  // Loaded where it is needed: the embedded ledger starts without it.
  const { openKurrent } = await import('./store/kurrent/open.js');
  try {
    const store = await openKurrent({ url: place.url, categories: CATEGORIES, alarm });
    return told ? new TimedStore(store, told) : store;
  } catch (error) {
    if (error instanceof StoreUrlError) throw new ConfigError(`QUITTANCE_STORE: ${error.message}`);
    throw error;
  }
}
