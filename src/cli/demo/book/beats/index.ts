/** The words in which stories are written. */
export * from './amounts.js';
export * from './care.js';
export * from './contacts.js';
export * from './frame.js';
export * from './interest.js';
export * from './legal.js';
export * from './money.js';
export * from './plans.js';
export * from './promises.js';
