/** What other rooms may use of erasures. */
export type * from './erasure.events.js';
export type * from './evidence.js';
