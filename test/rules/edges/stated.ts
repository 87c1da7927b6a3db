/** Which examples of a rule state an edge themselves. */
import { Temporal } from 'temporal-polyfill';
import type { Pack, RuleEntry, TestVector } from '../../../src/rules/index.js';
import { answers, told } from './answers.js';
import type { Kind } from './kinds.js';
import { zoneOf } from './moved.js';

const SECOND = 1_000;

/** Every time that an example names, in order: instants and days. */
function timesOf({ given, when, as_of: asOf }: TestVector): string[] {
  const asked = when?.['at'];
  const times = [...given.flatMap(({ at }) => at), typeof asked === 'string' ? asked : '', asOf ?? ''];
  return times.filter((time) => time !== '');
}

function distance(a: string, b: string): number {
  return a.length === 10 && b.length === 10
    ? Math.abs(Date.parse(a) - Date.parse(b)) / 86_400
    : Math.abs(Date.parse(a) - Date.parse(b));
}

/** Two examples whose times are the same but for one second, or one day of those that count days, and whose answers differ. */
function isPair(a: TestVector, b: TestVector): boolean {
  const [first, second] = [timesOf(a), timesOf(b)];
  if (first.length !== second.length) return false;
  const apart = first.map((time, i) => distance(time, second[i] as string)).filter((by) => by > 0);
  return apart.length === 1 && (apart[0] as number) <= SECOND;
}

function seconds(pack: Pack, rule: RuleEntry): number {
  const vectors = rule.test_vectors;
  const said = vectors.map((vector) => told(answers(pack, rule, vector)));
  return vectors.filter((a, i) => vectors.some((b, j) => i !== j && said[i] !== said[j] && isPair(a, b))).length;
}

function localDays(pack: Pack, vector: TestVector): string[] {
  const zone = zoneOf(pack, vector);
  return timesOf(vector).map((time) =>
    time.length === 10 ? time : Temporal.Instant.from(time).toZonedDateTimeISO(zone).toPlainDate().toString(),
  );
}

function clockChangesOn(day: string, zone: string): boolean {
  const begin = Temporal.PlainDate.from(day).toZonedDateTime(zone);
  return begin.hoursInDay !== 24;
}

const STATES: Readonly<Record<Exclude<Kind, 'second'>, (pack: Pack, vector: TestVector) => boolean>> = {
  dst: (pack, vector) => localDays(pack, vector).some((day) => clockChangesOn(day, zoneOf(pack, vector))),
  month: (pack, vector) =>
    localDays(pack, vector).some((day) => {
      const date = Temporal.PlainDate.from(day);
      return date.day === date.daysInMonth || date.day === 1;
    }),
  leap: (pack, vector) => localDays(pack, vector).some((day) => day.endsWith('-02-29')),
  zone: (pack, { zones }) => (zones ?? pack.zones ?? []).length > 1,
  debts: (_pack, { when }) => Array.isArray(when?.['debts']) && when['debts'].length > 1,
  late: (_pack, { given }) => given.some(({ rec, data }) => rec !== undefined || data?.['receivedAt'] !== undefined),
};

export function statedEdges(kind: Kind, pack: Pack, rule: RuleEntry): number {
  if (kind === 'second') return seconds(pack, rule);
  return rule.test_vectors.filter((vector) => STATES[kind](pack, vector)).length;
}
