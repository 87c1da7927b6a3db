/** Which cases are there, how far is each, and whose work is it, at any (V, K)? */
import { importedOn } from '../../src/ledger/bucket/index.js';
import type { CaseFact } from '../../src/ledger/case/index.js';
import type { DebtFact } from '../../src/ledger/debt/index.js';
import type { PaymentFact } from '../../src/ledger/payment/index.js';
import { KeySet } from '../projector/key-set.js';
import type { Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate } from '../tables/table.js';
import { CASES, CASE_STEPS, CORRECTIONS } from './cases.tables.js';

interface Change {
  readonly stage?: 'OPEN' | 'CLOSED';
  readonly assignee?: string;
  readonly team?: string;
}

function step({ position, eff }: CaseFact, key: StreamKey, rows: RowSink, change: Change): void {
  const { stage = null, assignee = null, team = null } = change;
  rows.update(CASES, [key], stage === null ? { assignee } : { stage });
  rows.insert(CASE_STEPS, [key, position, dateValue(eff), stage, assignee, team]);
}

function opened(fact: Extract<CaseFact, { type: 'CaseOpened' }>, key: StreamKey, rows: RowSink): void {
  const { data, stream, eff, src, zone, position } = fact;
  const imported = optionalDate(importedOn(fact));
  const { portfolio, ref = null, product = null, currency = null } = data;
  const money = [currency, currency === null ? null : position];
  const rest = [dateValue(eff), 'OPEN', null, zone.name, src?.map ?? null, imported];
  rows.insert(CASES, [key, stream, portfolio, ref, product, ...money, ...rest]);
}

export function casesProjection(): Projection {
  // Cases whose row has a currency already: spares an update for each of their payments.
  const settled = new KeySet();
  const currency = (
    { data, position }: Extract<DebtFact | PaymentFact, { type: 'DebtRegistered' | 'PaymentReceived' }>,
    key: StreamKey,
    rows: RowSink,
  ): void => {
    if (settled.has(key)) return;
    rows.fill(CASES, [key], { currency: data.currency, currency_from: position });
    settled.add(key);
  };
  return {
    name: 'cases',
    version: 4,
    tables: [CASES, CASE_STEPS, CORRECTIONS],
    lanes: 'stream',
    on: {
      CaseOpened(fact, key, rows) {
        opened(fact, key, rows);
        if (fact.data.currency !== undefined) settled.add(key);
      },
      DebtRegistered: currency,
      PaymentReceived: currency,
      CaseAssigned(fact, key, rows) {
        const { assignee, team } = fact.data;
        step(fact, key, rows, { assignee, team });
      },
      CaseClosed: (fact, key, rows) => step(fact, key, rows, { stage: 'CLOSED' }),
      CaseReopened: (fact, key, rows) => step(fact, key, rows, { stage: 'OPEN' }),
      RecordCorrected({ ref, position, data }, key, rows) {
        if (ref !== undefined) rows.insert(CORRECTIONS, [key, ref, position, data.action]);
      },
    },
    reset: () => settled.clear(),
  };
}
