/** Kept rates of promises due in the period, strict: partly kept is not kept (domain/model.md 4.4, 4.9). */
import { sum, type Metric } from './parts.js';

const FROM = ['promisesDue'] as const;
const DUE = {
  en: 'Promises due in the period that had turned out by its end; those cancelled by the firm, renegotiated in time or held by a dispute are left out.',
  zh: '期内到期且期末已有结果的承诺；由机构取消、到期前重新协商或因异议冻结者除外。',
};

export const keptCount: Metric = {
  id: 'kept-rate-count',
  version: 1,
  name: { en: 'Kept rate (count, strict)', zh: '承诺兑现率（笔数，严格）' },
  definition: { en: `Kept ones by all. ${DUE.en}`, zh: `兑现笔数 ÷ 全部笔数，部分兑现不计为兑现。${DUE.zh}` },
  unit: 'count',
  shown: 'percent',
  numerator: sum(FROM, 'promisesDue.kept', 'promisesDue.kept'),
  denominator: sum(FROM, 'promisesDue.due', 'promisesDue.due'),
};

export const keptAmount: Metric = {
  id: 'kept-rate-amount',
  version: 1,
  name: { en: 'Kept rate (amount)', zh: '承诺兑现率（金额）' },
  definition: {
    en: `What was paid on each, at most what was promised, by what was promised. ${DUE.en}`,
    zh: `每笔已还金额（以承诺金额为上限）÷ 承诺金额。${DUE.zh}`,
  },
  unit: 'amount',
  shown: 'percent',
  numerator: sum(FROM, 'promisesDue.kept_amount', 'promisesDue.paid'),
  denominator: sum(FROM, 'promisesDue.promised', 'promisesDue.due'),
};
