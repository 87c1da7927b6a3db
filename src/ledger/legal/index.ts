/** What other rooms may use of legal steps. */
export type * from './legal.decide.js';
export type * from './legal.events.js';
export * from './legal.state.js';
