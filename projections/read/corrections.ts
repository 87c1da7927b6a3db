/** Records that their source has since changed or withdrawn: they stay, and say so. */
import type { RawBuilder } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { CORRECTIONS } from '../cases/cases.tables.js';
import type { ListMoment } from './moment.js';
import type { ReadSide } from './read-side.js';
import { corrected } from './steps.js';

export type Correction = 'WITHDRAWN' | 'REPLACED';

/** By event id of the corrected fact. A correction holds for every V once it is known. @param facts cut at K. */
export function correctionsOf(facts: readonly CaseStreamFact[]): ReadonlyMap<string, Correction> {
  const found = new Map<string, Correction>();
  for (const fact of facts) {
    if (fact.type === 'RecordCorrected' && fact.ref !== undefined) found.set(fact.ref, fact.data.action);
  }
  return found;
}

/** What corrects the fact that a register's row `r` began with, as SQL. */
export function correctionColumn(read: ReadSide, at: ListMoment): RawBuilder<unknown> {
  return corrected(read, { table: CORRECTIONS, projection: 'cases' }, 'action', at);
}
