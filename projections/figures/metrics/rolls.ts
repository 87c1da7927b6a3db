/** 迁徙率: from bucket to bucket over the period (domain/model.md 4.9, [P-ASK]). The matrix of them is `GET /v1/roll-rates`. */
import type { Metric, Part, Words } from '../metric.js';

/** In a bucket at the start, and not charged off. */
const STARTED = 'states.bucket0 IS NOT NULL AND states.charged_off0 = 0';
const LIVE = 'states.bucket1 IS NOT NULL AND states.charged_off1 = 0';

export const flowRollRate: Metric = {
  id: 'flow-roll-rate',
  version: 1,
  name: { en: 'Flow roll rate (balance, net)', zh: '迁徙率（余额，净流量）' },
  definition: {
    en: 'Balance of the next bucket at the end of the period, by balance of the bucket at the start. Accounts that were charged off are out. Net: it can exceed 100 % where accounts come in late.',
    zh: '期末下一逾期阶段余额 ÷ 期初本阶段余额；不含已核销账户。为净流量口径，有账户中途进入时可能超过 100%。',
  },
  unit: 'amount',
  shown: 'percent',
  dimension: 'bucket',
  numerator: {
    from: ['states'],
    value: `CASE WHEN ${LIVE} AND states.bucket1 > 0 THEN states.owing1 ELSE 0 END`,
    by: 'states.bucket1 - 1',
    events: 'states.end',
  },
  denominator: {
    from: ['states'],
    value: `CASE WHEN ${STARTED} THEN states.owing0 ELSE 0 END`,
    by: 'states.bucket0',
    events: 'states.start',
  },
};

const started: Part = {
  from: ['states'],
  value: `CASE WHEN ${STARTED} THEN 1 ELSE 0 END`,
  by: 'states.bucket0',
  events: 'states.start',
};

function accountRate(id: string, name: Words, definition: Words, moved: string): Metric {
  const numerator = {
    ...started,
    value: `CASE WHEN ${STARTED} AND ${moved} THEN 1 ELSE 0 END`,
    events: 'states.end',
  } as const;
  return {
    id, version: 1, name, definition, unit: 'count', shown: 'percent', dimension: 'bucket', numerator, denominator: started,
  }; // prettier-ignore
}

export const rollForwardRate = accountRate(
  'roll-forward-rate',
  { en: 'Roll-forward rate (accounts)', zh: '恶化率（户数）' },
  {
    en: 'Accounts of a bucket at the start that are in a worse one at the end, by accounts of the bucket at the start.',
    zh: '期初某阶段账户中期末进入更差阶段的户数占比。',
  },
  `${LIVE} AND states.bucket1 > states.bucket0`,
);

export const cureRate = accountRate(
  'cure-rate',
  { en: 'Cure rate (accounts)', zh: '治愈率（户数）' },
  {
    en: 'Accounts of a past-due bucket at the start that owe something and are not past due at the end, by accounts of the bucket at the start. Those that were paid off are not among them.',
    zh: '期初某逾期阶段账户中期末仍有欠款但已不逾期的户数占比；已结清者另计。',
  },
  `states.bucket0 > 0 AND ${LIVE} AND states.bucket1 = 0`,
);

export const rollBackRate = accountRate(
  'roll-back-rate',
  { en: 'Roll-back rate (accounts)', zh: '降期率（户数）' },
  {
    en: 'Accounts of a bucket at the start that are in a better one, but still past due, at the end, by accounts of the bucket at the start.',
    zh: '期初某阶段账户中期末降至较轻阶段但仍逾期的户数占比。',
  },
  `${LIVE} AND states.bucket1 < states.bucket0 AND states.bucket1 > 0`,
);

export const stabilisedRate = accountRate(
  'stabilised-rate',
  { en: 'Stabilised rate (accounts)', zh: '稳定率（户数）' },
  {
    en: 'Accounts of a bucket at the start that are in the same one at the end, by accounts of the bucket at the start.',
    zh: '期初某阶段账户中期末仍在同一阶段的户数占比。',
  },
  `${LIVE} AND states.bucket1 = states.bucket0`,
);

export const paidOffRate = accountRate(
  'paid-off-rate',
  { en: 'Paid-off rate (accounts)', zh: '结清率（户数）' },
  {
    en: 'Accounts of a bucket at the start that owe nothing at the end and were not charged off, by accounts of the bucket at the start.',
    zh: '期初某阶段账户中期末已无欠款且未核销的户数占比。',
  },
  'states.owing1 = 0 AND states.charged_off1 = 0',
);

export const chargedOffRate = accountRate(
  'charged-off-rate',
  { en: 'Charged-off rate (accounts)', zh: '核销率（户数）' },
  {
    en: 'Accounts of a bucket at the start that were charged off in the period, by accounts of the bucket at the start.',
    zh: '期初某阶段账户中期内核销的户数占比。',
  },
  'states.charged_off1 > 0',
);
