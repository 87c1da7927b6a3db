/** What was promised, and what became of it, for any (V, K)? */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { addDays } from '../../src/ledger/dates.js';
import {
  type OutcomeNotice,
  type PromiseOutcome,
  type PromiseTerms,
  touchesPromises,
} from '../../src/ledger/promise/index.js';
import { CASE_FACT_TYPES } from '../../src/ledger/case-state.js';
import { CaseFiles } from '../projector/case-files.js';
import type { Folds, Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate } from '../tables/table.js';
import { PROMISES, PROMISE_OUTCOMES, PROMISE_PAYMENTS } from './promises.tables.js';
import { segmentId, segmentsOf, type Segment } from './segments.js';

/** 2: personalised plans hold collection. 3: which payments count. */
const VERSION = 3;

/** A case with promises: its relevant facts so far, and the outcome rows that hold now, by the position they came with. */
interface CaseFile {
  readonly facts: CaseStreamFact[];
  rows: Map<string, { readonly segment: Segment; readonly since: number }>;
}

/** Folds one more fact into a case file; returns what ends and what begins. */
function advance(file: CaseFile, fact: CaseStreamFact) {
  file.facts.push(fact);
  const next: CaseFile['rows'] = new Map();
  for (const segment of segmentsOf(file.facts)) {
    const id = segmentId(segment);
    next.set(id, file.rows.get(id) ?? { segment, since: fact.position });
  }
  const ended = [...file.rows].filter(([id]) => !next.has(id)).map(([, row]) => row);
  const begun = [...next].filter(([id]) => !file.rows.has(id)).map(([, row]) => row);
  file.rows = next;
  return { ended, begun };
}

function outcomeRow(key: StreamKey, { segment, since }: { segment: Segment; since: number }) {
  const { promise, from, to, result } = segment;
  const { outcome, when = null, paid, ratioBps, countsAs } = result;
  return [key, promise, since, dateValue(from), null, optionalDate(to), outcome, when, paid, ratioBps, countsAs];
}

/** Positions of the receipts of the payments that count. */
function paidAt({ facts }: CaseFile, { result }: Segment): number[] {
  const counted = new Set(result.qualifying);
  return facts.flatMap((fact) =>
    fact.type === 'PaymentReceived' && counted.has(fact.data.payment) ? [fact.position] : [],
  );
}

function termsRow(key: StreamKey, terms: PromiseTerms, fact: CaseStreamFact) {
  const { promise, dueDate, graceDays, amount, currency } = terms;
  const end = dateValue(addDays(dueDate, graceDays));
  const made = dateValue(fact.eff);
  return [key, promise, fact.position, made, dateValue(dueDate), end, amount, currency, null, null, null, 0];
}

function registerRow(fact: CaseStreamFact, key: StreamKey, rows: RowSink): void {
  if (fact.type === 'PromiseMade') rows.insert(PROMISES, termsRow(key, fact.data, fact));
  if (fact.type === 'PromiseRenegotiated') {
    rows.insert(PROMISES, termsRow(key, fact.data, fact));
    rows.fill(PROMISES, [key, fact.data.supersedes], { ended: 'RENEGOTIATED', ended_on: dateValue(fact.eff) });
  }
  if (fact.type === 'PromiseCancelled') {
    rows.fill(PROMISES, [key, fact.data.promise], { ended: 'CANCELLED', ended_on: dateValue(fact.eff) });
  }
}

function notice({ promise, ordinal }: OutcomeNotice, outcome: PromiseOutcome, key: StreamKey, rows: RowSink): void {
  rows.update(PROMISES, [key, promise], { notice: outcome, notice_ordinal: ordinal });
}

export function promisesProjection(): Projection {
  const files = new CaseFiles<CaseFile>({
    version: VERSION,
    registers: [PROMISES],
    touches: touchesPromises,
    begins: (type) => type === 'PromiseMade',
    empty: () => ({ facts: [], rows: new Map() }),
    advance,
  });
  const outcome = (fact: CaseStreamFact, key: StreamKey, rows: RowSink): void => {
    const file = files.get(key);
    if (!file) return;
    registerRow(fact, key, rows);
    const { ended, begun } = advance(file, fact);
    for (const { segment, since } of ended) {
      // Facts of one append may turn an outcome over and back: what began and ended at one position was never known.
      rows.update(PROMISE_OUTCOMES, [key, segment.promise, since, dateValue(segment.from)], { k_to: fact.position });
    }
    for (const row of begun) {
      rows.insert(PROMISE_OUTCOMES, outcomeRow(key, row));
      for (const position of paidAt(file, row.segment)) {
        rows.insert(PROMISE_PAYMENTS, [key, row.segment.promise, row.since, dateValue(row.segment.from), position]);
      }
    }
  };
  return {
    name: 'promises',
    version: VERSION,
    tables: [PROMISES, PROMISE_OUTCOMES, PROMISE_PAYMENTS],
    lanes: 'stream',
    on: {
      ...(Object.fromEntries(CASE_FACT_TYPES.filter(touchesPromises).map((type) => [type, outcome])) as Folds),
      PromiseKept: ({ data }, key, rows) => notice(data, 'KEPT', key, rows),
      PromisePartiallyKept: ({ data }, key, rows) => notice(data, 'PARTIALLY_KEPT', key, rows),
      PromiseBroken: ({ data }, key, rows) => notice(data, 'BROKEN', key, rows),
      PromiseOutcomeRevised: ({ data }, key, rows) => notice(data, data.to, key, rows),
    },
    prepare: (page, preparation) => files.prepare(page, preparation),
    reset: () => files.clear(),
  };
}
