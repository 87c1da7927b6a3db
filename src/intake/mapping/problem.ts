/** What is wrong with a mapping, where, and what to do: one sentence each. */

/** Where in the mapping: names and numbers from the top, as in `rows/2/do/0/with/amount`. */
export type Path = readonly (string | number)[];

export interface MappingProblem {
  readonly path: Path;
  readonly message: string;
}

/** The mapping cannot be used. `message` lists every problem with file, line and path. */
export class MappingError extends Error {
  override readonly name = 'MappingError';
  constructor(
    readonly file: string,
    readonly problems: readonly string[],
    readonly code: 'missing' | 'invalid' = 'invalid',
  ) {
    super(problems.length === 1 ? problems[0] : `${file}:\n${problems.map((p) => `  ${p}`).join('\n')}`);
  }
}

export function pathText(path: Path): string {
  return path.length === 0 ? 'the mapping' : path.join('/');
}
