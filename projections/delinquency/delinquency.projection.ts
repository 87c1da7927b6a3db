/** How far past due is each debt, for any (V, K)? */
import { setImmediate as others } from 'node:timers/promises';
import type { BucketFact } from '../../src/ledger/bucket/index.js';
import { CASE_FACT_TYPES, type CaseStreamFact } from '../../src/ledger/case-state.js';
import { touchesDelinquency } from '../../src/ledger/delinquency/index.js';
import { Lru } from '../../src/ledger/lru.js';
import type { KeyedFact, Preparation, Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue } from '../tables/table.js';
import { BUCKET_NOTICES } from './bucket-notices.tables.js';
import { CaseRows, putRow, type DebtRow } from './debt-rows.js';
import { DELINQUENCY } from './delinquency.tables.js';

/** Of a long history so many facts are taken in before requests, and whoever ends this process, have their turn. */
const FACTS_AT_ONCE = 64;
/** Cases whose money is held in memory between pages. */
const CASES_REMEMBERED_MAX = 5_000;

async function load(before: CaseStreamFact, preparation: Preparation): Promise<CaseRows> {
  const rows = new CaseRows();
  const history = before.revision === 0 ? [] : await preparation.history(before.stream, before.revision - 1);
  for (const [n, fact] of (history as readonly CaseStreamFact[]).entries()) {
    if (touchesDelinquency(fact.type)) for (const row of rows.add(fact)) row.stored = true;
    if (n % FACTS_AT_ONCE === FACTS_AT_ONCE - 1) await others();
  }
  return rows;
}

function noticed({ data, eff, position }: BucketFact, key: StreamKey, rows: RowSink): void {
  const { ordinal, to = null, table } = data;
  rows.put(BUCKET_NOTICES, [key, ordinal, to, table, dateValue(eff), position]);
}

/** 3: what was noticed of buckets. 2: deferrals of debts move their due dates. */
export function delinquencyProjection(): Projection {
  const remembered = new Lru<StreamKey, CaseRows>(CASES_REMEMBERED_MAX);
  // The cases of a page outlive it in `remembered`, as many as fit.
  const ofPage = new Map<StreamKey, CaseRows>();
  // Rows that the page changes, written once at its end: most rows end in the page in which they begin.
  const pending = new Map<DebtRow, StreamKey>();
  const fold = (fact: CaseStreamFact, key: StreamKey): void => {
    for (const row of (ofPage.get(key) as CaseRows).add(fact)) pending.set(row, key);
  };
  return {
    name: 'delinquency',
    version: 4,
    tables: [DELINQUENCY, BUCKET_NOTICES],
    lanes: 'stream',
    on: {
      ...Object.fromEntries(CASE_FACT_TYPES.filter(touchesDelinquency).map((type) => [type, fold])),
      DelinquencyBucketChanged: noticed,
      AccountRolled: noticed,
      AccountCured: noticed,
      DelinquencyBucketRevised: noticed,
    },
    async prepare(page: readonly KeyedFact[], preparation: Preparation) {
      ofPage.clear();
      for (const { fact, key } of page) {
        if (!touchesDelinquency(fact.type as CaseStreamFact['type']) || ofPage.has(key)) continue;
        ofPage.set(key, remembered.get(key) ?? (await load(fact as CaseStreamFact, preparation)));
      }
      for (const [key, rows] of ofPage) remembered.put(key, rows);
    },
    finish(rows: RowSink) {
      for (const [row, key] of pending) putRow(rows, key, row);
      pending.clear();
    },
    reset() {
      remembered.clear();
      ofPage.clear();
      pending.clear();
    },
  };
}
