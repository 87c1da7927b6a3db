/** Reads a pack: YAML to data, checked against the schema and against what this program can evaluate. */
import { createHash } from 'node:crypto';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { canonical, type Json } from '../seal/canonical.js';
import { isZone } from '../ledger/dates.js';
import { evaluatorNamed } from './evaluators/registry.js';
import { PACK_SCHEMA } from './pack.schema.js';
import { ruleName, type ActivePack, type Pack, type RuleEntry } from './pack.js';
import { isBadWindow, isCalendarId, parseWindow } from './time/index.js';

/** A pack file larger than this is refused: its content becomes one fact when it is activated. */
export const PACK_BYTES_MAX = 200 * 1024;

/** One thing that is wrong with a pack. */
export interface PackProblem {
  /** Members on the way to it: `rules`, 3, `parameters`, `max`. Empty: the pack as a whole. */
  readonly path: readonly (string | number)[];
  readonly message: string;
  /** Line of the file, from 1, where it was read from one. */
  readonly line?: number;
}

/** What is wrong with a pack. Nothing of it is used. */
export interface BadPack {
  readonly kind: 'bad-pack';
  readonly found: readonly PackProblem[];
  /** The same, one sentence each. */
  readonly problems: readonly string[];
}

interface Checks {
  readonly ajv: Ajv2020;
  readonly isPack: ValidateFunction<Pack>;
}

/** Compiled when the first pack is read: most commands read none. A memo, not a state. */
let compiled: Checks | undefined;

function checks(): Checks {
  if (compiled) return compiled;
  const ajv = new Ajv2020({ allErrors: true, strict: false });
  ajvFormats.default(ajv);
  ajv.addFormat('time-of-day', (text: string) => !isBadWindow(parseWindow({ start: '00:00:01', end: text })));
  compiled = { ajv, isPack: ajv.compile<Pack>(PACK_SCHEMA) };
  return compiled;
}

/** Compiled once for each evaluator: a memo, not a state. */
const parameterChecks = new Map<string, ValidateFunction>();

/** Where a problem lies, for people: `line 41: rules.3.parameters.max`. */
export function placeOfProblem({ path, line }: PackProblem): string {
  const where = path.length === 0 ? 'the pack' : path.join('.');
  return line === undefined ? where : `line ${line}: ${where}`;
}

function bad(found: readonly PackProblem[]): BadPack {
  const problems = found.map((problem) => `${placeOfProblem(problem)} ${problem.message}`);
  return { kind: 'bad-pack', found, problems };
}

/** A place and what is wrong there. */
function at(path: PackProblem['path'], message: string): PackProblem {
  return { path, message };
}

/** JSON pointer to members; numbers are places in a list. */
function pathOf(pointer: string): (string | number)[] {
  const parts = pointer.split('/').slice(1);
  return parts.map((part) => (/^\d+$/.test(part) ? Number(part) : part.replaceAll('~1', '/').replaceAll('~0', '~')));
}

function fromSchema({ instancePath, message = 'is wrong', params }: ErrorObject): PackProblem {
  const { additionalProperty, allowedValues } = params as { additionalProperty?: string; allowedValues?: unknown[] };
  const which = allowedValues ? `: ${allowedValues.join(', ')}` : '';
  const extra = additionalProperty === undefined ? '' : ` ('${additionalProperty}')`;
  return at(pathOf(instancePath), `${message}${which}${extra}.`);
}

function parameterProblems(rule: RuleEntry, path: PackProblem['path']): PackProblem[] {
  const evaluator = evaluatorNamed(rule.evaluator);
  if (!evaluator) {
    const message = `is ${rule.evaluator} in ${ruleName(rule)}, an evaluator that this program does not have.`;
    return [at([...path, 'evaluator'], message)];
  }
  let check = parameterChecks.get(evaluator.name);
  if (!check) parameterChecks.set(evaluator.name, (check = checks().ajv.compile(evaluator.parameters)));
  if (check(rule.parameters)) return [];
  return (check.errors ?? []).map((error) => {
    const problem = fromSchema(error);
    return at([...path, 'parameters', ...problem.path], `of ${ruleName(rule)} ${problem.message}`);
  });
}

function datesProblems(rule: RuleEntry, path: PackProblem['path']): PackProblem[] {
  const { in_force_from, in_force_to } = rule;
  if (in_force_to === undefined || in_force_from < in_force_to) return [];
  const message = `of ${ruleName(rule)} is the first day on which it no longer holds: it comes after in_force_from.`;
  return [at([...path, 'in_force_to'], message)];
}

function packProblems(pack: Pack): PackProblem[] {
  const names = pack.rules.map(ruleName);
  const double = names.flatMap((name, i) => (names.indexOf(name) < i ? [[name, i] as const] : []));
  return [
    ...double.map(([name, i]) =>
      at(['rules', i, 'version'], `${name} stands there twice: give the other another version.`),
    ),
    ...(pack.zones ?? []).flatMap((zone, i) =>
      isZone(zone) ? [] : [at(['zones', i], `'${zone}' is no IANA time zone.`)],
    ),
    ...(pack.calendar === undefined || isCalendarId(pack.calendar)
      ? []
      : [at(['calendar'], `there is no calendar '${pack.calendar}'.`)]),
    ...pack.rules.flatMap((rule, i) => [
      ...datesProblems(rule, ['rules', i]),
      ...parameterProblems(rule, ['rules', i]),
    ]),
  ];
}

/** Data as a pack with its digest, or all that is wrong with it. */
export function checkPack(data: unknown): ActivePack | BadPack {
  const { isPack } = checks();
  if (!isPack(data)) return bad((isPack.errors ?? []).map(fromSchema));
  const problems = packProblems(data);
  if (problems.length > 0) return bad(problems);
  let bytes: string;
  try {
    bytes = canonical(data as unknown as Json);
  } catch (error) {
    const why = error instanceof Error ? error.message : 'bad value';
    return bad([at([], `cannot be written in one way only: ${why}.`)]);
  }
  if (Buffer.byteLength(bytes) > PACK_BYTES_MAX) return bad([at([], `has more than ${PACK_BYTES_MAX} bytes.`)]);
  return { pack: data, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** The line in which a member stands, or the nearest one above it. */
function lineOf(document: Document, lines: LineCounter, path: PackProblem['path']): number | undefined {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true) as { range?: readonly number[] | null } | undefined;
    const start = node?.range?.[0];
    if (start !== undefined) return lines.linePos(start).line;
  }
  return undefined;
}

/** A pack file as text. */
export function parsePack(text: string): ActivePack | BadPack {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter });
  if (document.errors.length > 0) {
    return bad(
      document.errors.map(({ message, linePos }) => {
        const [first = message] = message.split('\n');
        return { path: [], message: `is no YAML: ${first.replace(/ at line .*$/, '')}.`, line: linePos?.[0].line };
      }),
    );
  }
  let data: unknown;
  try {
    data = document.toJS({ maxAliasCount: 100 });
  } catch (error) {
    return bad([at([], `cannot be read: ${error instanceof Error ? error.message : 'bad YAML'}.`)]);
  }
  const checked = checkPack(data);
  if (!('found' in checked)) return checked;
  return bad(checked.found.map((problem) => ({ ...problem, line: lineOf(document, lineCounter, problem.path) })));
}
