/** Reads a pack: YAML to data, checked against the schema and against what this program can evaluate. */
import { createHash } from 'node:crypto';
import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { parseDocument } from 'yaml';
import { canonical, type Json } from '../seal/canonical.js';
import { isZone } from '../ledger/dates.js';
import { evaluatorNamed } from './evaluators/registry.js';
import { PACK_SCHEMA } from './pack.schema.js';
import { ruleName, type ActivePack, type Pack, type RuleEntry } from './pack.js';
import { isBadWindow, isCalendarId, parseWindow } from './time/index.js';

/** A pack file larger than this is refused: its content becomes one fact when it is activated. */
export const PACK_BYTES_MAX = 200 * 1024;

/** What is wrong with a pack, one sentence each. Nothing of it is used. */
export interface BadPack {
  readonly kind: 'bad-pack';
  readonly problems: readonly string[];
}

const ajv = new Ajv2020({ allErrors: true, strict: false });
ajvFormats.default(ajv);
ajv.addFormat('time-of-day', (text: string) => !isBadWindow(parseWindow({ start: '00:00:01', end: text })));
const isPack = ajv.compile<Pack>(PACK_SCHEMA);
/** Compiled once for each evaluator: a memo, not a state. */
const parameterChecks = new Map<string, ValidateFunction>();

function sentence({ instancePath, message = 'is wrong', params }: ErrorObject): string {
  const extra = (params as { additionalProperty?: string }).additionalProperty;
  const where = instancePath === '' ? 'the pack' : instancePath.slice(1).replaceAll('/', '.');
  return `${where} ${message}${extra === undefined ? '' : ` ('${extra}')`}.`;
}

function parameterProblems(rule: RuleEntry): string[] {
  const evaluator = evaluatorNamed(rule.evaluator);
  const name = ruleName(rule);
  if (!evaluator) return [`${name} names the evaluator ${rule.evaluator}, which this program does not have.`];
  let check = parameterChecks.get(evaluator.name);
  if (!check) parameterChecks.set(evaluator.name, (check = ajv.compile(evaluator.parameters)));
  if (check(rule.parameters)) return [];
  return (check.errors ?? []).map((error) => `${name}: parameters: ${sentence(error)}`);
}

function datesProblems(rule: RuleEntry): string[] {
  const { in_force_from, in_force_to } = rule;
  if (in_force_to === undefined || in_force_from < in_force_to) return [];
  return [`${ruleName(rule)}: in_force_to is the first day on which it no longer holds: it comes after in_force_from.`];
}

function packProblems(pack: Pack): string[] {
  const names = pack.rules.map(ruleName);
  const double = names.find((name, i) => names.indexOf(name) !== i);
  return [
    ...(double === undefined ? [] : [`${double} stands there twice: give the other another version.`]),
    ...(pack.zones ?? []).flatMap((zone) => (isZone(zone) ? [] : [`zones: '${zone}' is no IANA time zone.`])),
    ...(pack.calendar === undefined || isCalendarId(pack.calendar)
      ? []
      : [`calendar: there is no calendar '${pack.calendar}'.`]),
    ...pack.rules.flatMap((rule) => [...datesProblems(rule), ...parameterProblems(rule)]),
  ];
}

function bad(problems: readonly string[]): BadPack {
  return { kind: 'bad-pack', problems };
}

/** Data as a pack with its digest, or all that is wrong with it. */
export function checkPack(data: unknown): ActivePack | BadPack {
  if (!isPack(data)) return bad((isPack.errors ?? []).map(sentence));
  const problems = packProblems(data);
  if (problems.length > 0) return bad(problems);
  let bytes: string;
  try {
    bytes = canonical(data as unknown as Json);
  } catch (error) {
    return bad([
      `the pack cannot be written in one way only: ${error instanceof Error ? error.message : 'bad value'}.`,
    ]);
  }
  if (Buffer.byteLength(bytes) > PACK_BYTES_MAX) return bad([`the pack has more than ${PACK_BYTES_MAX} bytes.`]);
  return { pack: data, digest: createHash('sha256').update(bytes).digest('hex') };
}

/** A pack file as text. */
export function parsePack(text: string): ActivePack | BadPack {
  const document = parseDocument(text);
  if (document.errors.length > 0) return bad(document.errors.map(({ message }) => message.split('\n')[0] ?? message));
  return checkPack(document.toJS({ maxAliasCount: 100 }));
}
