/** Work on a case that somebody must do or has handed on: tasks, callbacks, escalations, hand-overs (duties D11, D38, D50, D51, D70). */
import { otherEyes } from '../erasure/four-eyes.calc.js';
import { code, date, instant, line, opt, part, words } from '../register/field.js';
import { ends, notes, opens, register, steps } from '../register/register.js';

export const tasks = register({
  stream: 'case',
  entry: 'task',
  path: 'tasks',
  asks: 'Which tasks were asked of which department, and which are still open?',
  deeds: {
    RequestTask: opens('TaskRequested', 'Asks another department or a colleague for a task on the case.', {
      department: code('legal'),
      subject: line('confirm the limitation date'),
      assignee: opt(code('staff-042')),
      due: opt(date('2026-04-15')),
      text: opt(words('The last acknowledgement was by telephone.')),
    }),
    RescheduleTask: steps(
      'TaskRescheduled',
      'Gives a task another due date.',
      { due: date('2026-04-30'), reason: line('file is with the archive') },
      { at: 'reschedulings' },
    ),
    CompleteTask: ends(
      'TaskCompleted',
      'Says that a task is done, and what came of it.',
      { result: line('limitation ends on 3 May 2028'), text: opt(words('Two letters found.')) },
      { at: 'completions' },
    ),
    CancelTask: ends(
      'TaskCancelled',
      'Ends a task that is no longer needed.',
      { reason: line('debt was paid') },
      { at: 'cancellations' },
    ),
  },
});

export const callbacks = register({
  stream: 'case',
  entry: 'callback',
  path: 'callbacks',
  asks: 'Whom did we promise to call back, and when?',
  deeds: {
    ScheduleCallback: opens('CallbackScheduled', 'Notes that somebody is to be called back.', {
      due: date('2026-04-02'),
      dueAt: opt(instant('2026-04-02T10:00:00+02:00')),
      assignee: opt(code('staff-042')),
      contact: opt(part('contact')),
      reason: opt(line('asks for the statement first')),
    }),
    CompleteCallback: ends(
      'CallbackMade',
      'Says that the call was made.',
      { contact: opt(part('contact')), outcome: opt(code('PTP')) },
      { at: 'completions' },
    ),
    CancelCallback: ends(
      'CallbackCancelled',
      'Ends a callback that is not wanted any more.',
      { reason: line('debtor wrote instead') },
      { at: 'cancellations' },
    ),
  },
});

export const escalations = register({
  stream: 'case',
  entry: 'escalation',
  path: 'escalations',
  asks: 'Which cases were escalated, and what did the supervisor decide?',
  deeds: {
    EscalateCase: opens('CaseEscalated', 'Takes the case to a supervisor.', {
      to: code('supervisor-3'),
      reason: line('debtor offers half in full settlement'),
      due: opt(date('2026-04-05')),
      text: opt(words('She has lost her job and can pay 5,000 at once.')),
    }),
    ReviewEscalation: ends(
      'SupervisorReviewed',
      'Records what the supervisor decided.',
      { decision: code('APPROVED'), text: opt(words('Accept if paid within 14 days.')) },
      {
        at: 'reviews',
        fourEyes: true,
        check: (_given, entry, context) => otherEyes(entry?.by, context, 'escalation'),
      },
    ),
  },
});

export const handOvers = register({
  stream: 'case',
  entry: 'handOver',
  path: 'hand-overs',
  asks: 'Who handed the case to whom, and what did the last person know?',
  deeds: {
    HandOverCase: notes(
      'CaseHandedOver',
      'Hands the case to another collector with a brief; it is assigned to them by the same command.',
      {
        from: opt(code('staff-041')),
        to: code('staff-042'),
        team: opt(code('late-arrears')),
        reason: opt(line('moved to late arrears')),
        brief: opt(words('Calls only after 18:00; asked twice for the interest sheet.')),
      },
      { also: ({ to, team }) => [{ type: 'CaseAssigned', data: { assignee: to, team } }] },
    ),
  },
});

export const sharedNotes = register({
  stream: 'case',
  entry: 'sharedNote',
  path: 'shared-notes',
  asks: 'What did colleagues tell each other about the case?',
  deeds: {
    ShareNote: notes('CaseNoteShared', 'Shares a note about the case with a team.', {
      team: code('early-arrears'),
      topic: opt(code('strategy')),
      text: words('Try mornings: he works nights.'),
    }),
  },
});

export const workRegisters = [tasks, callbacks, escalations, handOvers, sharedNotes] as const;
