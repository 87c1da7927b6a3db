/** What other rooms may use of contacts. */
export type * from './contact.decide.js';
export type * from './contact.events.js';
export * from './contact.state.js';
