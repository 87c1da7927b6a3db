/** What every part of one import works with. */
import type { Source, Zone } from '../../ledger/fact.js';
import type { Mapping } from '../mapping/index.js';
import type { ImportLedger } from './ledger.js';

export interface Stage {
  readonly ledger: ImportLedger;
  readonly mapping: Mapping;
  /** Stream of the portfolio. */
  readonly portfolio: string;
  /** Currency that the portfolio gives to cases which name none. */
  readonly portfolioCurrency: string | undefined;
  /** Zone of the source's dates, where it is not the portfolio's. */
  readonly zone: Zone | undefined;
  readonly corrections: boolean;
  readonly by: string;
  /** Name of the file, without its folder. */
  readonly file: string;
  readonly batch: string;
}

/** Where a fact comes from, so that every row of the source can be found again. */
export function sourceOf({ file, mapping, batch }: Stage, row: string): Source {
  return { batch, file, map: mapping.id, row, via: 'import' };
}
