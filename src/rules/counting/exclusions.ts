/** Contacts that do not count towards a limit (12 CFR 1006.14(b)(3) and its like). */
import { addDays, localDate } from '../../ledger/dates.js';
import type { Act, Attempt } from '../dossier/attempt.js';
import { saidList, saidText, type Spell } from '../dossier/spell.js';
import type { Scene } from '../evaluator.js';

export interface Exclusions {
  /** Why a call did not connect to the number at all. */
  readonly excluded_causes?: readonly string[];
  readonly excluded_roles?: readonly string[];
  readonly excluded_purposes?: readonly string[];
  /** Purpose of a consent that takes contacts out of the count. */
  readonly excluded_by_consent?: string;
  /** Such a consent holds for so many consecutive days at most, the day on which it was given included. */
  readonly consent_days_max?: number;
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const EXCLUSIONS_SCHEMA = {
  excluded_causes: STRINGS,
  excluded_roles: STRINGS,
  excluded_purposes: STRINGS,
  excluded_by_consent: { type: 'string' },
  consent_days_max: { type: 'integer', minimum: 1 },
};

/** Whether a consent covers an act: given before it, not run out, for one of its debts. In every zone. */
function covers(spell: Spell, act: Act, zones: readonly string[], daysMax: number | undefined): boolean {
  const debts = saidList(spell, 'debts');
  if (debts !== undefined && !act.debts.every((debt) => debts.includes(debt))) return false;
  const until = saidText(spell, 'until');
  return zones.every((zone) => {
    const day = act.day ?? localDate(act.at, zone);
    const first = localDate(spell.from, zone);
    const inDays = daysMax === undefined || day <= addDays(first, daysMax - 1);
    return inDays && (until === undefined || day <= until);
  });
}

function consented(act: Act, { dossier, zones }: Scene, purpose: string, daysMax: number | undefined): boolean {
  return dossier
    .standing('consent', act.at, act.party)
    .some((spell) => saidText(spell, 'purpose') === purpose && covers(spell, act, zones, daysMax));
}

/** @param act the contact of the scene, or one that may count against it. */
export function isExcluded(act: Act | Attempt, scene: Scene, terms: Exclusions): boolean {
  const { excluded_causes, excluded_roles, excluded_purposes, excluded_by_consent, consent_days_max } = terms;
  const cause = 'notConnected' in act ? act.notConnected : undefined;
  if (cause !== undefined && excluded_causes?.includes(cause)) return true;
  if (act.role !== undefined && excluded_roles?.includes(act.role)) return true;
  if (excluded_purposes?.includes(act.purpose)) return true;
  return excluded_by_consent !== undefined && consented(act, scene, excluded_by_consent, consent_days_max);
}
