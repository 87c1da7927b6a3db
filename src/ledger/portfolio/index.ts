/** What other rooms may use of portfolios. */
export type * from './portfolio.decide.js';
export type * from './portfolio.events.js';
export * from './portfolio.policies.js';
export * from './portfolio.state.js';
