/** What other rooms may use of delinquency. */
export * from './account.calc.js';
export * from './bucket-tables.calc.js';
export type * from './delinquency.decide.js';
export type * from './delinquency.events.js';
export { sameState, type DebtState, type DebtStep, type Report } from './debt-file.calc.js';
export * from './delinquency.calc.js';
export * from './deferral.calc.js';
export * from './table-for.calc.js';
