/** What other rooms may use of interest. */
export * from './day-count.calc.js';
export type * from './interest.decide.js';
export * from './interest.events.js';
export * from './interest-policies.js';
export * from './postings.calc.js';
export * from './rational.js';
export * from './terms.js';
