/**
 * What all packs together say of one contact: the strictest wins, and every rule that was consulted is listed, what could
 * not be evaluated too. Pure: the same dossier, act and packs give the same bytes.
 */
import type { RuleVerdict } from '../ledger/clearance/index.js';
import { localDate, toInstant, toMillis, type Millis } from '../ledger/dates.js';
import type { Act } from './dossier/attempt.js';
import type { Dossier } from './dossier/dossier.js';
import { zonesRecorded } from './dossier/zones.js';
import type { ContactEvaluator, Scene, Verdict } from './evaluator.js';
import { contactRules, type RuleInPlace } from './in-place.js';
import { noPackVerdicts } from './no-pack.js';
import { isInForce, type ActivePack, type Pack, type RuleEntry } from './pack.js';
import type { Place } from './place.js';

/** How far ahead the next allowed time is looked for, and in how many steps at most. */
export const NEXT_ALLOWED_DAYS_MAX = 400;
export const NEXT_ALLOWED_STEPS_MAX = 32;
const DAY_MS = 86_400_000;

/**
 * How packs are judged together. A decision is made again as it was made: 2 lists jurisdictions that have no pack, which 1
 * did not; 3 counts one call that was recorded on two cases once, where those before counted each record.
 */
export const JUDGE_VERSION = 3;

export interface Conduct {
  readonly act: Act;
  readonly id?: string;
  readonly asked?: Millis;
  readonly dossier: Dossier;
  readonly place: Place;
}

/** Outcomes that forbid; of an unverified rule none does. */
const FORBIDS: ReadonlySet<string> = new Set(['PROHIBITED', 'PRESUMED_VIOLATION', 'HOLD']);

function effectOf({ outcome_kind, verification }: RuleEntry): 'BLOCKS' | 'WARNS' {
  return FORBIDS.has(outcome_kind) && verification !== 'unverified' ? 'BLOCKS' : 'WARNS';
}

function nextText(next: Millis | null): string | null {
  return next === null ? null : toInstant(next);
}

function told({ rule: entry, names }: RuleInPlace, verdict: Verdict): RuleVerdict | undefined {
  const { rule, pack } = names;
  switch (verdict.is) {
    case 'NOT_CONCERNED':
      return undefined;
    case 'NOT_EVALUATED':
      return { rule, pack, outcome: 'NOT_EVALUATED', reason: verdict.reason, inputs: verdict.inputs };
    case 'ALLOWED': {
      const { reason, counters, inputs, flags } = verdict;
      return { rule, pack, outcome: 'ALLOWED', reason, counters, inputs, flags };
    }
    case 'BREACH': {
      const { reason, counters, inputs, next, debts, flags } = verdict;
      const effect = effectOf(entry);
      const outcome = entry.verification === 'unverified' ? 'ADVISORY' : entry.outcome_kind;
      return { rule, pack, outcome, effect, reason, counters, inputs, next: nextText(next), debts, flags };
    }
  }
}

/** The candidates of a pack: what was recorded of the person, else its own, else the case's zone. */
function zonesOf(pack: Pack, recorded: readonly string[], place: Place): readonly string[] {
  if (recorded.length > 0) return recorded;
  return pack.zones ?? [place.zone];
}

function verdictOf(one: RuleInPlace<ContactEvaluator>, scene: Scene): RuleVerdict | undefined {
  const { rule, evaluator, applies } = one;
  if (applies.is === 'NO') return undefined;
  const verdict = evaluator.evaluate(scene, rule.parameters);
  // What would say nothing need not be known.
  const isMoot = applies.is === 'YES' || verdict.is === 'NOT_CONCERNED';
  return told(one, isMoot ? verdict : { is: 'NOT_EVALUATED', reason: applies.reason });
}

/**
 * What every rule of every pack says of a contact, by pack and rule.
 * @param version of the judge.
 */
export function verdictsOf(
  conduct: Conduct,
  packs: readonly ActivePack[],
  version: number = JUDGE_VERSION,
): RuleVerdict[] {
  const { id, asked, dossier, place } = conduct;
  const { debts, cases } = conduct.act;
  // What names no debt is about all debts of its cases, asked or done.
  const act = debts.length > 0 ? conduct.act : { ...conduct.act, debts: dossier.debtsOf(cases) };
  const recorded = zonesRecorded(dossier, act);
  const zonesKnown = recorded.length > 0;
  const recordsCount = version < 3;
  const verdicts: RuleVerdict[] = [];
  // Findings come here some million times for a book: no list of lists, no copy of a copy.
  for (const { pack, rules } of contactRules(packs, place, act)) {
    const zones = zonesOf(pack, recorded, place);
    const day = localDate(act.at, zones[0] as string);
    for (const one of rules) {
      const { rule } = one;
      if (!isInForce(rule, day)) continue;
      const scene = { act, id, asked, dossier, place, zones, zonesKnown, pack, rule, recordsCount };
      const verdict = verdictOf(one, scene);
      if (verdict) verdicts.push(verdict);
    }
  }
  if (version > 1) verdicts.push(...noPackVerdicts(packs, place));
  return verdicts;
}

export function isPermitted(verdicts: readonly RuleVerdict[]): boolean {
  return verdicts.every(({ effect }) => effect !== 'BLOCKS');
}

/**
 * The first instant at which all rules allow the contact, by what is known: the latest of the rules' own times, asked
 * again until all agree. Null where no time does, or none was found within `NEXT_ALLOWED_DAYS_MAX`.
 * @param version of the judge that gave the verdicts.
 */
export function nextAllowed(
  conduct: Conduct,
  packs: readonly ActivePack[],
  verdicts: readonly RuleVerdict[],
  version: number = JUDGE_VERSION,
): Millis | null {
  let current = verdicts;
  let { at } = conduct.act;
  const last = at + NEXT_ALLOWED_DAYS_MAX * DAY_MS;
  for (let step = 0; step < NEXT_ALLOWED_STEPS_MAX; step++) {
    const blocking = current.filter(({ effect }) => effect === 'BLOCKS');
    if (blocking.length === 0) return at;
    let next = at;
    for (const verdict of blocking) {
      if (verdict.next === null || verdict.next === undefined) return null;
      next = Math.max(next, toMillis(verdict.next));
    }
    if (next <= at || next > last) return null;
    at = next;
    current = verdictsOf({ ...conduct, act: { ...conduct.act, at, day: undefined } }, packs, version);
  }
  return null;
}
