/** What other rooms may use of payments and the account. */
export * from './account.state.js';
export * from './allocation.calc.js';
export * from './counted.calc.js';
export { newBook } from './book.state.js';
export * from './journal.calc.js';
export { isPostedLater, NOTHING_LEFT } from './left.calc.js';
export type * from './payment.decide.js';
export type * from './payment.events.js';
export * from './payment.state.js';
export * from './posting.calc.js';
export { step } from './replay.calc.js';
export * from './waterfall.js';
export * from './waterfall-steps.js';
export * from './waterfalls.js';
