/** Loads the driver when a database is first opened: an embedded ledger needs none, and each command would wait for it. */
import { createRequire } from 'node:module';
import type pg from 'pg';

const load = createRequire(import.meta.url) as (name: string) => unknown;

export function driver(): typeof pg {
  return load('pg') as typeof pg;
}
