/** What other rooms may use of disputes. */
export type * from './dispute.decide.js';
export * from './dispute.events.js';
export * from './dispute.state.js';
