/** What other rooms may use of the rule book. */
export type * from './rulebook.events.js';
export type * from './rulebook.decide.js';
export * from './rulebook.state.js';
