/** API keys where the ledger's keys are. */
import type { KeyStore } from '../privacy/key-store.port.js';
import { PostgresKeys } from '../privacy/postgres/postgres-keys.js';
import { SqliteKeys } from '../privacy/sqlite-keys.js';
import { ApiKeys } from './api-keys.js';
import { PostgresApiKeys } from './postgres-api-keys.js';
import { SqliteApiKeys } from './sqlite-api-keys.js';

export async function openApiKeys(keys: KeyStore): Promise<ApiKeys> {
  if (keys instanceof SqliteKeys) return new ApiKeys(new SqliteApiKeys(keys.db));
  if (keys instanceof PostgresKeys) return new ApiKeys(await PostgresApiKeys.open(keys.base), keys.trust);
  throw new Error(`API keys cannot be kept in ${keys.place}`);
}
