/** What other rooms may use of the record of reads and exports. */
export type * from './access.events.js';
export * from './access.decide.js';
export * from './access.state.js';
