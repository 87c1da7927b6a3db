/** What other rooms may use of holds. */
export * from './dispute-holds.calc.js';
export * from './freeze-holds.calc.js';
export * from './hold.calc.js';
export * from './holds-at.calc.js';
export * from './party-holds.calc.js';
export * from './plan-holds.calc.js';
