/**
 * Where a test's keys lie: in its folder, or, with QUITTANCE_TEST_KEYS=postgres, in a database of their own
 * (`QUITTANCE_TEST_KEYS=postgres npm run test:postgres -- test/e2e/erasure`).
 */
import { join } from 'node:path';
import { databaseFor } from './read-place.js';

export const KEYS_IN_POSTGRES = process.env['QUITTANCE_TEST_KEYS'] === 'postgres';

const secret = (byte: number): string => Buffer.alloc(32, byte).toString('base64');

/** What processes that share keys are all given. */
export const SHARED_SECRETS = {
  QUITTANCE_MASTER_KEY: secret(1),
  QUITTANCE_ID_SECRET: secret(2),
  QUITTANCE_MAC_SECRET: secret(3),
};

/** The settings of a ledger's keys. */
export async function keysSettings(folder: string): Promise<Readonly<Record<string, string>>> {
  return KEYS_IN_POSTGRES ? { QUITTANCE_KEYS: await databaseFor(join(folder, 'keys.db')), ...SHARED_SECRETS } : {};
}
