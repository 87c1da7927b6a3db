/**
 * How often within some consecutive local dates: calls placed, conversations, effective conversations, unanswered dials,
 * visits; by person, by person and debt, or by contact point. Counted in every candidate zone; the highest count decides.
 */
import { addDays, dayNumber, localDate, type CivilDate } from '../../ledger/dates.js';
import { around } from '../counting/around.js';
import { COUNTED_BY, debtOfKey, keysOf, type CountedBy } from '../counting/keys.js';
import { countsAs, mayCountAs, UNITS, type UnitTerms } from '../counting/units.js';
import { isExcluded, EXCLUSIONS_SCHEMA, type Exclusions } from '../counting/exclusions.js';
import { firstInstantOn } from '../time/index.js';
import type { Act, Attempt } from '../dossier/attempt.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Frequency extends UnitTerms, Exclusions {
  readonly max: number;
  /** Consecutive local dates, the day of the contact included. */
  readonly window_days: number;
  readonly by: CountedBy;
  /** Roles of the persons whose contacts count and are limited; all where left out. */
  readonly roles?: readonly string[];
}

/** Event ids that a verdict names at most: the latest of them. */
const INPUTS_MAX = 64;

function dateIn({ at, day, zone }: Act, candidate: string): CivilDate {
  return day ?? localDate(at, zone ?? candidate);
}

interface Counted {
  readonly count: number;
  readonly attempts: readonly Attempt[];
}

interface Dated {
  readonly day: number;
  readonly attempt: Attempt;
}

/** The fullest window of dates that holds a day: of what happened the one that ends on it, of what is asked any. */
function fullest(dated: readonly Dated[], day: number, days: number): readonly Dated[] {
  let best: readonly Dated[] = [];
  const ends = new Set([day, ...dated.map((one) => one.day).filter((other) => other > day && other < day + days)]);
  for (const end of ends) {
    const inside = dated.filter((one) => one.day > end - days && one.day <= end);
    if (inside.length > best.length) best = inside;
  }
  return best;
}

/** Under one key, in the zone that counts most. */
function countOn(
  attempts: readonly Attempt[],
  zones: readonly string[],
  date: (zone: string) => CivilDate,
  days: number,
): Counted {
  let best: readonly Dated[] = [];
  for (const zone of zones) {
    const dated = attempts.map((attempt) => ({ attempt, day: dayNumber(dateIn(attempt, zone)) }));
    const inside = fullest(dated, dayNumber(date(zone)), days);
    if (inside.length > best.length) best = inside;
  }
  return { count: best.length, attempts: best.map(({ attempt }) => attempt) };
}

/** First date on which one more is not too many; within two windows there is one. */
function nextDate(scene: Scene, counted: readonly (readonly Attempt[])[], { max, window_days }: Frequency): CivilDate {
  const { zones, act } = scene;
  const latest = zones
    .map((zone) => dateIn(act, zone))
    .sort()
    .at(-1) as CivilDate;
  for (let ahead = 1; ; ahead++) {
    const date = addDays(latest, ahead);
    const fits = counted.every((attempts) => countOn(attempts, zones, () => date, window_days).count < max);
    if (fits || ahead > 2 * window_days) return date;
  }
}

function concerns(scene: Scene, terms: Frequency): boolean {
  const { act } = scene;
  if (terms.roles !== undefined && !terms.roles.includes(act.role ?? 'DEBTOR')) return false;
  return mayCountAs(act, terms) && !isExcluded(act, scene, terms);
}

/** Whether the act itself is one of the unit: a call that was not answered is no conversation. */
function countsItself({ id, asked, dossier }: Scene, terms: Frequency): boolean {
  if (asked !== undefined || id === undefined) return true;
  const attempt = dossier.attempt(id);
  return attempt !== undefined && countsAs(attempt, terms);
}

function counterNames({ unit, max, window_days }: Frequency, count: number): Record<string, number> {
  return { [unit.toLowerCase()]: count, max, window_days };
}

function evaluate(scene: Scene, terms: Frequency): Verdict {
  if (!concerns(scene, terms)) return NOT_CONCERNED;
  const { act, zones } = scene;
  const keys = keysOf(act, terms.by);
  if (keys.length === 0) return { is: 'NOT_EVALUATED', reason: 'contact-point-not-named' };
  const relevant = around(scene, terms.window_days).filter(
    (attempt) =>
      countsAs(attempt, terms) &&
      (terms.roles === undefined || terms.roles.includes(attempt.role ?? 'DEBTOR')) &&
      !isExcluded(attempt, scene, terms),
  );
  const own = countsItself(scene, terms) ? 1 : 0;
  const byKey = keys.map((key) => ({ key, attempts: relevant.filter((one) => keysOf(one, terms.by).includes(key)) }));
  const counted = byKey.map(({ key, attempts }) => ({
    key,
    ...countOn(attempts, zones, (zone) => dateIn(act, zone), terms.window_days),
    all: attempts,
  }));
  const most = counted.reduce((best, one) => (one.count > best.count ? one : best));
  const counters = counterNames(terms, most.count + own);
  const inputs = most.attempts.slice(-INPUTS_MAX).map(({ event }) => event);
  const over = counted.filter(({ count }) => count + own > terms.max);
  if (own === 0 || over.length === 0) return { is: 'ALLOWED', counters, inputs };
  const next =
    firstInstantOn(
      nextDate(
        scene,
        over.map(({ all }) => all),
        terms,
      ),
      zones,
    ) ?? null;
  const debts = terms.by === 'PERSON_DEBT' ? over.map(({ key }) => debtOfKey(key)) : undefined;
  return {
    is: 'BREACH',
    reason: `too-many-${terms.unit.toLowerCase().replaceAll('_', '-')}`,
    counters,
    inputs,
    next,
    debts,
  };
}

export const frequency: ContactEvaluator<Frequency> = {
  of: 'contact',
  name: 'frequency@1.0.0',
  parameters: {
    type: 'object',
    required: ['unit', 'max', 'window_days', 'by'],
    additionalProperties: false,
    properties: {
      unit: { enum: UNITS },
      max: { type: 'integer', minimum: 0 },
      window_days: { type: 'integer', minimum: 1, maximum: 366 },
      by: { enum: COUNTED_BY },
      roles: { type: 'array', items: { type: 'string' } },
      effective_min_seconds: { type: 'integer', minimum: 0 },
      ...EXCLUSIONS_SCHEMA,
    },
  },
  evaluate,
};
