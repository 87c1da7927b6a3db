import fc from 'fast-check';
import { sql } from 'kysely';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { decode } from '../../src/ledger/envelope.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { isRefusal } from '../../src/ledger/refusal.js';
import { PromiseBook } from '../../src/ledger/promise/index.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { dateValue, type Value } from '../tables/table.js';
import { CasePromisesHandler, CasePromisesQuery, PromiseListHandler, PromiseListQuery } from './promises.query.js';
import { PROMISE_OUTCOMES } from './promises.tables.js';

let ledger: TestLedger;

beforeEach(async () => {
  ledger = new TestLedger();
  await ledger.createPortfolio();
});

afterEach(() => ledger.close());

const day = fc.integer({ min: 1, max: 28 }).map((d) => `2026-03-${String(d).padStart(2, '0')}`);

/** A step names a payment or promise by number among those of the case so far. */
interface Known {
  readonly promises: string[];
  readonly payments: string[];
  readonly disputes: string[];
}
type Step = (known: Known) => CaseCommand;

const pick = (list: readonly string[], n: number): string => list[n % Math.max(list.length, 1)] ?? 'none';

const step: fc.Arbitrary<Step> = fc.oneof(
  fc
    .record({ on: day, due: day, a: fc.integer({ min: 1, max: 900 }), g: fc.nat({ max: 4 }) })
    .map(({ on, due, a, g }) => () => ({
      type: 'MakePromise' as const,
      amount: a,
      dueDate: due,
      graceDays: g,
      occurredAt: on,
    })),
  fc.record({ on: day, a: fc.integer({ min: 1, max: 900 }) }).map(({ on, a }) => () => ({
    type: 'RecordPayment' as const,
    amount: a,
    occurredAt: on,
  })),
  fc.record({ on: day, n: fc.nat() }).map(({ on, n }) => (k: Known) => ({
    type: 'ReversePayment' as const,
    payment: pick(k.payments, n),
    reason: 'NSF' as const,
    occurredAt: on,
  })),
  fc.record({ on: day, n: fc.nat() }).map(({ on, n }) => (k: Known) => ({
    type: 'CancelPromise' as const,
    promise: pick(k.promises, n),
    by: 'FIRM' as const,
    reason: 'test',
    occurredAt: on,
  })),
  fc.record({ on: day, due: day, n: fc.nat() }).map(({ on, due, n }) => (k: Known) => ({
    type: 'RenegotiatePromise' as const,
    promise: pick(k.promises, n),
    amount: 300,
    dueDate: due,
    occurredAt: on,
  })),
  day.map((on) => () => ({ type: 'RaiseDispute' as const, ground: 'AMOUNT' as const, occurredAt: on })),
  day.map((on) => () => ({ type: 'WithdrawDispute' as const, occurredAt: on })),
);

async function play(id: string, steps: readonly Step[]): Promise<void> {
  const known: Known = { promises: [], payments: [], disputes: [] };
  for (const next of steps) {
    const command = next(known);
    try {
      const { id: part } = await ledger.record(id, command);
      if (command.type === 'RecordPayment') known.payments.push(part as string);
      if (command.type === 'MakePromise' || command.type === 'RenegotiatePromise') known.promises.push(part as string);
    } catch (error) {
      if (isRefusal(error)) throw error;
    }
  }
}

interface OutcomeRow {
  readonly promise: string;
  readonly outcome: string;
  readonly paid: number;
  readonly counts_as: string;
}

function rowsAt(key: number, asOf: string, position: number): Promise<readonly OutcomeRow[]> {
  const [v, k]: Value[] = [dateValue(asOf), position];
  return ledger.read.snapshot(async (db) => {
    const { rows } = await sql<OutcomeRow>`
      SELECT promise, outcome, paid, counts_as FROM ${ledger.read.table(PROMISE_OUTCOMES, 'promises')}
      WHERE case_key = ${key} AND v_from <= ${v} AND (v_to IS NULL OR v_to > ${v}) AND k_from <= ${k} AND (k_to IS NULL OR k_to > ${k})
      ORDER BY promise`.execute(db);
    return rows;
  });
}

describe('the promise book', () => {
  it('says for every (V, K) what a fold of the facts known at K says', async () => {
    let histories = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 14 }), async (steps) => {
        histories += 1;
        const id = await ledger.openCase(`case ${histories}`, 2_000, '2026-02-20');
        await play(id, steps);
        await ledger.openRead(`read-${histories}.db`);
        await ledger.projector.catchUp();
        const facts = (await ledger.store.readStream(id, 0, 1_000)).map((event) => decode(event) as CaseStreamFact);
        const key = facts[0]?.position as number;
        for (const fact of facts) {
          const book = new PromiseBook(facts.filter(({ position }) => position <= fact.position));
          for (const asOf of ['2026-03-01', '2026-03-09', '2026-03-17', '2026-03-28', '2026-04-20']) {
            const told = book
              .at(asOf)
              .map(({ promise, outcome, paid, countsAs }) => ({ promise, outcome, paid, counts_as: countsAs }));
            const stored = await rowsAt(key, asOf, fact.position);
            expect(stored).toEqual(told.sort((a, b) => (a.promise < b.promise ? -1 : 1)));
          }
        }
        await ledger.closeRead();
      }),
      { numRuns: 60, seed: 20261122 },
    );
  });

  it('shows a promise kept on the 9th as kept on the 14th as known then, and as broken once the payment bounced', async () => {
    await ledger.close();
    ledger = new TestLedger();
    ledger.clock.set('2026-03-09T12:00:00Z');
    await ledger.createPortfolio();
    const id = await ledger.openCase('A', 100_000, '2026-03-01');
    await ledger.record(id, {
      type: 'MakePromise',
      amount: 100_000,
      dueDate: '2026-03-10',
      graceDays: 3,
      toleranceBps: 1000,
      occurredAt: '2026-03-02',
    });
    const { id: payment } = await ledger.record(id, {
      type: 'RecordPayment',
      amount: 100_000,
      occurredAt: '2026-03-09',
    });
    ledger.clock.set('2026-03-15T09:00:00Z');
    await ledger.record(id, {
      type: 'ReversePayment',
      payment: payment as string,
      reason: 'NSF',
      basis: 'ORIGINAL_DATE',
    });
    await ledger.openRead();
    ledger.projector.start();
    const ask = async (when: { asOf: string; knownAt?: string }): Promise<string | undefined> =>
      (await new CasePromisesHandler(ledger.read).execute(new CasePromisesQuery(id, when))).promises[0]?.outcome;
    expect(await ask({ asOf: '2026-03-14', knownAt: '2026-03-14T23:00:00Z' })).toBe('KEPT');
    expect(await ask({ asOf: '2026-03-15' })).toBe('BROKEN');
    expect(await ask({ asOf: '2026-03-14' })).toBe('BROKEN');
    const list = async (when: { asOf: string; knownAt?: string }) =>
      (
        await new PromiseListHandler(ledger.read).execute(
          new PromiseListQuery({ limit: 10 }, { dueTo: '2026-03-31' }, when, true),
        )
      ).rows;
    // Reported when the window ended, known now: both in one row, for ever.
    const reported = { outcome: 'KEPT', paid: 100_000, countsAs: 'KEPT', asOf: '2026-03-14' };
    const row = { case: id, due: '2026-03-10' };
    expect(await list({ asOf: '2026-03-15' })).toMatchObject([{ ...row, outcome: 'BROKEN', paid: 0, reported }]);
    expect(await list({ asOf: '2026-03-15', knownAt: '2026-03-14T23:00:00Z' })).toMatchObject([
      { ...row, outcome: 'KEPT', paid: 100_000, reported },
    ]);
    expect(await list({ asOf: '2026-03-13' })).toMatchObject([{ outcome: 'OPEN', reported: null }]);
    expect(await list({ asOf: '2026-03-15', knownAt: '2026-03-01T00:00:00Z' })).toEqual([]);
  });
});
