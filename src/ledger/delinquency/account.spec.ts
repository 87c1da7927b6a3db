/** The account of a case goes from bucket to bucket, and back. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import { accountAt, bucketChanges } from './account.calc.js';
import { CHINA, US } from './bucket-tables.calc.js';
import { DelinquencyBook } from './delinquency.calc.js';

const loan: CaseCommand = {
  type: 'RegisterDebt', balances: { principal: 1_000 }, dueDate: '2026-01-10', occurredAt: '2026-01-01',
}; // prettier-ignore
const book = (...commands: CaseCommand[]): DelinquencyBook => new DelinquencyBook(aCase(...commands).facts);

it('rolls forward as days pass, and is cured by the payment that leaves nothing past due', () => {
  const story = book(loan, { type: 'RecordPayment', amount: 1_000, occurredAt: '2026-03-20' });
  expect(bucketChanges(story, '2026-03-31', US)).toEqual([
    { on: '2026-01-11', notice: 'AccountRolled', from: 'current', to: '1-29' },
    { on: '2026-02-09', notice: 'AccountRolled', from: '1-29', to: '30-59' },
    { on: '2026-03-11', notice: 'AccountRolled', from: '30-59', to: '60-89' },
    { on: '2026-03-20', notice: 'AccountCured', from: '60-89', to: null },
  ]);
});

it('rolls back when the oldest charge is paid and a younger one is past due', () => {
  const second: CaseCommand = {
    type: 'AssessCharge', component: 'fee', amount: 50, dueDate: '2026-02-20', occurredAt: '2026-02-01',
  }; // prettier-ignore
  const story = book(loan, second, { type: 'RecordPayment', amount: 1_000, occurredAt: '2026-03-01' });
  expect(bucketChanges(story, '2026-03-01', CHINA).at(-1)).toEqual({
    on: '2026-03-01', notice: 'DelinquencyBucketChanged', from: 'M2', to: 'M1',
  }); // prettier-ignore
});

it('is as far past due as its debt that is furthest, whatever says so', () => {
  const stated: CaseCommand = { type: 'ReportDelinquency', debt: 'debt-2', asOf: '2026-02-28', monthsPastDue: 4 };
  const card: CaseCommand = { type: 'RegisterDebt', balances: { principal: 70 }, occurredAt: '2026-01-05' };
  const story = book(loan, card, stated);
  const on = (day: string) => accountAt(story.at(day).values(), day, CHINA);
  expect(on('2026-02-01')).toEqual({
    basis: 'contractual', bucket: 'M1', daysPastDue: 22, monthsPastDue: null, owing: 1_070, overdue: 1_000,
  }); // prettier-ignore
  expect(on('2026-02-28')).toMatchObject({ basis: 'reported', bucket: 'M4', monthsPastDue: 4, overdue: 1_070 });
});

it('is in no bucket while nobody knows since when it is owed', () => {
  const story = book({ type: 'RegisterDebt', balances: { principal: 70 }, occurredAt: '2026-01-05' });
  expect(accountAt(story.at('2026-02-01').values(), '2026-02-01', CHINA)).toMatchObject({
    basis: 'unknown', bucket: null, overdue: 0, owing: 70,
  }); // prettier-ignore
});
