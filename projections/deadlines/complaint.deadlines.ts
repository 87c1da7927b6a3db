/**
 * When complaints must be answered: the due date that came with the complaint or an extension. A complaint is answered
 * once it is decided or closed. One that its source withdrew as never made has no deadline.
 */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { addDays, type CivilDate } from '../../src/ledger/dates.js';
import { correctionsOf } from '../read/corrections.js';
import type { StandingBook, StandingSource } from '../read/standing.js';
import type { Deadline } from './deadlines.js';
import { statusOn } from './status.js';

const SOURCE = 'complaint';
const TOUCHES = [
  'ComplaintReceived',
  'ComplaintExtended',
  'ComplaintDecided',
  'ComplaintClosed',
  'RecordCorrected',
] as const;

interface Answer {
  readonly received: string;
  due?: CivilDate;
  event?: string;
  doneOn?: CivilDate;
}

/** Complaints as of a day, by id. */
function answersAt(facts: readonly CaseStreamFact[], day: CivilDate): Map<string, Answer> {
  const answers = new Map<string, Answer>();
  for (const fact of facts) {
    if (fact.eff > day) continue;
    const { id: event, eff, type, data } = fact;
    if (type === 'ComplaintReceived') {
      answers.set(data.complaint, { received: event, due: data.dueDate, event });
    } else if (type === 'ComplaintExtended') {
      Object.assign(answers.get(data.complaint) ?? {}, { due: data.dueDate, event });
    } else if (type === 'ComplaintDecided' || type === 'ComplaintClosed') {
      const answer = answers.get(data.complaint);
      if (answer && (answer.doneOn === undefined || eff < answer.doneOn)) answer.doneOn = eff;
    }
  }
  return answers;
}

function deadlinesAt(facts: readonly CaseStreamFact[], day: CivilDate): Deadline[] {
  const corrections = correctionsOf(facts);
  return [...answersAt(facts, day)].flatMap(([id, { received, due, event, doneOn }]) => {
    if (due === undefined || event === undefined || corrections.get(received) === 'WITHDRAWN') return [];
    return [{ source: SOURCE, id, what: 'answer', due, event, status: statusOn(day, due, doneOn), doneOn }];
  });
}

export const complaintDeadlines: StandingSource<Deadline> = {
  name: SOURCE,
  begins: ['ComplaintReceived', 'ComplaintExtended'],
  touches: TOUCHES,
  book(facts): StandingBook<Deadline> {
    const own = facts.filter(({ type }) => (TOUCHES as readonly string[]).includes(type));
    const turns = own.flatMap(({ type, eff, data }) => {
      const due = type === 'ComplaintReceived' || type === 'ComplaintExtended' ? data.dueDate : undefined;
      return due === undefined ? [eff] : [eff, addDays(due, 1)];
    });
    return { days: turns, at: (day) => deadlinesAt(own, day) };
  },
};
