/** What other rooms may use of registers. */
export * from './entries-at.calc.js';
export * from './entries.state.js';
export type * from './field.js';
export * from './register.js';
export { DECIMAL, SHA256 } from './field-checks.js';
export * from './sample.js';
export * from './routes.js';
export * from './said.calc.js';
