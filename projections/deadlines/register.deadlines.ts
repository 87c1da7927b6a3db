/** By when an entry of a register is due: a task, a callback, a hearing, the end of a preservation. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { addDays, type CivilDate } from '../../src/ledger/dates.js';
import { entriesByDay, type Entry } from '../../src/ledger/register/index.js';
import { CASE_REGISTERS } from '../../src/ledger/registers.js';
import type { StandingBook, StandingSource } from '../read/standing.js';
import type { Deadline } from './deadlines.js';
import { statusOn } from './status.js';

const SOURCE = 'register';

type FactType = CaseStreamFact['type'];

/** Deeds of the registers whose entries can be due. */
const DEEDS = CASE_REGISTERS.filter(({ deeds }) => Object.values(deeds).some(({ fields }) => 'due' in fields)).flatMap(
  ({ deeds }) => Object.values(deeds),
);
const TOUCHES: readonly FactType[] = [...DEEDS.map(({ fact }) => fact as FactType), 'RecordCorrected'];

function dueIn(fields: Entry['fields']): CivilDate | undefined {
  return typeof fields['due'] === 'string' ? fields['due'] : undefined;
}

function deadlineOf({ id, register: what, event, stage, lastOn, fields }: Entry, day: CivilDate): Deadline[] {
  const due = dueIn(fields);
  if (due === undefined) return [];
  const doneOn = stage === 'ENDED' ? lastOn : undefined;
  return [{ source: SOURCE, id, what, due, event, status: statusOn(day, due, doneOn), doneOn }];
}

export const registerDeadlines: StandingSource<Deadline> = {
  name: SOURCE,
  begins: DEEDS.filter(({ fields }) => 'due' in fields).map(({ fact }) => fact as FactType),
  touches: TOUCHES,
  book(facts): StandingBook<Deadline> {
    const own = facts.filter(({ type }) => TOUCHES.includes(type));
    const dues = own.flatMap(({ data }) => dueIn(data as object as Entry['fields']) ?? []);
    const entriesOn = entriesByDay(own);
    return {
      days: [...own.map(({ eff }) => eff), ...dues.map((due) => addDays(due, 1))],
      at: (day) => entriesOn(day).flatMap((entry) => deadlineOf(entry, day)),
    };
  },
};
