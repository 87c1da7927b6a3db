/**
 * Wraps everything in schema `keys` under another master key, in one transaction: at each moment exactly one key opens all of it.
 * Each drawer is emptied into a new file on the way, so that the old bytes go with the old file.
 */
import type pg from 'pg';
import type { KeysBase } from '../postgres/base.js';
import { KEY_DRAWERS } from '../postgres/keys-schema.js';
import { rewriteDrawers } from '../postgres/rewriting.js';
import type { MasterKey } from '../master-key.js';
import type { Rewrapped, Told } from './rewrapped.js';

interface Wrapped extends pg.QueryResultRow {
  readonly id: string;
  readonly secret: Buffer;
}

/** @param base opened alone @throws WrongMasterKey where something is not wrapped under `from` */
export async function rewrapPostgresKeys(
  base: KeysBase,
  from: MasterKey,
  to: MasterKey,
  told: Told,
): Promise<Rewrapped> {
  const counts = await base.whole(async (client) => {
    const again = (secret: Buffer): Buffer => to.wrap(from.unwrap(secret));
    let keys = 0;
    for (const [done, drawer] of KEY_DRAWERS.entries()) {
      keys += await rewrapTable(client, drawer, 'key_id', 'secret', again);
      told('wrapping', done + 1, KEY_DRAWERS.length);
    }
    const secrets = await rewrapTable(client, 'secrets', 'name', 'value', again);
    await client.query("UPDATE fingerprints SET value = $1 WHERE name = 'master'", [to.id]);
    // The log is left by whoever reads this note, at the next start where this process does not live to do it.
    await client.query(
      "INSERT INTO rewrites VALUES ('secrets', 1) ON CONFLICT (drawer) DO UPDATE SET asked = rewrites.asked + 1",
    );
    return { keys, secrets };
  });
  told('wrapped', 1, 1);
  const remains = await rewriteDrawers(base);
  told('swept', 1, 1);
  return remains === undefined ? counts : { ...counts, remains };
}

/** All of its rows in a new file. */
async function rewrapTable(
  client: pg.ClientBase,
  table: string,
  id: string,
  secret: string,
  again: (secret: Buffer) => Buffer,
): Promise<number> {
  await client.query(`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`);
  const { rows } = await client.query<Wrapped>(`SELECT ${id} AS id, ${secret} AS secret FROM ${table} ORDER BY ${id}`);
  if (rows.length === 0) return 0;
  const columns = [rows.map((row) => row.id), rows.map((row) => again(row.secret))];
  await client.query(`TRUNCATE ${table}`);
  await client.query(`INSERT INTO ${table} (${id}, ${secret}) SELECT * FROM unnest($1::text[], $2::bytea[])`, columns);
  return rows.length;
}
