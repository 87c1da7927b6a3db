/**
 * Conversations are recorded, and the recordings kept (信用卡办法 Art. 68: sound recording, two years). A call is recorded
 * where a recording was attached to it, whenever that was told.
 */
import type { Attempt } from '../dossier/attempt.js';
import { dayOf } from '../dossier/attempt-day.js';
import { saidText, type Spell } from '../dossier/spell.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import { addYears } from '../time/index.js';

interface Terms {
  readonly channels: readonly string[];
  /** Recordings are kept for so many years from the day of the conversation; no number where left out. */
  readonly keep_years?: number;
}

/** Recordings by contact: most cases have none. */
function recordingsOf({ dossier, file, asOf }: DutyScene): ReadonlyMap<string, Spell> {
  const found = new Map<string, Spell>();
  for (const spell of dossier.spells('recording')) {
    const contact = saidText(spell, 'contact');
    if (spell.type !== 'RecordingAttached' || spell.stream !== file.id || spell.on > asOf) continue;
    if (contact !== undefined && !found.has(contact)) found.set(contact, spell);
  }
  return found;
}

function clocksFor(attempt: Attempt, recording: Spell | undefined, scene: DutyScene, terms: Terms): Clock[] {
  const day = dayOf(attempt, scene.file.zone);
  const { id: subject, event: set } = attempt;
  const said = attempt.conversation?.event ?? set;
  const due = { subject, reason: 'call-recorded', due: day, set };
  if (!recording) {
    const outcome = scene.asOf <= day ? 'DUTY_DUE' : 'DUTY_MISSED';
    return [{ ...due, outcome, inputs: [...new Set([set, said])] }];
  }
  const inputs = [...new Set([set, said, recording.event])];
  const met: Clock = { ...due, outcome: 'DUTY_MET', on: recording.on, inputs };
  if (terms.keep_years === undefined) return [met];
  const until = addYears(day, terms.keep_years);
  const kept = { subject, outcome: 'RETAIN_UNTIL', reason: 'keep-recording', from: day, due: until } as const;
  return [met, { ...kept, set: recording.event, inputs: [set, recording.event] }];
}

function evaluate(scene: DutyScene, terms: Terms): readonly Clock[] {
  const { dossier, file, asOf } = scene;
  const held = dossier
    .attempts()
    .filter(
      ({ conversation, channel, cases, reserved }) =>
        conversation !== undefined && !reserved && terms.channels.includes(channel) && cases.includes(file.id),
    );
  const past = held.filter((attempt) => dayOf(attempt, file.zone) <= asOf);
  if (past.length === 0) return [];
  const recordings = recordingsOf(scene);
  return past.flatMap((attempt) => clocksFor(attempt, recordings.get(attempt.id), scene, terms));
}

export const recordingDuty: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'recording-duty@1.0.0',
  parameters: {
    type: 'object',
    required: ['channels'],
    additionalProperties: false,
    properties: {
      channels: { type: 'array', items: { type: 'string' }, minItems: 1 },
      keep_years: { type: 'integer', minimum: 1 },
    },
  },
  evaluate,
};
