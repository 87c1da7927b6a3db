/** What other rooms may use of clearances. */
export type * from './clearance.events.js';
export * from './clearance.state.js';
export * from './lean.js';
export * from './clearance.decide.js';
export type * from './verdict.js';
