/** Where figures take their numbers from: rows by account, and the facts behind them. */
import type { RawBuilder } from 'kysely';
import type { ReadSide } from '../../read/read-side.js';
import type { FigureScope } from '../scope.js';

type Sql = (read: ReadSide, scope: FigureScope) => RawBuilder<unknown>;

export interface Source {
  /** Projections that it reads. */
  readonly reads: readonly string[];
  /** Whether an account may have several rows, one each month or batch. */
  readonly many?: boolean;
  /** A SELECT of `case_key` and numbers. */
  readonly rows: Sql;
  /** SELECTs of `case_key` and `position`: the facts behind a number. */
  readonly events: Readonly<Record<string, Sql>>;
}
