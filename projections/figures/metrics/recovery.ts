/** Money after charge-off and after placement (domain/model.md 4.9). Both look through a day of their own. */
import { sum, type Metric } from './parts.js';

export const recoveryRate: Metric = {
  id: 'recovery-rate',
  version: 1,
  name: { en: 'Recovery rate after charge-off, by months', zh: '核销后回收率（按核销后月数）' },
  definition: {
    en: 'Net payments from the day of charge-off on, within so many full months of it, by what was charged off. The vintage are accounts first charged off in the period; payments count up to the day named by "through", or the end of the period. A line has all up to its month.',
    zh: '自核销日起若干整月内的净还款累计 ÷ 核销金额。范围为期内首次核销的账户；还款计至 through 所指日期（默认期末）。',
  },
  unit: 'amount',
  shown: 'percent',
  dimension: 'month',
  cumulative: 'up-to',
  numerator: { ...sum(['recoveries'], 'recoveries.recovered', 'recoveries.recovered'), by: 'recoveries.month' },
  denominator: sum(['chargeOffs'], 'chargeOffs.charged_off', 'chargeOffs.chargedOff'),
};

export const liquidationRate: Metric = {
  id: 'liquidation-rate',
  version: 1,
  name: { en: 'Liquidation rate by placement batch', zh: '委外批次清收率' },
  definition: {
    en: 'Net payments after the day of placement, until the recall or the day named by "through" (the end of the period where it is not), by what the accounts of the batch owed at the end of the day of placement. Batches are those placed in the period.',
    zh: '委外日之后至撤回日或 through 所指日期（默认期末）的净还款 ÷ 批次账户委外日日终欠款。批次为期内委外者。',
  },
  unit: 'amount',
  shown: 'percent',
  dimension: 'batch',
  numerator: { ...sum(['liquidations'], 'liquidations.collected', 'liquidations.collected'), by: 'liquidations.batch' },
  denominator: { ...sum(['placements'], 'placements.placed', 'placements.placed'), by: 'placements.batch' },
};
