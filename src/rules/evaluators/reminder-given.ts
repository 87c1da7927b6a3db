/**
 * The holder of an overdue debt is reminded (信用卡办法 Art. 67: in time, without a number of days), unless the contact
 * data are no longer true. One clock for each debt whose due date has passed.
 */
import { localDate } from '../../ledger/dates.js';
import { obligorsOf, type DebtFile } from '../dossier/case-file.js';
import type { Attempt } from '../dossier/attempt.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';

/** The rule has no numbers. */
type Terms = Readonly<Record<string, never>>;

function remindersIn({ dossier, file, asOf }: DutyScene): Attempt[] {
  return dossier
    .attempts()
    .filter(
      ({ direction, cases, role, delivery, at, day, notConnected }) =>
        direction === 'OUTBOUND' &&
        cases.includes(file.id) &&
        (role === undefined || role === 'DEBTOR' || role === 'JOINT_DEBTOR') &&
        (delivery === undefined || delivery.how === 'DELIVERED') &&
        notConnected === undefined &&
        (day ?? localDate(at, file.zone)) <= asOf,
    );
}

/** Whether we know contact points of who owes and none of them works: then nobody can be reminded. */
function isUnreachable({ dossier, file }: DutyScene): boolean {
  const points = obligorsOf(file).flatMap((party) => [...(dossier.parties.get(party)?.points.values() ?? [])]);
  return points.length > 0 && points.every(({ invalidSince }) => invalidSince !== undefined);
}

function clockOf({ id, event, dueDate }: DebtFile, reminders: readonly Attempt[], scene: DutyScene): Clock | undefined {
  const about = { subject: id, set: event, from: dueDate, debts: [id] };
  const first = reminders.find(({ debts }) => debts.length === 0 || debts.includes(id));
  if (first) {
    const on = first.day ?? localDate(first.at, scene.file.zone);
    return { ...about, outcome: 'DUTY_MET', reason: 'reminded', on, inputs: [event, first.event] };
  }
  if (isUnreachable(scene)) return undefined;
  return { ...about, outcome: 'ADVISORY', reason: 'no-reminder-recorded', inputs: [event] };
}

function evaluate(scene: DutyScene): readonly Clock[] {
  const { file, asOf } = scene;
  const overdue = [...file.debts.values()].filter(({ dueDate }) => dueDate !== undefined && dueDate < asOf);
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
