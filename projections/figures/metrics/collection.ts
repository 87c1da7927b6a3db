/** 回款率 and 成功率: what came of what was past due at the start (domain/model.md 4.9, [P-GK]). Always say which variant. */
import type { Metric, Part } from '../metric.js';

const PAID = 'COALESCE(payments.paid, 0)';
const LATE = 'states.past_due0 > 0';
const overdue: Part = { from: ['states'], value: 'states.past_due0', events: 'states.start' };
const COHORT = {
  en: 'The cohort are the accounts past due at the end of the day before the period, with the amount that was past due then; where only a source states that an account is past due, all that it owed.',
  zh: '范围：期初（前一日日终）逾期的账户，金额为当时逾期金额；仅由来源报告逾期的账户，按其全部欠款计。',
};

export const collectionRate: Metric = {
  id: 'collection-rate',
  version: 1,
  name: { en: 'Collection rate', zh: '回款率' },
  definition: {
    en: `Net payments of the cohort with a value date in the period (reversals subtracted), by its amount past due at the start. It can exceed 100 % where more than the arrears is paid. ${COHORT.en}`,
    zh: `期内起息的净还款（扣除冲正）÷ 期初逾期金额；还款超过逾期部分时可超过 100%。${COHORT.zh}`,
  },
  unit: 'amount',
  shown: 'percent',
  numerator: {
    from: ['states', 'payments'],
    value: `CASE WHEN ${LATE} THEN ${PAID} ELSE 0 END`,
    events: 'payments.paid',
  },
  denominator: overdue,
};

export const collectionRateAll: Metric = {
  id: 'collection-rate-all',
  version: 1,
  name: { en: 'Collection rate, newly overdue included', zh: '回款率（含新增逾期）' },
  definition: {
    en: 'Net payments in the period of accounts past due at its start or at its end, by the amount past due at the start and what accounts not past due at the start are past due at the end.',
    zh: '期初或期末逾期账户的期内净还款 ÷（期初逾期金额 + 期初未逾期账户的期末逾期金额）。',
  },
  unit: 'amount',
  shown: 'percent',
  numerator: {
    from: ['states', 'payments'],
    value: `CASE WHEN ${LATE} OR states.past_due1 > 0 THEN ${PAID} ELSE 0 END`,
    events: 'payments.paid',
  },
  denominator: {
    from: ['states'],
    value: `states.past_due0 + CASE WHEN states.past_due0 = 0 THEN states.past_due1 ELSE 0 END`,
    events: 'states.end',
  },
};

export const successAmount: Metric = {
  id: 'success-rate-amount',
  version: 1,
  name: { en: 'Success rate (amount)', zh: '催收成功率（金额）' },
  definition: {
    en: `Recovered of the amount past due at the start: net payments of each account in the period, at most its amount past due and at least 0, by the amount past due. Never above 100 %. ${COHORT.en}`,
    zh: `期初逾期金额中已收回的部分（每户净还款，以其逾期金额为上限、0 为下限）÷ 期初逾期金额，不超过 100%。${COHORT.zh}`,
  },
  unit: 'amount',
  shown: 'percent',
  numerator: {
    from: ['states', 'payments'],
    value: `CASE WHEN ${PAID} <= 0 THEN 0 WHEN ${PAID} > states.past_due0 THEN states.past_due0 ELSE ${PAID} END`,
    events: 'payments.paid',
  },
  denominator: overdue,
};

const CURED = `${LATE} AND states.past_due1 = 0 AND states.charged_off1 = states.charged_off0`;
const WORKED = `${LATE} AND COALESCE(work.worked, 0) > 0`;

export const successAccounts: Metric = {
  id: 'success-rate-accounts',
  version: 1,
  name: { en: 'Success rate (accounts cured by accounts worked)', zh: '催收成功率（户数：出催户 ÷ 作业户）' },
  definition: {
    en: 'Accounts past due at the start, worked in the period (at least one outbound contact, message, letter or visit), and past due no more at the end without a charge-off; by accounts past due at the start and worked.',
    zh: '期初逾期、期内有催收动作（至少一次主动联系、信息、信函或外访）且期末不再逾期（未核销）的户数 ÷ 期初逾期且期内有催收动作的户数。',
  },
  unit: 'count',
  shown: 'percent',
  numerator: {
    from: ['states', 'work'],
    value: `CASE WHEN ${WORKED} AND ${CURED} THEN 1 ELSE 0 END`,
    events: 'states.end',
  },
  denominator: { from: ['states', 'work'], value: `CASE WHEN ${WORKED} THEN 1 ELSE 0 END`, events: 'work.worked' },
};

export const successCohort: Metric = {
  id: 'success-rate-cohort',
  version: 1,
  name: { en: 'Success rate (accounts cured by accounts past due)', zh: '催收成功率（户数：出催户 ÷ 逾期户）' },
  definition: {
    en: 'Accounts past due at the start and past due no more at the end without a charge-off, by all accounts past due at the start, worked or not.',
    zh: '期初逾期且期末不再逾期（未核销）的户数 ÷ 期初全部逾期户数，不论是否作业。',
  },
  unit: 'count',
  shown: 'percent',
  numerator: { from: ['states'], value: `CASE WHEN ${CURED} THEN 1 ELSE 0 END`, events: 'states.end' },
  denominator: { from: ['states'], value: `CASE WHEN ${LATE} THEN 1 ELSE 0 END`, events: 'states.start' },
};
