/** What the local route of exports answers: a line now and then, at the end what was made or why nothing was. */
import type { ProblemDetails } from '../http/problem.js';
import type { PackMade, PackProgress } from './request.js';

export type ExportLine =
  { readonly progress: PackProgress } | { readonly made: PackMade } | { readonly problem: ProblemDetails };
