/** The pack that somebody wants to activate: one that ships, one that decided before, or their own as YAML. */
import { Problem } from '../http/problem.js';
import {
  parsePack,
  placeOfProblem,
  runVectors,
  type ActivePack,
  type BadPack,
  type VectorResult,
} from '../rules/index.js';

/** Problems that one answer lists. */
const LISTED_MAX = 100;

export function badPackProblem({ found }: BadPack): Problem {
  const detail = `The pack cannot be used: ${found.length === 1 ? 'one thing is' : `${found.length} things are`} wrong. Nothing was activated.`;
  const errors = found
    .slice(0, LISTED_MAX)
    .map((problem) => ({ field: placeOfProblem(problem), message: problem.message }));
  return Problem.of(422, 'bad-pack', detail, { errors });
}

export function failedVectors(pack: ActivePack): VectorResult[] {
  return runVectors(pack.pack).filter(({ differs }) => differs.length > 0);
}

function vectorsProblem(failed: readonly VectorResult[]): Problem {
  const detail = `${failed.length} of the pack's own examples ${failed.length === 1 ? 'does' : 'do'} not hold: it is not activated.`;
  const errors = failed
    .slice(0, LISTED_MAX)
    .map(({ rule, name, differs }) => ({ field: `${rule}: ${name}`, message: differs.join(' ') }));
  return Problem.of(422, 'vectors-fail', detail, { errors });
}

/**
 * The pack of a file.
 * @throws Problem where it is none.
 */
export function packFromYaml(yaml: string): ActivePack {
  const pack = parsePack(yaml);
  if ('found' in pack) throw badPackProblem(pack);
  return pack;
}

/**
 * The pack itself, once its own examples hold under this program.
 * @throws Problem where one does not.
 */
export function withGoodExamples(pack: ActivePack): ActivePack {
  const failed = failedVectors(pack);
  if (failed.length > 0) throw vectorsProblem(failed);
  return pack;
}
