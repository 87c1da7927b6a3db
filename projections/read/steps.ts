/**
 * Registers with steps: a row for each thing, and a step row for each fact that changed something of it. What a column
 * says at (V, K) is what the latest step says that was known at K and effective by V. That is the fold of the facts cut at
 * (V, K), since each fact of a register sets columns and none computes with what was there before.
 */
import { sql, type RawBuilder } from 'kysely';
import type { Table } from '../tables/table.js';
import type { ListMoment } from './moment.js';
import type { ReadSide } from './read-side.js';

export interface StepSource {
  readonly table: Table;
  readonly projection: string;
  /** Name of the row that the steps are of. */
  readonly row?: string;
}

/** A column of the steps of a row, as SQL. The steps' key is the register's key and the position. */
export function stepped(read: ReadSide, source: StepSource, column: string, at: ListMoment): RawBuilder<unknown> {
  return latest(read, source, column, [sql`s.position <= ${at.position}`, sql`s.eff <= ${at.day}`]);
}

/** The same of what corrects a record: it holds for every V once it is known (domain/model.md 4.2). */
export function corrected(read: ReadSide, source: StepSource, column: string, at: ListMoment): RawBuilder<unknown> {
  return latest(read, source, column, [sql`s.position <= ${at.position}`]);
}

function latest(
  read: ReadSide,
  { table, projection, row = 'r' }: StepSource,
  column: string,
  cut: readonly RawBuilder<unknown>[],
): RawBuilder<unknown> {
  const thing = table.key.filter((part) => part !== 'position');
  const own = thing.map((part) => sql`s.${sql.ref(part)} = ${sql.ref(`${row}.${part}`)}`);
  const said = sql`s.${sql.ref(column)} IS NOT NULL`;
  return sql`(SELECT s.${sql.ref(column)} FROM ${read.table(table, projection)} s
    WHERE ${sql.join([...own, ...cut, said], sql` AND `)} ORDER BY s.position DESC LIMIT 1)`;
}
