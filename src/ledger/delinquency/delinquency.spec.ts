/** How far past due a debt is: from due dates and payments, or as its source states it. */
import { aCase, aClosedCase, type CaseScenario } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import { bucketIndex, bucketTableNamed, BUCKET_TABLES, type BucketTable } from './bucket-tables.calc.js';
import type { DebtState } from './debt-file.calc.js';
import { DelinquencyBook, howFar } from './delinquency.calc.js';

const loan: CaseCommand = {
  type: 'RegisterDebt',
  balances: { principal: 10_000 },
  dueDate: '2026-01-31',
  occurredAt: '2026-01-01',
};
const charge = (amount: number, dueDate: string | undefined, occurredAt: string): CaseCommand => ({
  type: 'AssessCharge', component: 'interest', amount, dueDate, occurredAt,
}); // prettier-ignore
const pay = (amount: number, occurredAt: string, more: object = {}): CaseCommand => ({
  type: 'RecordPayment', amount, occurredAt, ...more,
}); // prettier-ignore

function on(scenario: CaseScenario, day: string, debt = 'debt-1'): DebtState | undefined {
  return new DelinquencyBook(scenario.facts).at(day).get(debt);
}

describe('a delinquency that a source states', () => {
  it('is recorded with the day it speaks of as its effective date', () => {
    aCase(loan)
      .when({ type: 'ReportDelinquency', asOf: '2026-02-28', monthsPastDue: 2, statedBy: 'host' })
      .then({
        type: 'DelinquencyReported',
        eff: '2026-02-28',
        data: { debt: 'debt-1', asOf: '2026-02-28', monthsPastDue: 2, statedBy: 'host' },
      });
  });

  it('is of the day on which it happened where it names none, and is flagged on a closed case', () => {
    aClosedCase(loan)
      .when({ type: 'ReportDelinquency', daysPastDue: 0, occurredAt: '2026-03-01' })
      .then({ type: 'DelinquencyReported', data: { asOf: '2026-03-01', daysPastDue: 0, flags: ['case-closed'] } });
  });

  it.each([
    [{}, 'bad-arrears', 'daysPastDue'],
    [{ monthsPastDue: 1.5 }, 'bad-arrears', 'monthsPastDue'],
    [{ monthsPastDue: 1_201 }, 'bad-arrears', 'monthsPastDue'],
    [{ daysPastDue: -1 }, 'bad-arrears', 'daysPastDue'],
    [{ daysPastDue: 1, asOf: '2026-02-30' }, 'bad-date', 'asOf'],
    [{ daysPastDue: 1, asOf: '2031-01-01' }, 'as-of-ahead', 'asOf'],
    [{ daysPastDue: 1, debt: 'debt-9' }, 'unknown-debt', 'debt'],
  ])('is refused where it cannot be: %j', (fields, code, field) => {
    aCase(loan)
      .when({ type: 'ReportDelinquency', ...fields })
      .thenRefused(code, field);
  });

  it('counts where no due date is known, until the next statement', () => {
    const card: CaseCommand = { type: 'RegisterDebt', balances: { principal: 500 }, occurredAt: '2026-01-01' };
    const story = aCase(
      card,
      { type: 'ReportDelinquency', asOf: '2026-01-31', monthsPastDue: 1 },
      { type: 'ReportDelinquency', asOf: '2026-02-28', monthsPastDue: 2 },
    );
    const far = (day: string) => howFar(on(story, day) as DebtState, day);
    expect(far('2026-01-30')).toEqual({ basis: 'unknown' });
    expect(far('2026-02-27')).toEqual({ basis: 'reported', days: undefined, months: 1 });
    expect(far('2026-02-28')).toEqual({ basis: 'reported', days: undefined, months: 2 });
  });

  it('does not count against a due date, nor where nothing is owed', () => {
    const story = aCase(
      loan,
      { type: 'ReportDelinquency', asOf: '2026-02-05', monthsPastDue: 6 },
      pay(10_000, '2026-02-20'),
    );
    expect(howFar(on(story, '2026-02-10') as DebtState, '2026-02-10')).toEqual({ basis: 'contractual', days: 10 });
    expect(howFar(on(story, '2026-02-20') as DebtState, '2026-02-20')).toEqual({ basis: 'settled', days: 0 });
  });

  it('falls away when its source withdraws it', () => {
    const card: CaseCommand = { type: 'RegisterDebt', balances: { principal: 500 }, occurredAt: '2026-01-01' };
    const story = aCase(card, { type: 'ReportDelinquency', asOf: '2026-01-31', monthsPastDue: 3 });
    const event = story.facts.at(-1)?.id as string;
    story.given({
      type: 'CorrectRecord', event, of: 'DelinquencyReported', action: 'WITHDRAWN', reason: 'row-gone',
    }); // prettier-ignore
    expect(on(story, '2026-02-01')?.report).toBeUndefined();
  });
});

describe('days past due', () => {
  it('run from the oldest unpaid due date, and are none on the due date itself', () => {
    const story = aCase(loan);
    expect(howFar(on(story, '2026-01-31') as DebtState, '2026-01-31').days).toBe(0);
    expect(on(story, '2026-01-31')).toMatchObject({ overdue: 0, oldestDue: '2026-01-31' });
    expect(howFar(on(story, '2026-02-01') as DebtState, '2026-02-01').days).toBe(1);
    expect(on(story, '2026-02-01')?.overdue).toBe(10_000);
  });

  it('move to the next charge once the oldest is paid in full: first in, first out', () => {
    const story = aCase(
      loan,
      charge(300, '2026-02-28', '2026-02-01'),
      charge(400, '2026-03-31', '2026-03-01'),
      pay(10_299, '2026-03-05'),
    );
    expect(on(story, '2026-03-04')).toMatchObject({ owing: 10_700, overdue: 10_300, oldestDue: '2026-01-31' });
    expect(on(story, '2026-03-05')).toMatchObject({ owing: 401, overdue: 1, oldestDue: '2026-02-28' });
    story.given(pay(1, '2026-03-06'));
    expect(on(story, '2026-03-06')).toMatchObject({ owing: 400, overdue: 0, oldestDue: '2026-03-31' });
    expect(on(story, '2026-04-01')).toMatchObject({ owing: 400, overdue: 400, oldestDue: '2026-03-31' });
  });

  it('come back when the payment bounces', () => {
    const story = aCase(loan, pay(10_000, '2026-02-10'));
    expect(on(story, '2026-02-20')).toMatchObject({ owing: 0, overdue: 0, oldestDue: undefined });
    story.given({ type: 'ReversePayment', payment: 'payment-1', reason: 'NSF', occurredAt: '2026-02-15' });
    expect(on(story, '2026-02-12')).toMatchObject({ owing: 10_000, overdue: 10_000, oldestDue: '2026-01-31' });
  });

  it('leave what has no due date to be covered first, and know nothing where no charge has one', () => {
    const story = aCase(loan, charge(500, undefined, '2026-02-01'), pay(500, '2026-02-05'));
    expect(on(story, '2026-02-05')).toMatchObject({ owing: 10_000, overdue: 10_000 });
    const bare = aCase({ type: 'RegisterDebt', balances: { principal: 1 }, occurredAt: '2026-01-01' });
    expect(howFar(on(bare, '2026-03-01') as DebtState, '2026-03-01')).toEqual({ basis: 'unknown' });
  });

  it('are written ahead: the step on which a coming due date passes is there before the day', () => {
    const book = new DelinquencyBook(aCase(loan).facts);
    expect(book.stepsFrom('debt-1', '0001-01-01')).toMatchObject([
      { from: '2026-01-01', to: '2026-02-01', state: { overdue: 0 } },
      { from: '2026-02-01', state: { overdue: 10_000 } },
    ]);
  });
});

describe('bucket tables', () => {
  const china = bucketTableNamed('china@1') as BucketTable;
  const us = bucketTableNamed('us@1') as BucketTable;
  const name = (table: BucketTable, far: { days?: number; months?: number }) =>
    table.buckets[bucketIndex(table, far)]?.name;

  it.each([
    [0, 'M0', 'current'], [1, 'M1', '1-29'], [29, 'M1', '1-29'], [30, 'M1', '30-59'], [31, 'M2', '30-59'],
    [90, 'M3', '90-119'], [91, 'M4', '90-119'], [150, 'M5', '150-179'], [151, 'M6', '150-179'], [179, 'M6', '150-179'],
    [180, 'M6', '180+'], [181, 'M7+', '180+'], [4_000, 'M7+', '180+'],
  ])('%i days are %s in China and %s in the US', (days, inChina, inUs) => {
    expect([name(china, { days }), name(us, { days })]).toEqual([inChina, inUs]);
  }); // prettier-ignore

  it.each([[0, 'M0', 'current'], [1, 'M1', '1-29'], [2, 'M2', '30-59'], [7, 'M7+', '180+'], [9, 'M7+', '180+']])(
    '%i months in arrears are %s in China and %s in the US',
    (months, inChina, inUs) => {
      expect([name(china, { months }), name(us, { months })]).toEqual([inChina, inUs]);
    },
  ); // prettier-ignore

  it('are whole: each begins where not past due, edges only rise, and says where it comes from', () => {
    for (const { buckets, citation } of BUCKET_TABLES) {
      expect(buckets[0]).toMatchObject({ fromDays: 0, fromMonths: 0 });
      for (let n = 1; n < buckets.length; n++) {
        expect(buckets[n]?.fromDays).toBeGreaterThan(buckets[n - 1]?.fromDays as number);
        expect(buckets[n]?.fromMonths).toBeGreaterThan(buckets[n - 1]?.fromMonths as number);
      }
      expect(citation).not.toBe('');
    }
    expect(bucketTableNamed('china@2')).toBeUndefined();
  });
});

describe('a deferral of a debt', () => {
  const defer = (until: string, more: object = {}): CaseCommand => ({
    type: 'GrantDeferral',
    debts: ['debt-1'],
    until,
    reason: 'hardship',
    occurredAt: '2026-03-10',
    ...more,
  });
  const days = (scenario: CaseScenario, day: string): number | undefined =>
    howFar(on(scenario, day) as DebtState, day).days;

  it('moves what was due before it to its day, from the day on which it was granted', () => {
    const scenario = aCase(loan, defer('2026-04-30'));
    expect(days(scenario, '2026-03-09')).toBe(37);
    expect(on(scenario, '2026-03-09')).toMatchObject({ oldestDue: '2026-01-31', overdue: 10_000 });
    expect(on(scenario, '2026-03-10')).toMatchObject({ oldestDue: '2026-04-30', overdue: 0, owing: 10_000 });
    expect([days(scenario, '2026-03-10'), days(scenario, '2026-04-30'), days(scenario, '2026-05-02')]).toEqual([
      0, 0, 2,
    ]);
    expect(on(scenario, '2026-05-01')).toMatchObject({ overdue: 10_000 });
  });

  it('leaves what is due later, and other debts, as they are', () => {
    const later = charge(300, '2026-06-15', '2026-03-01');
    const scenario = aCase(
      loan,
      later,
      loan,
      defer('2026-04-30'),
      pay(10_000, '2026-03-20', { directedTo: ['debt-1'] }),
    );
    expect(on(scenario, '2026-05-20')).toMatchObject({ oldestDue: '2026-06-15', overdue: 0, owing: 300 });
    expect(on(scenario, '2026-03-20', 'debt-2')).toMatchObject({ oldestDue: '2026-01-31', overdue: 10_000 });
  });

  it('of a plan alone moves instalments and no due date of the debt; of several the longest counts', () => {
    const both = aCase(loan, defer('2026-04-30'), defer('2026-04-10', { occurredAt: '2026-03-20' }));
    expect(on(both, '2026-03-25')?.oldestDue).toBe('2026-04-30');
    const longer = aCase(loan, defer('2026-04-10'), defer('2026-04-30', { occurredAt: '2026-03-20' }));
    expect([on(longer, '2026-03-19')?.oldestDue, on(longer, '2026-03-20')?.oldestDue]).toEqual([
      '2026-04-10',
      '2026-04-30',
    ]);
  });

  it('that its source has withdrawn moves nothing', () => {
    const scenario = aCase(loan, defer('2026-04-30'), {
      type: 'CorrectRecord',
      event: 'event-2',
      of: 'DeferralGranted',
      action: 'WITHDRAWN',
      reason: 'row is gone',
    });
    expect(days(scenario, '2026-03-20')).toBe(48);
  });

  it('recorded late changes what is so, and not what was known', () => {
    const { facts } = aCase(loan, defer('2026-04-30'));
    const known = new DelinquencyBook(facts.slice(0, -1)).at('2026-03-20').get('debt-1');
    expect(known).toMatchObject({ oldestDue: '2026-01-31', overdue: 10_000 });
  });
});
