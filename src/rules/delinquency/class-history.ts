/** In which class of delinquency a debt is on a day, and since when: from the delinquency book, by days past due. */
import { addDays, type CivilDate } from '../../ledger/dates.js';
import { DelinquencyBook, howFar, type DebtState, type DebtStep, type HowFar } from '../../ledger/delinquency/index.js';
import type { CaseFile } from '../dossier/case-file.js';

export interface DelinquencyClass {
  readonly name: string;
  /** First day past due that belongs to it. */
  readonly from_days: number;
}

/** A debt on a day. */
export interface Classed {
  readonly far: HowFar;
  readonly state: DebtState;
  /** Undefined where the days past due are not known, or nothing is owed. */
  readonly name?: string;
  /** The first day of the unbroken time in this class. */
  readonly since: CivilDate;
}

interface Kept {
  scanned: number;
  readonly book: DelinquencyBook;
}

/** A case's facts only ever grow; what is remembered is a memo, not a state. */
const books = new WeakMap<CaseFile, Kept>();

/** The delinquency book of a case: each fact is taken in once, however often rules ask. */
export function bookOf(file: CaseFile): DelinquencyBook {
  let kept = books.get(file);
  if (!kept) books.set(file, (kept = { scanned: 0, book: new DelinquencyBook() }));
  for (; kept.scanned < file.facts.length; kept.scanned++) {
    kept.book.add(file.facts[kept.scanned] as CaseFile['facts'][number]);
  }
  return kept.book;
}

/** Undefined where nobody knows the days: months alone are no days. */
function classOn(far: HowFar, classes: readonly DelinquencyClass[]): string | undefined {
  const { basis, days } = far;
  if (basis === 'settled' || days === undefined) return undefined;
  return classes.findLast(({ from_days }) => days >= from_days)?.name;
}

/** Days within a step on which a class may begin. */
function turns(step: DebtStep, asOf: CivilDate, classes: readonly DelinquencyClass[]): CivilDate[] {
  const { oldestDue } = step.state;
  const crossed = oldestDue === undefined ? [] : classes.map(({ from_days }) => addDays(oldestDue, from_days));
  const inside = crossed.filter((day) => day > step.from && day <= asOf && (step.to === undefined || day < step.to));
  return [step.from, ...inside.sort()];
}

/** A debt may come to the ledger past due: its due date says since when. */
function begunBefore(
  { oldestDue }: DebtState,
  day: CivilDate,
  name: string | undefined,
  classes: readonly DelinquencyClass[],
): CivilDate {
  const from = classes.find((one) => one.name === name)?.from_days ?? 0;
  const began = oldestDue === undefined || from === 0 ? day : addDays(oldestDue, from);
  return began < day ? began : day;
}

/** Undefined of a debt that was not there yet. */
export function classedOn(
  book: DelinquencyBook,
  debt: string,
  asOf: CivilDate,
  classes: readonly DelinquencyClass[],
): Classed | undefined {
  let found: Classed | undefined;
  for (const step of book.stepsFrom(debt, '0001-01-01')) {
    if (step.from > asOf) break;
    // Its due date may lie before the day from which the ledger knows that anything is owed.
    if (found === undefined && step.state.owing <= 0) continue;
    for (const day of turns(step, asOf, classes)) {
      const name = classOn(howFar(step.state, day), classes);
      const since =
        found === undefined ? begunBefore(step.state, day, name, classes) : found.name === name ? found.since : day;
      found = { far: howFar(step.state, asOf), state: step.state, name, since };
    }
  }
  return found;
}
