/** Which debts bear interest, and through which days was it posted? */
import { localDate, toMillis } from '../../src/ledger/dates.js';
import type { Projection } from '../projector/projection.js';
import { dateValue, optionalDate } from '../tables/table.js';
import { INTEREST_POSTINGS, INTEREST_TERMS } from './interest.tables.js';

export function interestProjection(): Projection {
  return {
    name: 'interest',
    version: 1,
    tables: [INTEREST_TERMS, INTEREST_POSTINGS],
    lanes: 'stream',
    on: {
      InterestTermsSet({ data, position, rec, zone, src }, key, rows) {
        const { terms, debt, component, from, to } = data;
        const recorded = dateValue(localDate(toMillis(rec), zone.name));
        const imported = src?.via === 'import' ? 1 : 0;
        const days = [dateValue(from), optionalDate(to)] as const;
        rows.insert(INTEREST_TERMS, [key, terms, position, debt, component, ...days, recorded, imported]);
      },
      InterestAccrued({ data: { debt, component, trigger }, position, eff }, key, rows) {
        rows.put(INTEREST_POSTINGS, [key, debt, component, dateValue(eff), trigger, position]);
      },
    },
  };
}
