/** What other rooms may use of placements. */
export type * from './placement.decide.js';
export type * from './placement.events.js';
export * from './placement.state.js';
