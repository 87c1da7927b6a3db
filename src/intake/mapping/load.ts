/** Loads a mapping: shipped by name, or from a file. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { compileMapping, type Mapping } from './compile/mapping.js';
import type { MappingDoc } from './document.js';
import { MappingError, pathText, type MappingProblem } from './problem.js';
import { shapeProblems } from './schema.js';
import { mappingFile, shippedMappings } from './shipped.js';
import { parseYaml } from './yaml.js';

/**
 * @param nameOrFile name of a shipped mapping, or path of a YAML file
 * @throws MappingError with sentences that name file, line, place and what to do
 */
export function loadMapping(nameOrFile: string): Mapping {
  const file = mappingFile(nameOrFile);
  if (file === undefined) {
    const message = `There is no mapping '${nameOrFile}': name a .yaml file, or one of ${shippedMappings().join(', ')}.`;
    throw new MappingError(nameOrFile, [message], 'missing');
  }
  return readMapping(basename(file), readFileSync(file, 'utf8'));
}

/**
 * Reads a mapping from its YAML text.
 * @param file how messages call it
 * @throws MappingError
 */
export function readMapping(file: string, text: string): Mapping {
  const parsed = parseYaml(text);
  const fail = (problems: readonly string[]): never => {
    throw new MappingError(
      file,
      problems.map((problem) => `${file}, ${problem}`),
    );
  };
  if (parsed.problems.length > 0) return fail(parsed.problems);
  const told = ({ path, message }: MappingProblem): string =>
    `line ${parsed.lineOf(path)}, ${pathText(path)}: ${message}`;
  const shape = shapeProblems(parsed.value);
  if (shape.length > 0) return fail(shape.map(told));
  const result = compileMapping(parsed.value as MappingDoc, createHash('sha256').update(text).digest('hex'));
  return result.ok ? result.mapping : fail(result.problems.map(told));
}
