/** 逾期率: how much of the book is past due (domain/model.md 4.9, [P-MUD]). */
import type { Metric, Part } from '../metric.js';

const principal: Part = { from: ['states'], value: 'states.principal1', events: 'states.end' };
const owing: Part = { from: ['states'], value: 'CASE WHEN states.owing1 > 0 THEN 1 ELSE 0 END', events: 'states.end' };

export const overdueAmount: Metric = {
  id: 'overdue-rate-amount',
  version: 1,
  name: { en: 'Overdue rate (amount)', zh: '逾期率（金额）' },
  definition: {
    en: 'Principal outstanding of accounts that are past due at the end of the period, by principal outstanding of all accounts then. An account is past due as a whole once one of its debts is.',
    zh: '期末逾期账户的未偿本金 ÷ 期末全部账户的未偿本金。账户任一债务逾期，即全户计为逾期。',
  },
  unit: 'amount',
  shown: 'percent',
  numerator: { ...principal, value: 'CASE WHEN states.bucket1 > 0 THEN states.principal1 ELSE 0 END' },
  denominator: principal,
};

export const overdueAccounts: Metric = {
  id: 'overdue-rate-accounts',
  version: 1,
  name: { en: 'Overdue rate (accounts)', zh: '逾期率（户数）' },
  definition: {
    en: 'Accounts past due at the end of the period, by accounts that owe something then.',
    zh: '期末逾期户数 ÷ 期末有欠款户数。',
  },
  unit: 'count',
  shown: 'percent',
  numerator: { ...owing, value: 'CASE WHEN states.bucket1 > 0 THEN 1 ELSE 0 END' },
  denominator: owing,
};

export const overdueByBucket: Metric = {
  id: 'overdue-rate-by-bucket',
  version: 1,
  name: { en: 'Overdue rate by bucket (amount)', zh: '分期逾期率（金额），如 M1 逾期率' },
  definition: {
    en: 'Principal outstanding of the accounts of a bucket at the end of the period, by principal outstanding of all accounts then. What neither a due date nor a statement dates is in no bucket.',
    zh: '期末某逾期阶段账户的未偿本金 ÷ 期末全部账户的未偿本金。无到期日且来源未报告逾期的，不归入任何阶段。',
  },
  unit: 'amount',
  shown: 'percent',
  dimension: 'bucket',
  numerator: {
    ...principal,
    value: 'CASE WHEN states.bucket1 IS NOT NULL THEN states.principal1 ELSE 0 END',
    by: 'states.bucket1',
  },
  denominator: principal,
};

export const undatedRate: Metric = {
  id: 'undated-rate',
  version: 1,
  name: { en: 'Owed without a known due date (amount)', zh: '到期日不明欠款占比（金额）' },
  definition: {
    en: 'Principal of accounts that owe something of which neither a due date nor a statement of the source says since when, by principal outstanding of all accounts. They count as not past due: where this is high, the overdue rate says little.',
    zh: '有欠款但既无到期日、来源亦未报告逾期的账户本金 ÷ 全部账户未偿本金。此类账户按未逾期计；占比高时逾期率参考意义有限。',
  },
  unit: 'amount',
  shown: 'percent',
  numerator: {
    ...principal,
    value: 'CASE WHEN states.owing1 > 0 AND states.bucket1 IS NULL THEN states.principal1 ELSE 0 END',
  },
  denominator: principal,
};

export const enteringRate: Metric = {
  id: 'entering-rate-accounts',
  version: 1,
  name: { en: 'Entering-collections rate (accounts)', zh: '入催率（户数）' },
  definition: {
    en: 'Of the accounts not past due at the start for which an unpaid charge fell due in the period (or whose source made a statement in it), or that came in past due: those that were past due on some day of the period.',
    zh: '期初未逾期、期内有未付款项到期（或来源在期内作出报告）或期内入账即已逾期的账户中，期内任一日逾期的户数占比。',
  },
  unit: 'count',
  shown: 'percent',
  numerator: {
    from: ['states'],
    value: 'CASE WHEN states.past_due0 = 0 AND states.went_late = 1 THEN 1 ELSE 0 END',
    events: 'states.end',
  },
  denominator: {
    from: ['states'],
    value: 'CASE WHEN states.past_due0 = 0 AND (states.fell_due = 1 OR states.went_late = 1) THEN 1 ELSE 0 END',
    events: 'states.start',
  },
};
