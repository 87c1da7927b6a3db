/** What other rooms may use of parties. */
export type * from './party.decide.js';
export type * from './party.events.js';
export * from './party.state.js';
export { reaches } from './reach.calc.js';
export * from './searched.calc.js';
export { WEEKDAYS } from './wish.calc.js';
