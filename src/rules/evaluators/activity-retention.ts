/**
 * How long records are kept: of a case so many years after the last collection activity, of a recorded call so many years
 * after the call (12 CFR 1006.100). Each new activity moves the first.
 */
import type { CivilDate } from '../../ledger/dates.js';
import { addYears } from '../time/index.js';
import { isOutbound } from '../dossier/attempt.js';
import { dayOf } from '../dossier/told-days.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

interface Terms {
  readonly years: number;
  readonly recording_years: number;
  /** Types of facts that are collection activity, beside contacts. */
  readonly activities: readonly string[];
}

interface Last {
  readonly on: CivilDate;
  readonly event: string;
}

function later(best: Last | undefined, one: Last): Last {
  return best && best.on > one.on ? best : one;
}

function evaluate({ dossier, file, asOf }: DutyScene, { years, recording_years, activities }: Terms): Clock[] {
  let last: Last | undefined;
  const clocks: Clock[] = [];
  for (const attempt of dossier.attempts()) {
    const on = dayOf(attempt, file);
    if (!attempt.cases.includes(file.id) || on > asOf) continue;
    if (isOutbound(attempt) || attempt.conversation) last = later(last, { on, event: attempt.event });
    for (const recording of attempt.recordings ?? []) {
      const clock = { subject: attempt.id, reason: 'retain-recording', set: attempt.event };
      const due = addYears(on, recording_years);
      clocks.push({ ...clock, outcome: 'RETAIN_UNTIL', from: on, due, inputs: [attempt.event, recording] });
    }
  }
  for (const fact of file.facts) {
    if (fact.eff > asOf || !activities.includes(fact.type) || dossier.isWithdrawn(fact.id)) continue;
    last = later(last, { on: fact.eff, event: fact.id });
  }
  if (!last) return clocks;
  const records = { subject: file.id, reason: 'retain-records', set: last.event, inputs: [last.event] };
  return [{ ...records, outcome: 'RETAIN_UNTIL', from: last.on, due: addYears(last.on, years) }, ...clocks];
}

export const activityRetention: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'activity-retention@1.0.0',
  parameters: {
    type: 'object',
    required: ['years', 'recording_years', 'activities'],
    additionalProperties: false,
    properties: {
      years: { type: 'integer', minimum: 1 },
      recording_years: { type: 'integer', minimum: 1 },
      activities: { type: 'array', items: { type: 'string' } },
    },
  },
  evaluate,
};
