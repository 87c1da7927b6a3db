/** What the import route answers: a line now and then, at the end the result or why there is none. */
import type { ProblemDetails } from '../http/problem.js';
import type { ImportProgress, ImportResult } from './importer/options.js';

export type ImportLine =
  { readonly progress: ImportProgress } | { readonly result: ImportResult } | { readonly problem: ProblemDetails };
