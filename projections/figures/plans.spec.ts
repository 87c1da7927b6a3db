/** Figures of repayment plans: worked out by hand, restated, and the same as the questions about plans at any (V, K). */
import fc from 'fast-check';
import { TestLedger } from '../../test/support/test-ledger.js';
import { PlanAdherenceHandler, PlanAdherenceQuery } from '../plans/adherence.query.js';
import { PlanSurvivalHandler, PlanSurvivalQuery } from '../plans/survival.query.js';
import { DrillDownHandler, DrillDownQuery } from './drill-down.query.js';
import { FigureHandler, FigureQuery, type FigureAsk } from './figures.query.js';
import type { FigureLine } from './lines.calc.js';

let ledger: TestLedger;

const EARLY = '2026-01-01';
const METRICS = ['plan-adherence-count', 'plan-adherence-amount', 'plan-survival'];

beforeEach(() => begin('2026-07-15T09:00:00Z'));
afterEach(() => ledger.close());

async function begin(now: string): Promise<void> {
  ledger = new TestLedger();
  ledger.clock.set(now);
  await ledger.createPortfolio();
}

/** A case with a plan of three times 100 in force from the day `activated` on. */
async function planned(ref: string, activated: string, first: string): Promise<string> {
  const id = ledger.caseId(ref);
  await ledger.record(id, { type: 'OpenCase', portfolio: ledger.portfolio, ref, occurredAt: '2026-01-01' });
  await ledger.record(id, { type: 'RegisterDebt', balances: { principal: 1_000 }, occurredAt: '2026-01-01' });
  const occurredAt = activated;
  const terms = { total: 300, count: 3, firstDue: first };
  const plan = (await ledger.record(id, { type: 'ProposePlan', ...terms, occurredAt })).id as string;
  await ledger.record(id, { type: 'AgreePlan', plan, form: 'WRITTEN', occurredAt });
  await ledger.record(id, { type: 'ActivatePlan', plan, occurredAt });
  return id;
}

const pay = (id: string, amount: number, occurredAt: string) =>
  ledger.record(id, { type: 'RecordPayment', amount, occurredAt });

async function ready(): Promise<void> {
  await ledger.openRead();
  await ledger.projector.catchUp();
}

async function figures(ask: Omit<FigureAsk, 'portfolio'>, restated = false) {
  const query = new FigureQuery({ portfolio: 'main', ...ask }, METRICS, restated);
  return (await new FigureHandler(ledger.read).execute(query)).figures;
}

const short = (lines: readonly FigureLine[] | null | undefined) =>
  lines?.map(({ by, numerator, denominator, bps }) => [by, numerator, denominator, bps]);

it('counts instalments of the period, money to date, and months that plans lasted', async () => {
  const kept = await planned('kept', '2026-01-31', '2026-02-05');
  await pay(kept, 100, '2026-02-04');
  await pay(kept, 250, '2026-03-05');
  await planned('broken', '2026-02-01', '2026-02-10');
  await ready();
  const [count, amount, survival] = await figures({ from: '2026-03-01', to: '2026-03-31', through: '2026-03-31' });
  // Due in March: one each; paid in full: the one of the first plan.
  expect(short(count?.lines)).toEqual([[null, 1, 2, 5000]]);
  // Scheduled to date: 200 each; paid: 300, at most 200, and nothing.
  expect(short(amount?.lines)).toEqual([[null, 200, 400, 5000]]);
  // Nobody's plan began in March.
  expect(survival?.lines).toEqual([]);
  const [, , begun] = await figures({ from: EARLY, to: '2026-02-28', through: '2026-05-31' });
  // Both last their first month; in the second one breaks, and the other is paid off.
  expect(short(begun?.lines)).toEqual([['0', 2, 2, 10_000], ['1', 1, 2, 5000]]); // prettier-ignore
  expect(await survivalAt({ asOf: '2026-05-31' })).toEqual(short(begun?.lines));
  const ask = { portfolio: 'main', from: EARLY, to: '2026-02-28', through: '2026-05-31', metric: 'plan-survival' };
  const refs = async (part: 'numerator' | 'denominator', by: string) => {
    const query = new DrillDownQuery({ ...ask, part, by, limit: 10 });
    return (await new DrillDownHandler(ledger.read).execute(query)).rows.map(({ ref, amount }) => [ref, amount]);
  };
  expect(await refs('denominator', '1')).toEqual([['kept', 1], ['broken', 1]]); // prettier-ignore
  expect(await refs('numerator', '0')).toEqual([['kept', 1], ['broken', 1]]); // prettier-ignore
  expect(await refs('numerator', '1')).toEqual([['kept', 1]]);
});

it('is restated by what comes in later, and names the facts behind it', async () => {
  await ledger.close();
  await begin('2026-01-10T09:00:00Z');
  const id = await planned('a', '2026-01-10', '2026-02-05');
  await ready();
  ledger.clock.set('2026-04-01T09:00:00Z');
  await pay(id, 100, '2026-02-05');
  await pay(id, 100, '2026-03-05');
  await ledger.projector.catchUp();
  const [count, amount] = await figures({ from: '2026-02-01', to: '2026-02-28' }, true);
  expect([short(count?.asReported), short(count?.lines)]).toEqual([[[null, 0, 1, 0]], [[null, 1, 1, 10_000]]]);
  expect([short(amount?.asReported), short(amount?.lines)]).toEqual([[[null, 0, 100, 0]], [[null, 100, 100, 10_000]]]);
  const ask = { portfolio: 'main', from: '2026-02-01', to: '2026-02-28', limit: 10 };
  const facts = await ledger.store.readStream(id, 0, 100);
  const typesOf = async (metric: string, part: 'numerator' | 'denominator') => {
    const { rows } = await new DrillDownHandler(ledger.read).execute(new DrillDownQuery({ ...ask, metric, part }));
    return rows.flatMap(({ events }) => events.map((event) => facts.find((fact) => fact.id === event)?.type));
  };
  for (const metric of ['plan-adherence-count', 'plan-adherence-amount']) {
    expect(await typesOf(metric, 'numerator')).toEqual(['PaymentAllocated']);
    expect(new Set(await typesOf(metric, 'denominator'))).toEqual(new Set(['PlanActivated']));
  }
});

async function survivalAt(when: { readonly asOf: string; readonly knownAt?: string }) {
  const { months } = await new PlanSurvivalHandler(ledger.read).execute(new PlanSurvivalQuery(when));
  let [top, bottom] = [1, 1];
  return months.map(({ month, numerator, denominator }) => {
    [top, bottom] = [top * numerator, bottom * denominator];
    return [String(month), numerator, denominator, Math.round((top * 10_000) / bottom)];
  });
}

const day = fc
  .record({ m: fc.integer({ min: 1, max: 6 }), d: fc.integer({ min: 1, max: 31 }) })
  .map(({ m, d }) => `2026-0${m}-${String(Math.min(d, [31, 28, 31, 30, 31, 30][m - 1] as number)).padStart(2, '0')}`);
const story = fc.record({
  activated: day,
  first: day,
  payments: fc.array(fc.record({ amount: fc.integer({ min: 1, max: 250 }), on: day }), { maxLength: 5 }),
});

it('says what the questions about plans say, at any (V, K)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(story, { minLength: 1, maxLength: 4 }),
      fc.array(fc.tuple(day, fc.nat()), { minLength: 3, maxLength: 4 }),
      async (stories, places) => {
        await ledger.close();
        await begin('2026-07-15T09:00:00Z');
        for (const [n, { activated, first, payments }] of stories.entries()) {
          const id = await planned(`c${n}`, activated, first > activated ? first : activated);
          for (const { amount, on } of payments) await pay(id, amount, on);
        }
        await ready();
        const facts = await ledger.store.readAll(0, 1_000);
        for (const [asOf, random] of places) {
          const knownAt = facts[random % facts.length]?.id as string;
          const [count, amount, survival] = await figures({ from: EARLY, to: asOf, knownAt });
          const query = new PlanAdherenceQuery({ asOf, knownAt });
          const [asked] = (await new PlanAdherenceHandler(ledger.read).execute(query)).currencies;
          const none = { numerator: 0, denominator: 0 };
          if (count?.lines.length) expect(count.lines[0]).toMatchObject(asked?.count ?? none);
          if (amount?.lines.length) expect(amount.lines[0]).toMatchObject(asked?.amount ?? none);
          expect(short(survival?.lines)).toEqual(await survivalAt({ asOf, knownAt }));
        }
      },
    ),
    { numRuns: 25 },
  );
}, 120_000);
