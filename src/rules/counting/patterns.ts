/** Patterns of calls that may rebut a presumption although no limit was passed. They are said, they decide nothing. */
import { localDayNumber } from '../time/index.js';
import type { Attempt } from '../dossier/attempt.js';
import type { Scene } from '../evaluator.js';

export interface Patterns {
  /** Two unanswered calls within so many minutes. */
  readonly rapid_succession_minutes?: number;
  /** So many calls on one local date. */
  readonly concentration_per_day?: number;
  /** So many voicemails within the window. */
  readonly voicemails?: number;
}

const COUNT = { type: 'integer', minimum: 1 };

export const PATTERNS_SCHEMA = {
  type: 'object',
  additionalProperties: false,
  properties: { rapid_succession_minutes: COUNT, concentration_per_day: COUNT, voicemails: COUNT },
};

function isUnanswered({ conversation, connected, voicemail, reserved }: Attempt): boolean {
  return !reserved && conversation === undefined && (connected !== true || voicemail !== undefined);
}

function isRapid({ act }: Scene, own: Attempt | undefined, others: readonly Attempt[], minutes: number): boolean {
  if (act.day !== undefined || (own !== undefined && !isUnanswered(own))) return false;
  const near = ({ at }: Attempt): boolean => at <= act.at && act.at - at <= minutes * 60_000;
  return others.some((other) => other.day === undefined && near(other) && isUnanswered(other));
}

function isConcentrated({ act, zones }: Scene, others: readonly Attempt[], most: number): boolean {
  return zones.some((zone) => {
    const day = localDayNumber(act.at, zone);
    return others.filter(({ at }) => localDayNumber(at, zone) === day).length + 1 >= most;
  });
}

/** @param others calls under the same key that count, within the window. */
export function patternsOf(scene: Scene, others: readonly Attempt[], patterns: Patterns): string[] {
  const { rapid_succession_minutes: minutes, concentration_per_day: perDay, voicemails } = patterns;
  const own = scene.id === undefined || scene.asked !== undefined ? undefined : scene.dossier.attempt(scene.id);
  const flags: string[] = [];
  if (minutes !== undefined && isRapid(scene, own, others, minutes)) flags.push('rapid-succession');
  if (perDay !== undefined && isConcentrated(scene, others, perDay)) flags.push('concentration');
  const left = [...others, ...(own ? [own] : [])].filter(({ voicemail }) => voicemail !== undefined).length;
  if (voicemails !== undefined && left >= voicemails) flags.push('voicemail-pattern');
  return flags;
}
