/**
 * The kinds of edges at which every rule of every pack is tried: those that its examples state, and those at which the
 * program tries each example again.
 */
import type { Pack, RuleEntry, TestVector } from '../../../src/rules/index.js';
import { evaluatorNamed } from '../../../src/rules/evaluators/registry.js';
import { answers, strictness, told } from './answers.js';
import { NOT_APPLICABLE, reasonFor } from './exceptions.js';
import { statedEdges } from './stated.js';
import { askedDay, daysFrom, moved, zoneOf } from './moved.js';
import { aroundIts } from './second.js';

export const KINDS = ['second', 'dst', 'month', 'leap', 'zone', 'debts', 'late'] as const;
export type Kind = (typeof KINDS)[number];

/** What came of trying the examples of a rule at a kind of edge. */
export interface Tried {
  /** Examples that state the edge themselves. */
  readonly stated: number;
  readonly held: number;
  readonly otherwise: readonly string[];
  /** Why it cannot be tried at all. */
  readonly not?: string;
}

type Try = (pack: Pack, rule: RuleEntry, vector: TestVector) => readonly boolean[];

/** Days on which clocks change, by the beginning of the zone's name; zones that are not here have none today. */
const CLOCK_CHANGES = [
  ['America/', ['2026-03-08', '2025-11-02']],
  ['Europe/', ['2026-03-29', '2025-10-26']],
] as const;
const MONTH_ENDS = ['2026-02-28'];
const LEAP_DAYS = ['2024-02-29'];

function onDays(pack: Pack, rule: RuleEntry, vector: TestVector, days: readonly string[]): boolean[] {
  const asked = askedDay(pack, vector);
  if (asked === undefined) return [];
  const here = told(answers(pack, rule, vector));
  return days.map((day) => told(answers(pack, rule, moved(pack, vector, daysFrom(asked, day)))) === here);
}

function clockChanges(pack: Pack, vector: TestVector): readonly string[] {
  const zone = zoneOf(pack, vector);
  return CLOCK_CHANGES.find(([begins]) => zone.startsWith(begins))?.[1] ?? [];
}

/** Whatever one zone forbids is forbidden where nobody knows in which of them the person is. */
function unknownZone(pack: Pack, rule: RuleEntry, vector: TestVector): boolean[] {
  const { zones = [] } = pack;
  // Of a contact that happened nobody can say (docs/findings.md): only what is asked for must be in time everywhere.
  if (typeof vector.when?.['at'] !== 'string' || vector.when['asked'] === false) return [];
  const unknown = { ...vector, zones: undefined };
  const all = strictness(answers(pack, rule, unknown));
  const ends = [zones[0], zones.at(-1)] as string[];
  return ends.map((zone) => all >= strictness(answers({ ...pack, zones: [zone] }, rule, unknown)));
}

/** What may not be said of one debt may not be said of it and another. */
function twoDebts(pack: Pack, rule: RuleEntry, vector: TestVector): boolean[] {
  const { when } = vector;
  if (typeof when?.['at'] !== 'string') return [];
  const about = (debts: readonly string[], cases: readonly string[]): number =>
    strictness(answers(pack, rule, { ...vector, when: { ...when, debts, cases } }));
  const both = about(['debt-1', 'debt-2'], ['case-1', 'case-2']);
  return [both >= about(['debt-1'], ['case-1']), both >= about(['debt-2'], ['case-2'])];
}

/** What became known only years later says the same of the day. */
function recordedLate(pack: Pack, rule: RuleEntry, vector: TestVector): boolean[] {
  if (vector.given.length === 0) return [];
  const given = vector.given.map((fact) => ({ ...fact, rec: '2049-01-01T00:00:00Z' }));
  return [told(answers(pack, rule, { ...vector, given })) === told(answers(pack, rule, vector))];
}

const TRIES: Readonly<Record<Kind, Try>> = {
  second: aroundIts,
  dst: (pack, rule, vector) => onDays(pack, rule, vector, clockChanges(pack, vector)),
  month: (pack, rule, vector) => onDays(pack, rule, vector, MONTH_ENDS),
  leap: (pack, rule, vector) => onDays(pack, rule, vector, LEAP_DAYS),
  zone: unknownZone,
  debts: twoDebts,
  late: recordedLate,
};

/** Why a rule has nothing to try at a kind of edge. */
function notApplicable(kind: Kind, pack: Pack, rule: RuleEntry): string | undefined {
  const isDuty = evaluatorNamed(rule.evaluator)?.of === 'duty';
  if (kind === 'debts' && isDuty) return 'it judges no call';
  if (kind === 'zone' && isDuty) return "it counts dates of the case's own zone";
  const { zones = [] } = pack;
  if (kind === 'zone' && zones.length === 0) return "the pack names no zones: the case's own is taken";
  if (kind === 'zone' && zones.length === 1) return `the country has one zone, ${String(zones[0])}`;
  if (kind === 'dst' && rule.test_vectors.every((vector) => clockChanges(pack, vector).length === 0)) {
    return `clocks do not change in ${zoneOf(pack, rule.test_vectors[0] as TestVector)}`;
  }
  return undefined;
}

export function triedAt(kind: Kind, pack: Pack, rule: RuleEntry): Tried {
  const not = notApplicable(kind, pack, rule);
  if (not !== undefined) return { stated: 0, held: 0, otherwise: [], not };
  const results = rule.test_vectors.map((vector) => ({ name: vector.name, held: TRIES[kind](pack, rule, vector) }));
  return {
    not: reasonFor(NOT_APPLICABLE, rule.rule_id, kind),
    stated: statedEdges(kind, pack, rule),
    held: results.flatMap(({ held }) => held.filter(Boolean)).length,
    otherwise: results.filter(({ held }) => held.includes(false)).map(({ name }) => name),
  };
}
