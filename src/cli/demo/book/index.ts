/** The sample book of `quittance demo`. */
export { BOOK_DAYS, bookCases, demoBook, type BookCase } from './book.js';
export { resolve, type DemoStep, type IdOf, type Keyed, type ResolvedStep, type Symbolic } from './step.js';
