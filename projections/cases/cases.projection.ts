/** Which cases are there? */
import type { DebtFact } from '../../src/ledger/debt/index.js';
import { Lru } from '../../src/ledger/lru.js';
import type { PaymentFact } from '../../src/ledger/payment/index.js';
import type { Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue } from '../tables/table.js';
import { CASES } from './cases.tables.js';

const REMEMBERED_MAX = 100_000;

export function casesProjection(): Projection {
  // Cases whose row has a currency already: spares an update for each of their payments.
  const settled = new Lru<StreamKey, true>(REMEMBERED_MAX);
  const currency = (
    { data }: Extract<DebtFact | PaymentFact, { type: 'DebtRegistered' | 'PaymentReceived' }>,
    key: StreamKey,
    rows: RowSink,
  ): void => {
    if (settled.get(key)) return;
    rows.fill(CASES, [key], { currency: data.currency });
    settled.put(key, true);
  };
  return {
    name: 'cases',
    version: 2,
    tables: [CASES],
    on: {
      CaseOpened({ data, stream, eff, src, zone }, key, rows) {
        const { portfolio, ref = null, product = null, currency: own = null } = data;
        const row = [
          key,
          stream,
          portfolio,
          ref,
          product,
          own,
          dateValue(eff),
          'OPEN',
          null,
          zone.name,
          src?.map ?? null,
        ];
        rows.insert(CASES, row);
        if (own !== null) settled.put(key, true);
      },
      DebtRegistered: currency,
      PaymentReceived: currency,
      CaseAssigned: ({ data }, key, rows) => rows.update(CASES, [key], { assignee: data.assignee }),
      CaseClosed: (_fact, key, rows) => rows.update(CASES, [key], { stage: 'CLOSED' }),
      CaseReopened: (_fact, key, rows) => rows.update(CASES, [key], { stage: 'OPEN' }),
    },
    reset: () => settled.clear(),
  };
}
