/** What other rooms may use of complaints. */
export type * from './complaint.decide.js';
export type * from './complaint.events.js';
export * from './complaint.state.js';
