/**
 * How often within some consecutive local dates: calls placed, conversations, effective conversations, unanswered dials,
 * visits; by person, by person and debt, or by contact point. Counted in every candidate zone; the highest count decides.
 * Where it depends on calls of which nobody told whether they count (a conversation of which nobody said whether it was
 * effective), nobody can say.
 */
import { addDays, dayNumber, fromDayNumber, type CivilDate } from '../../ledger/dates.js';
import { around } from '../counting/around.js';
import { excusedBy, EXCLUSIONS_SCHEMA, isLeftOut, type Exclusions } from '../counting/exclusions.js';
import { COUNTED_BY, debtOfKey, keysOf, type CountedBy } from '../counting/keys.js';
import { patternsOf, PATTERNS_SCHEMA, type Patterns } from '../counting/patterns.js';
import { countsAs, DOUBTED, mayCountAs, mayHaveBeen, UNITS, type UnitTerms } from '../counting/units.js';
import { firstInstantOn, localDayNumber } from '../time/index.js';
import type { Act, Attempt } from '../dossier/attempt.js';
import { once } from '../dossier/interaction.js';
import type { Spell } from '../dossier/spell.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Frequency extends UnitTerms, Exclusions {
  readonly max: number;
  /** Consecutive local dates, the day of the contact included. */
  readonly window_days: number;
  readonly by: CountedBy;
  /** Roles of the persons whose contacts count and are limited; all where left out. */
  readonly roles?: readonly string[];
  /** Patterns that are said beside the count. */
  readonly patterns?: Patterns;
}

/** Event ids that a verdict names at most: the latest of them. */
const INPUTS_MAX = 64;

/** Days since 1970-01-01 on the calendar of a zone. */
function dayIn({ at, day }: Act, zone: string): number {
  return day === undefined ? localDayNumber(at, zone) : dayNumber(day);
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

/** In the zone that counts most. */
function countOn(
  attempts: readonly Attempt[],
  zones: readonly string[],
  dayOf: (zone: string) => number,
  days: number,
): readonly Attempt[] {
  let best: readonly Dated[] = [];
  for (const zone of zones) {
    const dated = attempts.map((attempt) => ({ attempt, day: dayIn(attempt, zone) }));
    const inside = fullest(dated, dayOf(zone), days);
    if (inside.length > best.length) best = inside;
  }
  return best.map(({ attempt }) => attempt);
}

/** First date on which one more is not too many; undefined where none ever is. */
function nextDate(scene: Scene, over: readonly Tally[], terms: Frequency): CivilDate | undefined {
  const { max, window_days: days } = terms;
  if (max === 0) return undefined;
  const latest = fromDayNumber(Math.max(...scene.zones.map((zone) => dayIn(scene.act, zone))));
  // Within two windows there is one: what is reserved after the contact may fill the first.
  for (let ahead = 1; ahead <= 2 * days; ahead++) {
    const date = addDays(latest, ahead);
    const day = dayNumber(date);
    if (over.every(({ all }) => countOn(all, scene.zones, () => day, days).length < max)) return date;
  }
  return undefined;
}

function isLimited(act: Act | Attempt, scene: Scene, terms: Frequency): boolean {
  const { roles } = terms;
  if (roles !== undefined && !roles.includes(act.role ?? 'DEBTOR')) return false;
  return !isLeftOut(act, scene, terms);
}

/** The act's own record, of one that happened. */
function ownOf({ id, asked, dossier }: Scene): Attempt | undefined {
  return asked === undefined && id !== undefined ? dossier.attempt(id) : undefined;
}

/** What counts under one key. */
interface Tally {
  readonly debt?: string;
  readonly all: readonly Attempt[];
  /** Those of the fullest window. */
  readonly inside: readonly Attempt[];
  /** The consent that takes the act itself out of the count. */
  readonly consent?: Spell;
}

type Counts = (attempt: Attempt, terms: UnitTerms) => boolean;

function talliesOf(scene: Scene, keys: readonly string[], terms: Frequency, counts: Counts): Tally[] {
  const { act, zones } = scene;
  const relevant = around(scene, terms.window_days).filter(
    (attempt) => counts(attempt, terms) && isLimited(attempt, scene, terms),
  );
  return keys.map((key) => {
    const debt = terms.by === 'PERSON_DEBT' && act.debts.length > 0 ? debtOfKey(key) : undefined;
    const all = once(
      relevant.filter((attempt) => keysOf(attempt, terms.by).includes(key) && !excusedBy(attempt, scene, terms, debt)),
      scene.recordsCount,
    );
    const inside = countOn(all, zones, (zone) => dayIn(act, zone), terms.window_days);
    return { debt, all, inside, consent: excusedBy(act, scene, terms, debt) };
  });
}

function counterNames({ unit, max, window_days }: Frequency, count: number): Record<string, number> {
  return { [unit.toLowerCase()]: count, max, window_days };
}

function countsOrMay(attempt: Attempt, terms: UnitTerms): boolean {
  return countsAs(attempt, terms) || mayHaveBeen(attempt, terms);
}

/** Event ids of the calls that nobody told enough of, where the limit is passed if they count. */
function inDoubt(scene: Scene, keys: readonly string[], terms: Frequency): readonly string[] | undefined {
  const own = ownOf(scene);
  if (own && !countsOrMay(own, terms)) return undefined;
  const over = talliesOf(scene, keys, terms, countsOrMay).find(
    ({ consent, inside }) => consent === undefined && inside.length + 1 > terms.max,
  );
  const untold = over?.inside.filter((attempt) => !countsAs(attempt, terms)).map(({ event }) => event);
  return untold?.slice(-INPUTS_MAX);
}

function evaluateKnown(scene: Scene, terms: Frequency): Verdict {
  const { act, zones } = scene;
  const own = ownOf(scene);
  if (!mayCountAs(act, terms) || !isLimited(own ?? act, scene, terms)) return NOT_CONCERNED;
  const keys = keysOf(act, terms.by);
  if (keys.length === 0) return { is: 'NOT_EVALUATED', reason: 'contact-point-not-named' };
  const tallies = talliesOf(scene, keys, terms, countsAs);
  const limited = tallies.filter(({ consent }) => consent === undefined);
  if (limited.length === 0) {
    return { is: 'ALLOWED', reason: 'consent', inputs: tallies.flatMap(({ consent }) => consent?.event ?? []) };
  }
  // A call that was not answered is no conversation.
  const self = own === undefined || countsAs(own, terms) ? 1 : 0;
  const most = limited.reduce((best, one) => (one.inside.length > best.inside.length ? one : best));
  const counters = counterNames(terms, most.inside.length + self);
  const inputs = most.inside.slice(-INPUTS_MAX).map(({ event }) => event);
  const said = terms.patterns === undefined ? [] : patternsOf(scene, most.inside, terms.patterns);
  const flags = said.length > 0 ? said : undefined;
  const over = limited.filter(({ inside }) => inside.length + self > terms.max);
  if (self === 0 || over.length === 0) return { is: 'ALLOWED', counters, inputs, flags };
  const date = nextDate(scene, over, terms);
  const next = date === undefined ? null : (firstInstantOn(date, zones) ?? null);
  const debts = terms.by === 'PERSON_DEBT' ? over.flatMap(({ debt }) => debt ?? []) : undefined;
  const reason = `too-many-${terms.unit.toLowerCase().replaceAll('_', '-')}`;
  return { is: 'BREACH', reason, counters, inputs, next, debts, flags };
}

function evaluate(scene: Scene, terms: Frequency): Verdict {
  const verdict = evaluateKnown(scene, terms);
  if (verdict.is !== 'ALLOWED' || verdict.reason === 'consent' || !DOUBTED.has(terms.unit)) return verdict;
  const inputs = inDoubt(scene, keysOf(scene.act, terms.by), terms);
  return inputs === undefined ? verdict : { is: 'NOT_EVALUATED', reason: 'outcome-of-calls-not-known', inputs };
}

const PARAMETERS = {
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
    patterns: PATTERNS_SCHEMA,
    ...EXCLUSIONS_SCHEMA,
  },
};

export const frequency: ContactEvaluator<Frequency> = {
  of: 'contact',
  name: 'frequency@1.0.0',
  parameters: PARAMETERS,
  evaluate,
};
