/** One import as the command line asks for it: what comes out is a result, or a problem in the words of the API. */
import { Logger } from '@nestjs/common';
import { Problem, problem, type ProblemDetails } from '../http/problem.js';
import type { Runtime } from '../runtime.js';
import type { ImportLine } from './import-line.js';
import { ImportError, type ImportOptions, type ImportProgress } from './importer/options.js';
import { runImport } from './importer/run-import.js';
import { loadMapping, MappingError } from './mapping/index.js';
import { SourceError } from './sources/index.js';

/** The mapping is a name or a path. */
export type ImportRequest = Omit<ImportOptions, 'mapping'> & { readonly mapping: string };

/** The caller went away: nobody waits for the result any more. What was recorded stays. */
export class CallerGone extends Error {}

const STATUS: Readonly<Record<ImportError['code'], number>> = {
  'no-room': 507,
  ledger: 503,
  'in-progress': 423,
  'bad-portfolio': 422,
};

/** @throws CallerGone when `onProgress` throws it */
export async function importJob(
  runtime: Runtime,
  request: ImportRequest,
  onProgress: (progress: ImportProgress) => void,
): Promise<Exclude<ImportLine, { readonly progress: unknown }>> {
  try {
    const mapping = loadMapping(request.mapping);
    return { result: await runImport(runtime, { ...request, mapping }, onProgress) };
  } catch (error) {
    if (error instanceof CallerGone) throw error;
    return { problem: problemOf(error) };
  }
}

function problemOf(error: unknown): ProblemDetails {
  if (error instanceof ImportError) return problem(STATUS[error.code], error.code, error.message);
  if (error instanceof MappingError) return problem(400, `mapping-${error.code}`, error.message);
  if (error instanceof SourceError) return problem(400, `file-${error.code}`, error.message);
  if (error instanceof Problem) return error.details;
  const message = error instanceof Error ? error.message : String(error);
  new Logger('import').error(error instanceof Error ? (error.stack ?? message) : message);
  return problem(500, 'internal', `The import met an error of its own: ${message}. What was recorded stays.`);
}
