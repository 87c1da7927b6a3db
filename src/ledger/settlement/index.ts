/** What other rooms may use of settlements. */
export * from './settlement.calc.js';
export type * from './settlement.decide.js';
export * from './settlement.events.js';
export * from './settlement.state.js';
