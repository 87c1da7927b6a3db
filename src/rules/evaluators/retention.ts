/** Until when records must be kept: complaints from their receipt, recordings from the call, a case from its last activity. */
import type { CivilDate } from '../../ledger/dates.js';
import { complaintsOf } from '../complaints/complaint-file.js';
import { lastActivity } from '../dossier/activity.js';
import { factsUntil, saidWord } from '../dossier/case-facts.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addMonths } from '../time/index.js';

const KEPT = ['COMPLAINTS', 'RECORDINGS', 'CASE'] as const;

interface Terms {
  readonly of: (typeof KEPT)[number];
  /** Years after the day; the same date of that year is the last on which it must be kept. */
  readonly years: number;
}

interface Kept {
  readonly subject: string;
  readonly from: CivilDate;
  readonly set: string;
}

const RECORDINGS: ReadonlySet<string> = new Set(['RecordingAttached']);

function keptIn({ file, asOf, dossier }: DutyScene, what: Terms['of']): readonly Kept[] {
  switch (what) {
    case 'COMPLAINTS':
      return complaintsOf(file, asOf).map(({ id, receivedOn, received }) => ({
        subject: id,
        from: receivedOn,
        set: received.id,
      }));
    case 'RECORDINGS':
      return factsUntil(file, RECORDINGS, asOf).map((fact) => {
        const call = dossier.attempt(saidWord(fact, 'contact') ?? '');
        const begun = call && file.facts.find(({ id }) => id === call.event);
        return { subject: saidWord(fact, 'recording') ?? fact.id, from: begun?.eff ?? fact.eff, set: fact.id };
      });
    case 'CASE': {
      const last = lastActivity(file, asOf);
      return last ? [{ subject: file.id, from: last.eff, set: last.id }] : [];
    }
  }
}

function evaluate(scene: DutyScene, { of, years }: Terms): readonly Clock[] {
  return keptIn(scene, of).map(({ subject, from, set }): Clock => {
    const due = addMonths(from, years * 12);
    const reason = `keep-${of.toLowerCase()}`;
    return { subject, outcome: 'RETAIN_UNTIL', reason, from, due, set, inputs: [set], counters: { years } };
  });
}

export const retention: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'retention@1.0.0',
  parameters: {
    type: 'object',
    required: ['of', 'years'],
    additionalProperties: false,
    properties: { of: { enum: KEPT }, years: { type: 'integer', minimum: 1, maximum: 100 } },
  },
  evaluate,
};
