/** What other rooms may use of a case. */
export type * from './case.decide.js';
export type * from './case.events.js';
export * from './case.state.js';
