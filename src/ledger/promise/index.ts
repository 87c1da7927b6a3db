/** What other rooms may use of promises to pay. */
export * from './promise.calc.js';
export type * from './promise.decide.js';
export type * from './promise.events.js';
export * from './promise.state.js';
export * from './promises-at.calc.js';
