/** Where the facts are, as `QUITTANCE_STORE` says. Nothing here opens a store, so every command may ask. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ConfigError, type Config } from './config.js';
import { isServerUrl } from './store/remote/server-url.js';

/** Where the facts are. */
export type StorePlace = { readonly file: string } | { readonly url: string };

export function storePlace({ data, store }: Pick<Config, 'data' | 'store'>): StorePlace {
  if (store === '') return { file: join(data, 'ledger.db') };
  if (store.startsWith('sqlite:')) return { file: store.slice('sqlite:'.length) };
  if (isServerUrl(store)) return { url: store };
  const scheme = store.split(':')[0];
  throw new ConfigError(
    `QUITTANCE_STORE names '${scheme}:…'; a store is sqlite:<file>, esdb://host:2113 or esdb+discover://host:2113.`,
  );
}

/** Whether a ledger was begun here. On a server its keys are the sign: they are made with it, and kept here. */
export function hasLedger(config: Pick<Config, 'data' | 'store' | 'keys'>): boolean {
  const place = storePlace(config);
  if ('file' in place) return existsSync(place.file);
  // Shared keys were begun by whoever names them, or are begun now: nothing is lost by looking.
  return config.keys !== '' || existsSync(join(config.data, 'keys.db'));
}
