/** A store of a test's own on the KurrentDB that `QUITTANCE_TEST_ESDB_URL` names; none where it names none. */
import { randomBytes } from 'node:crypto';

/** Letters that no other test has: several ledgers share one server by the prefix of their streams. */
export function streamPrefix(): string {
  return [...randomBytes(16)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
}

export function withPrefix(url: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}streamPrefix=${streamPrefix()}`;
}

/** The setting that puts a ledger there. */
export function storeOnServer(): Readonly<Record<string, string>> {
  const url = process.env.QUITTANCE_TEST_ESDB_URL;
  return url ? { QUITTANCE_STORE: withPrefix(url) } : {};
}
