/** What other rooms may use of charges, adjustments and waivers. */
export type * from './charge.decide.js';
export type * from './charge.events.js';
