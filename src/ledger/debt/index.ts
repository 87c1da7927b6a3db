/** What other rooms may use of debts. */
export type * from './debt.decide.js';
export type * from './debt.events.js';
export * from './debt.state.js';
