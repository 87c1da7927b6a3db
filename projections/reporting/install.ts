/** Makes schema `report` and keeps it as this version of the program has it. */
import type pg from 'pg';
import { ensureSchema } from '../../src/postgres/pool.js';
import type { Projection } from '../projector/projection.js';
import { fingerprint } from '../tables/table.js';
import { FUNCTIONS_SQL, TABLES_SQL, TRIGGERS_SQL } from './switch.sql.js';
import { selectOf } from './view.js';
import { REPORT_VIEWS } from './views.js';

export type ViewSource = Pick<Projection, 'name' | 'tables'>;

export async function isInstalled(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: number }>("SELECT to_regclass('reporting.views') IS NOT NULL AS there");
  return rows[0]?.there === 1;
}

/**
 * Within a transaction, once the checkpoints' table is there: harmless where everything is as it should be. The role of the
 * readers must be there.
 */
export async function installReport(client: pg.ClientBase, projections: readonly ViewSource[]): Promise<void> {
  for (const schema of ['report', 'reporting']) await ensureSchema(client, schema);
  for (const text of [...TABLES_SQL, ...FUNCTIONS_SQL, ...TRIGGERS_SQL]) await client.query(text);
  const prints = new Map(projections.map(({ name, tables }) => [name, fingerprint(tables)]));
  for (const [place, view] of REPORT_VIEWS.entries()) {
    const reads = Object.fromEntries(view.reads.map((name) => [name, prints.get(name)]));
    const columns = Object.fromEntries(Object.entries(view.columns).map(([name, [, , about]]) => [name, about]));
    await client.query(PUT_VIEW_SQL, [
      ...[view.name, place, JSON.stringify(reads), selectOf(view)],
      ...[view.about, JSON.stringify(columns)],
    ]);
  }
  await client.query('SELECT reporting.switch()');
}

const PUT_VIEW_SQL = `INSERT INTO reporting.views (name, place, reads, body, about, columns) VALUES ($1, $2, $3, $4, $5, $6)
  ON CONFLICT (name) DO UPDATE SET place = excluded.place, reads = excluded.reads, body = excluded.body,
    about = excluded.about, columns = excluded.columns`;

/**
 * At each start of who writes the read tables: views as this version of the program has them, where somebody has asked for
 * them. What fails is told to `warn`: reports must not keep the ledger from its work.
 */
export async function refreshReport(
  client: pg.ClientBase,
  projections: readonly ViewSource[],
  warn: (line: string) => void,
): Promise<void> {
  if (!(await isInstalled(client))) return;
  await client.query('SAVEPOINT report_views');
  try {
    await installReport(client, projections);
  } catch (error) {
    await client.query('ROLLBACK TO SAVEPOINT report_views');
    warn(
      `the views for reporting services stay as they were: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
}
