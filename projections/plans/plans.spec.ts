import fc from 'fast-check';
import { sql } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { decode } from '../../src/ledger/envelope.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { PlanBook } from '../../src/ledger/plan/index.js';
import { SettlementBook } from '../../src/ledger/settlement/index.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { SETTLEMENT_STAGES } from '../settlements/settlements.tables.js';
import { dateValue, type Table } from '../tables/table.js';
import { PlanAdherenceHandler, PlanAdherenceQuery } from './adherence.query.js';
import { PlanListHandler, PlanListQuery, type PlanFilter } from './plans.query.js';
import { PLAN_INSTALMENTS, PLAN_STATES } from './plans.tables.js';
import { PlanSurvivalHandler, PlanSurvivalQuery } from './survival.query.js';

let ledger: TestLedger;

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-01-15T12:00:00Z');
  await ledger.createPortfolio();
});

afterEach(() => ledger.close());

const day = fc
  .record({ m: fc.integer({ min: 1, max: 5 }), d: fc.integer({ min: 1, max: 28 }) })
  .map(({ m, d }) => `2026-0${m}-${String(d).padStart(2, '0')}`);

/** A step names a payment by number among those of the case so far; its plan and settlement are the first. */
interface Known {
  readonly payments: string[];
  plan: string;
  settlement: string;
}
type Step = (known: Known) => CaseCommand;

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: pays() },
  { weight: 2, arbitrary: reversals() },
  fc.record({ on: day, until: day, no: fc.integer({ min: 1, max: 3 }) }).map(({ on, until, no }) => (k: Known) => ({
    ...{ type: 'GrantDeferral' as const, plan: k.plan, instalment: no, until, reason: 'x', occurredAt: on },
  })),
  day.map((on) => (k: Known) => ({
    ...{ type: 'RestructurePlan' as const, plan: k.plan, total: 240, count: 3, firstDue: '2026-05-05' },
    ...{ form: 'WRITTEN' as const, reason: 'x', occurredAt: on },
  })),
  day.map((on) => (k: Known) => ({
    ...{ type: 'CancelPlan' as const, plan: k.plan, by: 'DEBTOR' as const, reason: 'x', occurredAt: on },
  })),
  day.map((on) => (k: Known) => ({
    ...{ type: 'AcceptSettlement' as const, settlement: k.settlement, form: 'WRITTEN' as const, occurredAt: on },
  })),
  day.map((on) => (k: Known) => ({
    ...{ type: 'CompleteSettlement' as const, settlement: k.settlement, authority: 'x', occurredAt: on },
  })),
);

function pays(): fc.Arbitrary<Step> {
  return fc
    .record({ on: day, a: fc.integer({ min: 1, max: 250 }) })
    .map(({ on, a }) => () => ({ type: 'RecordPayment' as const, amount: a, occurredAt: on }));
}

function reversals(): fc.Arbitrary<Step> {
  return fc.record({ on: day, n: fc.nat(), original: fc.boolean() }).map(({ on, n, original }) => (k: Known) => ({
    type: 'ReversePayment' as const,
    payment: k.payments[n % Math.max(k.payments.length, 1)] ?? 'none',
    reason: 'NSF' as const,
    basis: original ? ('ORIGINAL_DATE' as const) : ('REVERSAL_DATE' as const),
    occurredAt: on,
  }));
}

/** A plan of 100 on the 5th of each month from February on, in force since 20 January. */
async function planned(id: string, more: object = {}): Promise<string> {
  const occurredAt = '2026-01-20';
  const terms = { total: 300, count: 3, firstDue: '2026-02-05', ...more };
  const { id: plan } = await ledger.record(id, { type: 'ProposePlan', ...terms, occurredAt });
  await ledger.record(id, { type: 'AgreePlan', plan: plan as string, form: 'WRITTEN', occurredAt });
  await ledger.record(id, { type: 'ActivatePlan', plan: plan as string, occurredAt });
  return plan as string;
}

/** What a case cannot do any more is refused, and the story goes on. */
async function play(id: string, steps: readonly Step[]): Promise<void> {
  const offer = { amount: 500, expires: '2026-03-31', payBy: '2026-04-30', occurredAt: '2026-02-01' };
  const settlement = (await ledger.record(id, { type: 'OfferSettlement', ...offer })).id as string;
  const known: Known = { payments: [], plan: await planned(id), settlement };
  for (const next of steps) {
    const command = next(known);
    try {
      const { id: part } = await ledger.record(id, command);
      if (command.type === 'RecordPayment') known.payments.push(part as string);
    } catch (error) {
      expect((error as Error).message).toMatch(new RegExp(`^${command.type}: `));
    }
  }
}

interface Span {
  readonly k_from: number;
  readonly k_to: number | null;
  readonly v_from: number;
  readonly v_to: number | null;
  readonly version: number;
  readonly no: number;
}

/** Rows of a case, and which of them hold at a (V, K). */
async function rowsOf(table: Table, key: number): Promise<(asOf: string, position: number) => readonly Span[]> {
  const { rows } = await ledger.read.snapshot((db) =>
    sql<Span>`SELECT * FROM ${ledger.read.table(table, 'plans')} WHERE case_key = ${key}`.execute(db),
  );
  const within = (from: number, to: number | null, at: number) => from <= at && (to === null || to > at);
  return (asOf, position) =>
    rows
      .filter((r) => within(r.k_from, r.k_to, position) && within(r.v_from, r.v_to, dateValue(asOf)))
      .sort((a, b) => a.version - b.version || a.no - b.no);
}

/** Compares all that is stored of a case with what a fold says, at each position and on many days. */
async function compare(id: string): Promise<void> {
  const facts = (await ledger.store.readStream(id, 0, 1_000)).map((event) => decode(event) as CaseStreamFact);
  const key = facts[0]?.position as number;
  const [stateRows, instalmentRows, stageRows] = [
    await rowsOf(PLAN_STATES, key),
    await rowsOf(PLAN_INSTALMENTS, key),
    await rowsOf(SETTLEMENT_STAGES, key),
  ];
  for (const { position } of facts) {
    const known = facts.filter((fact) => fact.position <= position);
    const [plans, settlements] = [new PlanBook(known), new SettlementBook(known)];
    for (const asOf of ['2026-01-31', '2026-02-14', '2026-03-17', '2026-05-20', '2026-08-01']) {
      const versions = plans.at(asOf).flatMap((plan) => plan.versions);
      const states = versions.map(({ state, since, version }) =>
        expect.objectContaining({ version: version.terms.version, state, since: dateValue(since) }),
      );
      if (states.length > 0) expect(stateRows(asOf, position)).toEqual(states);
      const instalments = versions.flatMap((version) => version.instalments);
      expect(instalmentRows(asOf, position)).toEqual(
        instalments.map(({ no, outcome, paid, amount, dueDate }) =>
          expect.objectContaining({ no, outcome, paid, amount, due: dateValue(dueDate) }),
        ),
      );
      const stages = settlements.at(asOf).map(({ stage, paid }) => expect.objectContaining({ stage, paid }));
      expect(stageRows(asOf, position)).toEqual(stages);
    }
  }
}

describe('the read tables of plans', () => {
  it('say for every (V, K) what a fold of the facts known at K says', async () => {
    ledger.clock.set('2026-06-30T12:00:00Z');
    const histories = fc.sample(fc.array(step, { minLength: 3, maxLength: 12 }), { numRuns: 60, seed: 20261122 });
    const cases: string[] = [];
    for (const [i, steps] of histories.entries()) {
      const id = await ledger.openCase(`case ${i}`, 2_000, '2026-01-10');
      await play(id, steps);
      cases.push(id);
    }
    await ledger.openRead();
    await ledger.projector.catchUp();
    for (const id of cases) await compare(id);
  });
});

describe('figures of plans', () => {
  const list = async (filter: PlanFilter, asOf: string, knownAt?: string) =>
    new PlanListHandler(ledger.read).execute(new PlanListQuery({ limit: 10 }, filter, { asOf, knownAt }));
  const adherence = async (asOf: string, knownAt?: string) =>
    (await new PlanAdherenceHandler(ledger.read).execute(new PlanAdherenceQuery({ asOf, knownAt }))).currencies;
  const survival = async (asOf: string, month?: number) =>
    new PlanSurvivalHandler(ledger.read).execute(new PlanSurvivalQuery({ asOf }, ledger.portfolio, month));

  /** A pays all three in time, B pays the first late and the last not, C nothing; D is only proposed. */
  async function book(): Promise<Record<'A' | 'B' | 'C' | 'D', string>> {
    ledger.clock.set('2026-02-01T12:00:00Z');
    const [A, B, C, D] = [
      await ledger.openCase('A'),
      await ledger.openCase('B'),
      await ledger.openCase('C'),
      await ledger.openCase('D'),
    ] as [string, string, string, string];
    for (const id of [A, B, C]) await planned(id);
    await ledger.record(D, {
      type: 'ProposePlan',
      total: 300,
      count: 3,
      firstDue: '2026-02-05',
      kind: 'PERSONALISED',
      occurredAt: '2026-01-20',
    });
    ledger.clock.set('2026-05-01T12:00:00Z');
    for (const on of ['2026-02-05', '2026-03-05', '2026-04-05'])
      await ledger.record(A, { type: 'RecordPayment', amount: 100, occurredAt: on });
    for (const on of ['2026-02-20', '2026-03-05'])
      await ledger.record(B, { type: 'RecordPayment', amount: 100, occurredAt: on });
    await ledger.openRead();
    await ledger.projector.catchUp();
    return { A, B, C, D };
  }

  it('lists each plan with its state, arrears, adherence and next due date, as of (V, K)', async () => {
    const { A, B, C, D } = await book();
    const share = (numerator: number, denominator: number) => ({ numerator, denominator });
    const { rows, next } = await list({}, '2026-03-06');
    expect(next).toBeNull();
    expect(rows).toMatchObject([
      {
        case: A,
        ref: 'A',
        state: 'ON_TRACK',
        since: '2026-01-20',
        paid: 200,
        arrears: 0,
        nextDue: '2026-04-05',
        adherence: { count: share(2, 2), amount: share(200, 200) },
      },
      {
        case: B,
        state: 'ON_TRACK',
        since: '2026-02-20',
        paid: 200,
        arrears: 0,
        nextDue: '2026-04-05',
        adherence: { count: share(1, 2), amount: share(200, 200) },
      },
      { case: C, state: 'BEHIND', since: '2026-02-09', paid: 0, arrears: 200, nextDue: '2026-02-05' },
      { case: D, state: 'PROPOSED', kind: 'PERSONALISED', paid: 0, nextDue: null, adherence: { count: share(0, 0) } },
    ]);
    expect((await list({ state: 'BEHIND' }, '2026-03-06')).rows).toMatchObject([{ case: C }]);
    expect((await list({ kind: 'PERSONALISED' }, '2026-03-06')).rows).toMatchObject([{ case: D }]);
    expect((await list({ dueFrom: '2026-02-01', dueTo: '2026-03-31' }, '2026-03-06')).rows).toMatchObject([
      { case: C },
    ]);
    // No payment was known in February.
    expect((await list({ state: 'BEHIND' }, '2026-03-06', '2026-02-28')).rows).toMatchObject([
      { case: A },
      { case: B },
      { case: C },
    ]);
    expect((await list({}, '2026-01-10')).rows).toEqual([]);
  });

  it('sums adherence by count and by amount', async () => {
    await book();
    expect(await adherence('2026-03-06')).toEqual([
      {
        currency: 'EUR',
        states: { BEHIND: 1, ON_TRACK: 2, PROPOSED: 1 },
        count: { numerator: 3, denominator: 6 },
        amount: { numerator: 400, denominator: 600 },
      },
    ]);
    expect(await adherence('2026-03-06', '2026-02-28')).toMatchObject([
      { count: { numerator: 0, denominator: 6 }, amount: { numerator: 0, denominator: 600 } },
    ]);
  });

  it('estimates survival with censoring, and names the plans behind each month', async () => {
    const { A, B, C } = await book();
    // C broke on 9 March (a month and 17 days), A completed on 5 April, B broke on 9 April (two months and 20 days).
    const { activated, unbroken, months } = await survival('2026-05-01');
    expect([activated, unbroken]).toEqual([3, 1]);
    expect(months).toEqual([
      { month: 0, atRisk: 3, broken: 0, censored: 0, numerator: 3, denominator: 3, survival: '1.000000' },
      { month: 1, atRisk: 3, broken: 1, censored: 0, numerator: 2, denominator: 3, survival: '0.666666' },
      { month: 2, atRisk: 2, broken: 1, censored: 1, numerator: 1, denominator: 2, survival: '0.333333' },
    ]);
    expect((await survival('2026-05-01', 1)).plans).toMatchObject([
      {
        case: C,
        how: 'BROKEN',
        state: 'BROKEN',
        activated: '2026-01-20',
        ended: '2026-03-09',
        event: expect.stringMatching(/^0/),
      },
    ]);
    expect((await survival('2026-05-01', 2)).plans).toMatchObject([
      { case: A, how: 'CENSORED', state: 'COMPLETED', ended: '2026-04-05' },
      { case: B, how: 'BROKEN', ended: '2026-04-09' },
    ]);
    expect((await survival('2026-01-19')).months).toEqual([]);
  });

  it('keeps the first break of a plan that was restructured afterwards', async () => {
    const { C } = await book();
    const { plans: [broken] = [] } = await survival('2026-05-01', 1);
    await ledger.record(C, {
      ...{ type: 'RestructurePlan', plan: broken?.plan as string, total: 300, count: 3, firstDue: '2026-06-05' },
      ...{ form: 'WRITTEN', reason: 'x', occurredAt: '2026-04-20' },
    });
    await ledger.projector.catchUp();
    const { plans } = await survival('2026-05-01', 1);
    expect(plans).toMatchObject([{ case: C, how: 'BROKEN', state: 'ON_TRACK', ended: '2026-03-09' }]);
    expect((await list({ state: 'ON_TRACK' }, '2026-05-01')).rows).toMatchObject([{ case: C, version: 2 }]);
  });
});
