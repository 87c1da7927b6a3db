/** Repayment plans: kept instalment by instalment, kept in money, and how long they last (domain/model.md 4.9). */
import { sum, type Metric } from './parts.js';

const REPLACED = {
  en: 'Versions that a restructuring replaced count for as long as they were in force.',
  zh: '被重组替代的版本计至其失效日。',
};

export const adherenceCount: Metric = {
  id: 'plan-adherence-count',
  version: 1,
  name: { en: 'Plan adherence (count)', zh: '分期履约率（期数）' },
  definition: {
    en: `Instalments due in the period and paid in full by their due day and days of grace, by instalments due in the period; as of its end, when the grace of the last ones may still run. ${REPLACED.en}`,
    zh: `期内到期且在到期日及宽限期内足额支付的期数 ÷ 期内到期期数；以期末为准，末尾几期可能仍在宽限期内。${REPLACED.zh}`,
  },
  unit: 'count',
  shown: 'percent',
  numerator: sum(['instalmentsDue'], 'instalmentsDue.kept', 'instalmentsDue.kept'),
  denominator: sum(['instalmentsDue'], 'instalmentsDue.due', 'instalmentsDue.due'),
};

export const adherenceAmount: Metric = {
  id: 'plan-adherence-amount',
  version: 1,
  name: { en: 'Plan adherence (amount)', zh: '分期履约率（金额）' },
  definition: {
    en: `What was paid on each plan up to the end of the period, at most what was scheduled up to then, by what was scheduled. To date: instalments and payments before the period count too. ${REPLACED.en}`,
    zh: `截至期末各分期计划的已还金额（以截至期末应还为上限）÷ 截至期末应还金额；为累计口径，期前的分期与还款一并计入。${REPLACED.zh}`,
  },
  unit: 'amount',
  shown: 'percent',
  numerator: sum(['schedules'], 'schedules.paid', 'schedules.paid'),
  denominator: sum(['schedules'], 'schedules.scheduled', 'schedules.scheduled'),
};

export const planSurvival: Metric = {
  id: 'plan-survival',
  version: 1,
  name: { en: 'Plan survival, by months', zh: '分期存续率（按生效后月数）' },
  definition: {
    en: 'Plans first activated in the period, watched up to the day named by "through", or the end of the period. A line\'s fraction: plans not broken in that full month since activation, by plans still watched when it began; its rate: the product of the fractions up to it (Kaplan-Meier). Plans that are completed, cancelled or still stand leave unbroken. The first break counts, whichever version broke.',
    zh: '期内首次生效的分期计划，观察至 through 所指日期（默认期末）。每行分数为生效后该整月内未违约的计划数 ÷ 月初仍在观察的计划数；比率为截至该行各分数之积（Kaplan-Meier）。已完成、已取消或仍存续者按删失处理；以首次违约为准，不论版本。',
  },
  unit: 'count',
  shown: 'percent',
  dimension: 'month',
  cumulative: 'onwards',
  compounded: true,
  numerator: { from: ['planLives'], value: '1', by: 'planLives.survived', events: 'planLives.state' },
  denominator: { from: ['planLives'], value: '1', by: 'planLives.month', events: 'planLives.activated' },
};
