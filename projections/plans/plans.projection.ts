/** Which plans and settlements were agreed, and what became of them, for any (V, K)? */
import { CASE_FACT_TYPES, type CaseStreamFact } from '../../src/ledger/case-state.js';
import { touchesPlans, type InstalmentNotice, type PlanNotice } from '../../src/ledger/plan/index.js';
import { touchesSettlements } from '../../src/ledger/settlement/index.js';
import { CaseFiles } from '../projector/case-files.js';
import type { Folds, Projection, StreamKey } from '../projector/projection.js';
import { turn, type Row, type Rows } from '../projector/segments.js';
import { settlementSegments, type StageValue } from '../settlements/settlement-segments.js';
import { SETTLEMENT_STAGES, SETTLEMENTS } from '../settlements/settlements.tables.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate, type Table, type Value } from '../tables/table.js';
import { planSegments, type InstalmentValue, type StateValue } from './plan-segments.js';
import { PLAN_INSTALMENTS, PLAN_NOTICES, PLAN_STATES, PLANS } from './plans.tables.js';

const VERSION = 2;

/** A case with plans or settlements: its relevant facts so far, and the rows that hold now. */
interface CaseFile {
  readonly facts: CaseStreamFact[];
  states: Rows<StateValue>;
  instalments: Rows<InstalmentValue>;
  stages: Rows<StageValue>;
}

const empty = (): CaseFile => ({ facts: [], states: new Map(), instalments: new Map(), stages: new Map() });

function advance(file: CaseFile, fact: CaseStreamFact) {
  file.facts.push(fact);
  // A payment by itself puts nothing on a debt: its allocation stands in the same append.
  if (fact.type === 'PaymentReceived') return undefined;
  const segments = planSegments(file.facts);
  const states = turn(file.states, segments.states, fact.position);
  const instalments = turn(file.instalments, segments.instalments, fact.position);
  const stages = turn(file.stages, settlementSegments(file.facts), fact.position);
  Object.assign(file, { states: states.now, instalments: instalments.now, stages: stages.now });
  return { states, instalments, stages };
}

/** Where a kind of segment is stored. */
interface Shape<T> {
  readonly table: Table;
  /** Key columns between the case and the span. */
  readonly key: (value: T) => readonly Value[];
  readonly rest: (value: T) => readonly Value[];
}

const STATES: Shape<StateValue> = {
  table: PLAN_STATES,
  key: ({ plan, version }) => [plan, version],
  rest: ({ inForce, state, since, kind, total, activated, broke, event = null }) => [
    ...[Number(inForce), state, dateValue(since), kind, total],
    ...[optionalDate(activated), optionalDate(broke), event],
  ],
};
const INSTALMENTS: Shape<InstalmentValue> = {
  table: PLAN_INSTALMENTS,
  key: ({ plan, version, no }) => [plan, version, no],
  rest: ({ due, amount, outcome, paid, isDue }) => [dateValue(due), amount, outcome, paid, Number(isDue)],
};
const STAGES: Shape<StageValue> = {
  table: SETTLEMENT_STAGES,
  key: ({ settlement }) => [settlement],
  rest: ({ stage, paid }) => [stage, paid],
};

function store<T>(
  { table, key, rest }: Shape<T>,
  { ended, begun }: { readonly ended: readonly Row<T>[]; readonly begun: readonly Row<T>[] },
  { of, position }: { readonly of: StreamKey; readonly position: number },
  rows: RowSink,
): void {
  for (const { segment, since } of ended) {
    rows.update(table, [of, ...key(segment.value), since, dateValue(segment.from)], { k_to: position });
  }
  for (const { segment, since } of begun) {
    const span = [since, dateValue(segment.from), null, optionalDate(segment.to)];
    rows.insert(table, [of, ...key(segment.value), ...span, ...rest(segment.value)]);
  }
}

function registerRow(fact: CaseStreamFact, key: StreamKey, rows: RowSink): void {
  if (fact.type === 'PlanProposed') {
    const { plan, currency } = fact.data;
    rows.insert(PLANS, [key, plan, fact.position, fact.id, dateValue(fact.eff), currency, 0]);
  }
  if (fact.type === 'SettlementOffered') {
    const { settlement, amount, currency, owed, expires, payBy } = fact.data;
    const terms = [amount, currency, owed, dateValue(expires), dateValue(payBy)];
    rows.insert(SETTLEMENTS, [key, settlement, fact.position, fact.id, dateValue(fact.eff), ...terms, null, 0]);
  }
}

type Notice = Pick<InstalmentNotice & PlanNotice, 'plan' | 'version' | 'ordinal'> & { readonly no?: number };
type NoticeFact = Pick<CaseStreamFact, 'eff'> & { readonly data: Notice };

function noticed({ data, eff }: NoticeFact, outcome: string, key: StreamKey, rows: RowSink): void {
  const { plan, version, no = 0, ordinal } = data;
  rows.put(PLAN_NOTICES, [key, plan, version, no, outcome, dateValue(eff)]);
  rows.update(PLANS, [key, plan], { notices: ordinal });
}

const NOTICES: Folds = {
  InstalmentDue: (fact, key, rows) => noticed(fact, 'DUE', key, rows),
  InstalmentPaid: (fact, key, rows) => noticed(fact, 'PAID', key, rows),
  InstalmentPaidLate: (fact, key, rows) => noticed(fact, 'PAID_LATE', key, rows),
  InstalmentPartiallyPaid: (fact, key, rows) => noticed(fact, 'PARTIALLY_PAID', key, rows),
  InstalmentMissed: (fact, key, rows) => noticed(fact, 'MISSED', key, rows),
  InstalmentOutcomeRevised: (fact, key, rows) => noticed(fact, fact.data.to, key, rows),
  PlanBroken: (fact, key, rows) => noticed(fact, 'BROKEN', key, rows),
  PlanCompleted: (fact, key, rows) => noticed(fact, 'COMPLETED', key, rows),
  PlanStateRevised: (fact, key, rows) => noticed(fact, fact.data.to, key, rows),
  SettlementLapsed: ({ data }, key, rows) =>
    rows.update(SETTLEMENTS, [key, data.settlement], { notice: 'LAPSED', notice_ordinal: data.ordinal }),
  SettlementLapseRevised: ({ data }, key, rows) =>
    rows.update(SETTLEMENTS, [key, data.settlement], { notice: data.to, notice_ordinal: data.ordinal }),
};

const touches = (type: CaseStreamFact['type']): boolean => touchesPlans(type) || touchesSettlements(type);

export function plansProjection(): Projection {
  const files = new CaseFiles<CaseFile>({
    version: VERSION,
    registers: [PLANS, SETTLEMENTS],
    touches,
    begins: (type) => type === 'PlanProposed' || type === 'SettlementOffered',
    empty,
    advance,
  });
  const fold = (fact: CaseStreamFact, key: StreamKey, rows: RowSink): void => {
    const file = files.get(key);
    if (!file) return;
    registerRow(fact, key, rows);
    const turns = advance(file, fact);
    if (!turns) return;
    const place = { of: key, position: fact.position };
    store(STATES, turns.states, place, rows);
    store(INSTALMENTS, turns.instalments, place, rows);
    store(STAGES, turns.stages, place, rows);
  };
  return {
    name: 'plans',
    version: VERSION,
    tables: [PLANS, PLAN_STATES, PLAN_INSTALMENTS, PLAN_NOTICES, SETTLEMENTS, SETTLEMENT_STAGES],
    lanes: 'stream',
    on: {
      ...(Object.fromEntries(CASE_FACT_TYPES.filter(touches).map((type) => [type, fold])) as Folds),
      ...NOTICES,
    },
    prepare: (page, preparation) => files.prepare(page, preparation),
    reset: () => files.clear(),
  };
}
