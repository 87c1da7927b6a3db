/** What was promised, and what became of it, for any (V, K)? */
import { sql } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { addDays } from '../../src/ledger/dates.js';
import { Lru } from '../../src/ledger/lru.js';
import {
  type OutcomeNotice,
  type PromiseOutcome,
  type PromiseTerms,
  touchesPromises,
} from '../../src/ledger/promise/index.js';
import { CASE_FACT_TYPES } from '../../src/ledger/case-state.js';
import type { Folds, KeyedFact, Preparation, Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate, storedName } from '../tables/table.js';
import { PROMISES, PROMISE_OUTCOMES } from './promises.tables.js';
import { segmentId, segmentsOf, type Segment } from './segments.js';

const VERSION = 1;
/** Cases whose promise-relevant facts are held in memory between pages. */
const CASES_REMEMBERED_MAX = 2_000;
const NEGATIVES_REMEMBERED_MAX = 200_000;
const KEYS_ASKED_MAX = 500;

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

class CaseFiles {
  private readonly files = new Lru<StreamKey, CaseFile>(CASES_REMEMBERED_MAX);
  private readonly without = new Lru<StreamKey, true>(NEGATIVES_REMEMBERED_MAX);

  get(key: StreamKey): CaseFile | undefined {
    return this.files.get(key);
  }

  clear(): void {
    this.files.clear();
    this.without.clear();
  }

  /** Makes sure that every case of the page that has promises has its file, as it stood before the page. */
  async prepare(page: readonly KeyedFact[], preparation: Preparation): Promise<void> {
    const first = new Map<StreamKey, KeyedFact>();
    const promising = new Set<StreamKey>();
    for (const keyed of page) {
      const { fact, key } = keyed;
      if (!touchesPromises(fact.type as CaseStreamFact['type'])) continue;
      if (!first.has(key)) first.set(key, keyed);
      if (fact.type === 'PromiseMade') promising.add(key);
    }
    const asked = [...first.keys()].filter((k) => !promising.has(k) && !this.files.get(k) && !this.without.get(k));
    for (const key of await withPromises(asked, preparation)) promising.add(key);
    for (const key of asked) if (!promising.has(key)) this.without.put(key, true);
    for (const key of promising) {
      if (this.files.get(key)) continue;
      const { fact } = first.get(key) as KeyedFact;
      this.without.delete(key);
      this.files.put(key, await load(fact as CaseStreamFact, preparation));
    }
  }
}

async function withPromises(keys: readonly StreamKey[], preparation: Preparation): Promise<StreamKey[]> {
  const found: StreamKey[] = [];
  const table = sql.table(storedName(PROMISES.name, VERSION));
  for (let i = 0; i < keys.length; i += KEYS_ASKED_MAX) {
    const some = sql.join(keys.slice(i, i + KEYS_ASKED_MAX));
    const query = sql<{ case_key: number }>`SELECT DISTINCT case_key FROM ${table} WHERE case_key IN (${some})`;
    const { rows } = await preparation.query((db) => query.execute(db));
    found.push(...rows.map((row) => row.case_key));
  }
  return found;
}

async function load(before: CaseStreamFact, preparation: Preparation): Promise<CaseFile> {
  const file: CaseFile = { facts: [], rows: new Map() };
  const history = before.revision === 0 ? [] : await preparation.history(before.stream, before.revision - 1);
  for (const fact of history as readonly CaseStreamFact[]) if (touchesPromises(fact.type)) advance(file, fact);
  return file;
}

function outcomeRow(key: StreamKey, { segment, since }: { segment: Segment; since: number }) {
  const { promise, from, to, result } = segment;
  const { outcome, when = null, paid, ratioBps, countsAs } = result;
  return [key, promise, since, dateValue(from), null, optionalDate(to), outcome, when, paid, ratioBps, countsAs];
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
  const files = new CaseFiles();
  const outcome = (fact: CaseStreamFact, key: StreamKey, rows: RowSink): void => {
    const file = files.get(key);
    if (!file) return;
    registerRow(fact, key, rows);
    const { ended, begun } = advance(file, fact);
    for (const { segment, since } of ended) {
      // Facts of one append may turn an outcome over and back: what began and ended at one position was never known.
      rows.update(PROMISE_OUTCOMES, [key, segment.promise, since, dateValue(segment.from)], { k_to: fact.position });
    }
    for (const row of begun) rows.insert(PROMISE_OUTCOMES, outcomeRow(key, row));
  };
  return {
    name: 'promises',
    version: VERSION,
    tables: [PROMISES, PROMISE_OUTCOMES],
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
