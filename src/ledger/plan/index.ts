/** What other rooms may use of repayment plans, deferrals and holds. */
export * from './affordability.calc.js';
export * from './break-rule.calc.js';
export * from './plan.calc.js';
export type * from './plan.decide.js';
export * from './plan.events.js';
export { isNoticed, type NoticedInstalment, type NoticePlan } from './plan-notice.decide.js';
export * from './plan.state.js';
export * from './plans-at.calc.js';
export * from './schedule.calc.js';
