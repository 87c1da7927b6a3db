/** What all packs say of a case's duties, holds and clocks up to a day. Pure: the same facts and packs give the same bytes. */
import type { CivilDate } from '../ledger/dates.js';
import type { CaseFile } from './dossier/case-file.js';
import type { Dossier } from './dossier/dossier.js';
import type { Clock, DutyEvaluator, DutyScene } from './evaluator.js';
import { dutyRules, type RuleInPlace } from './in-place.js';
import { verdictsOf } from './judge.js';
import { isInForce, type ActivePack, type RuleEntry } from './pack.js';
import type { Place } from './place.js';

export interface RuleClock extends Clock {
  /** `UK-DISP-2@1`. */
  readonly rule: string;
  /** `uk@1`. */
  readonly pack: string;
}

/** An unverified rule advises: it sets no duty that anybody could miss. */
function told({ verification }: RuleEntry, { rule, pack }: RuleInPlace['names'], clock: Clock): RuleClock {
  const isHard = verification !== 'unverified' || clock.outcome === 'NOT_EVALUATED';
  return { rule, pack, ...clock, outcome: isHard ? clock.outcome : 'ADVISORY' };
}

/** What could not be evaluated of a rule as a whole: it is about the case. */
function notEvaluated(file: CaseFile, reason: string): Clock {
  const event = file.facts[0]?.id ?? '';
  return { subject: file.id, outcome: 'NOT_EVALUATED', reason, set: event, inputs: [] };
}

/** Judges each contact once, and only if a clock asks. */
function breachesIn(dossier: Dossier, place: Place, packs: readonly ActivePack[]): DutyScene['breachesOf'] {
  const known = new Map<string, readonly string[]>();
  return (attempt) => {
    let broke = known.get(attempt.id);
    if (!broke) {
      const verdicts = verdictsOf({ act: attempt, id: attempt.id, dossier, place }, packs);
      broke = verdicts.flatMap(({ rule, effect }) => (effect === 'BLOCKS' ? [rule] : [])).sort();
      known.set(attempt.id, broke);
    }
    return broke;
  };
}

/** @param asOf the rules in force on this day set the clocks; what happened after it is not looked at. */
export function clocksOf(
  dossier: Dossier,
  file: CaseFile,
  place: Place,
  asOf: CivilDate,
  packs: readonly ActivePack[],
): RuleClock[] {
  const breachesOf = breachesIn(dossier, place, packs);
  const found: RuleClock[] = [];
  // Findings come here some hundred times for each case of a book, mostly for nothing: no copies, no lists of lists.
  for (const { pack, rules } of dutyRules(packs, place)) {
    for (const { rule, evaluator, names, applies } of rules) {
      if (!isInForce(rule, asOf)) continue;
      const scene = { dossier, file, place, asOf, pack, rule, breachesOf };
      const clocks = clocksUnder(evaluator, scene, applies.is === 'UNKNOWN' ? applies.reason : undefined);
      for (const clock of clocks) found.push(told(rule, names, clock));
    }
  }
  return found;
}

function clocksUnder(evaluator: DutyEvaluator, scene: DutyScene, unknown: string | undefined): readonly Clock[] {
  const clocks = evaluator.evaluate(scene, scene.rule.parameters);
  if (unknown === undefined) return clocks;
  // What would say nothing need not be known.
  return clocks.length === 0 ? [] : [notEvaluated(scene.file, unknown)];
}
