/** What other rooms may use of notices of deadlines. */
export * from './deadline.calc.js';
export type * from './deadline.decide.js';
export type * from './deadline.events.js';
export * from './deadline.state.js';
