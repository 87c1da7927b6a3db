/** SQL: whether a column holds one of the portfolios that a list is narrowed to. */
import { sql, type RawBuilder } from 'kysely';

/** @param portfolios stream ids with commas between. */
export function ofPortfolios(column: RawBuilder<unknown>, portfolios: string): RawBuilder<unknown> {
  const ids = portfolios.split(',');
  // One by `=`: it goes by the same index whatever the planner makes of a list.
  return ids.length === 1 ? sql`${column} = ${portfolios}` : sql`${column} IN (${sql.join(ids)})`;
}
