/** What other rooms may use of notices of buckets. */
export * from './bucket.calc.js';
export type * from './bucket.decide.js';
export type * from './bucket.events.js';
export * from './bucket.state.js';
