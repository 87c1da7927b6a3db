/**
 * The holder of an overdue debt is reminded (信用卡办法 Art. 67: in time, without a number of days), unless the contact
 * data are no longer true. One clock for each debt whose due date has passed.
 */
import { obligorsOf, type DebtFile } from '../dossier/case-file.js';
import type { Attempt } from '../dossier/attempt.js';
import { dayOf } from '../dossier/attempt-day.js';
import type { PointFile } from '../dossier/party-file.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

/** The rule has no numbers. */
type Terms = Readonly<Record<string, never>>;

const HOLDERS: ReadonlySet<string> = new Set(['DEBTOR', 'JOINT_DEBTOR']);

/** A letter or message that did not come back, or a call or visit in which somebody was reached. */
function hasReached({ kind, delivery, connected, conversation, rightParty }: Attempt): boolean {
  if (kind === 'MESSAGE' || kind === 'NOTICE') return delivery === undefined || delivery.how === 'DELIVERED';
  return connected === true || conversation !== undefined || rightParty !== undefined;
}

function remindersIn({ dossier, file, asOf }: DutyScene): Attempt[] {
  return dossier
    .attempts()
    .filter(
      (attempt) =>
        attempt.direction === 'OUTBOUND' &&
        attempt.cases.includes(file.id) &&
        HOLDERS.has(attempt.role ?? 'DEBTOR') &&
        hasReached(attempt) &&
        dayOf(attempt, file.zone) <= asOf,
    );
}

/** Whether we know contact points of who owes and none of them works: then nobody can be reminded. */
function isUnreachable({ dossier, file, asOf }: DutyScene): boolean {
  const points = obligorsOf(file)
    .flatMap((party) => [...(dossier.parties.get(party)?.points.values() ?? [])])
    .filter(({ since }) => dayOf({ at: since }, file.zone) <= asOf);
  const isInvalid = ({ invalidSince: at }: PointFile): boolean => at !== undefined && dayOf({ at }, file.zone) <= asOf;
  return points.length > 0 && points.every(isInvalid);
}

function isRegistered({ event }: DebtFile, { file, asOf }: DutyScene): boolean {
  return file.facts.some(({ id, eff }) => id === event && eff <= asOf);
}

function clockOf({ id, event, dueDate }: DebtFile, reminders: readonly Attempt[], scene: DutyScene): Clock | undefined {
  const about = { subject: id, set: event, from: dueDate, debts: [id] };
  const first = reminders.find(({ debts }) => debts.length === 0 || debts.includes(id));
  if (first) {
    const on = dayOf(first, scene.file.zone);
    return { ...about, outcome: 'DUTY_MET', reason: 'reminded', on, inputs: [event, first.event] };
  }
  if (isUnreachable(scene)) return undefined;
  return { ...about, outcome: 'ADVISORY', reason: 'no-reminder-recorded', inputs: [event] };
}

function evaluate(scene: DutyScene): readonly Clock[] {
  const { file, asOf } = scene;
  const overdue = [...file.debts.values()]
    .filter(({ dueDate }) => dueDate !== undefined && dueDate < asOf)
    .filter((debt) => isRegistered(debt, scene));
  if (overdue.length === 0) return [];
  const reminders = remindersIn(scene);
  return overdue.flatMap((debt) => clockOf(debt, reminders, scene) ?? []);
}

export const reminderGiven: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'reminder-given@1.0.0',
  parameters: { type: 'object', additionalProperties: false, properties: {} },
  evaluate,
};
