/** Contacts that do not count towards a limit (12 CFR 1006.14(b)(3) and its like). */
import type { Act, Attempt } from '../dossier/attempt.js';
import { consentTo } from '../dossier/consents.js';
import { placeOfPoint } from '../dossier/point-place.js';
import type { Spell } from '../dossier/spell.js';
import type { Scene } from '../evaluator.js';

export interface Exclusions {
  /** Why a call did not connect to the number at all. */
  readonly excluded_causes?: readonly string[];
  readonly excluded_roles?: readonly string[];
  readonly excluded_purposes?: readonly string[];
  /** Places that the limit is not about: HOME, WORK, OTHER. */
  readonly excluded_places?: readonly string[];
  /** Purpose of a consent that takes contacts out of the count. */
  readonly excluded_by_consent?: string;
  /** Such a consent holds for so many consecutive days at most, the day on which it was given included. */
  readonly consent_days_max?: number;
  /** Only a consent that was given directly to who collects. */
  readonly consent_direct?: boolean;
}

const STRINGS = { type: 'array', items: { type: 'string' } };

export const EXCLUSIONS_SCHEMA = {
  excluded_causes: STRINGS,
  excluded_roles: STRINGS,
  excluded_purposes: STRINGS,
  excluded_places: STRINGS,
  excluded_by_consent: { type: 'string' },
  consent_days_max: { type: 'integer', minimum: 1 },
  consent_direct: { type: 'boolean' },
};

/** Whether an act is none that the limit counts, whoever agreed to what. */
export function isLeftOut(act: Act | Attempt, scene: Scene, terms: Exclusions): boolean {
  const { excluded_causes, excluded_roles, excluded_purposes, excluded_places } = terms;
  const cause = 'notConnected' in act ? act.notConnected : undefined;
  if (cause !== undefined && excluded_causes?.includes(cause)) return true;
  if (act.role !== undefined && excluded_roles?.includes(act.role)) return true;
  if (excluded_purposes?.includes(act.purpose)) return true;
  const place = excluded_places && placeOfPoint(scene.dossier.pointOf(act));
  return place !== undefined && excluded_places?.includes(place) === true;
}

/**
 * The consent that takes an act out of the count.
 * @param debt of a count by debt: a consent about one debt takes a call about two out of the count of that one only.
 */
export function excusedBy(act: Act, scene: Scene, terms: Exclusions, debt?: string): Spell | undefined {
  const { excluded_by_consent: purpose, consent_days_max: daysMax, consent_direct: direct } = terms;
  if (purpose === undefined) return undefined;
  return consentTo(debt === undefined ? act : { ...act, debts: [debt] }, scene, { purpose, daysMax, direct });
}
