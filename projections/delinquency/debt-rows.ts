/** The rows of a case's debts as facts come in: what ends, what begins, and since which position that is known. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { DelinquencyBook, sameState, type DebtState, type DebtStep } from '../../src/ledger/delinquency/index.js';
import type { RowSink } from '../tables/read-db.js';
import type { StreamKey } from '../projector/projection.js';
import { dateValue, optionalDate, type Value } from '../tables/table.js';
import { DELINQUENCY } from './delinquency.tables.js';

export interface DebtRow {
  readonly debt: string;
  readonly from: CivilDate;
  readonly known: number;
  readonly state: DebtState;
  to?: CivilDate;
  /** Position since which `to` is known. */
  toKnown?: number;
  /** Position from which on the row does not hold. */
  until?: number;
  /** It is in the table already. */
  stored: boolean;
}

export class CaseRows {
  private readonly book = new DelinquencyBook();
  private readonly live = new Map<string, DebtRow[]>();

  /** Folds one more fact; gives the rows that are new or changed. */
  add(fact: CaseStreamFact): DebtRow[] {
    const changed: DebtRow[] = [];
    for (const [debt, from] of this.book.add(fact)) changed.push(...this.revise(debt, from, fact.position));
    return changed;
  }

  private revise(debt: string, from: CivilDate, position: number): DebtRow[] {
    const old = this.live.get(debt) ?? [];
    const steps = this.book.stepsFrom(debt, from);
    return this.follow(old, debt, steps, position) ?? this.compare(old, debt, steps, { from, position });
  }

  /** The usual case, done cheaply: facts come in date order, and what comes now follows the last row. */
  private follow(old: DebtRow[], debt: string, steps: readonly DebtStep[], position: number): DebtRow[] | undefined {
    const last = old[old.length - 1];
    const [first] = steps;
    if (!last || !first || last.to !== undefined || last.from >= first.from) return undefined;
    if (sameState(last.state, first.state)) return undefined;
    Object.assign(last, { to: first.from, toKnown: position });
    const rows = steps.map((step) => newRow(debt, step, position));
    old.push(...rows);
    return [last, ...rows];
  }

  private compare(
    old: readonly DebtRow[],
    debt: string,
    steps: readonly DebtStep[],
    { from, position }: { readonly from: CivilDate; readonly position: number },
  ): DebtRow[] {
    const first = old.findIndex((row) => row.from >= from || row.to === undefined || row.to > from);
    const untouched = first < 0 ? old : old.slice(0, first);
    const before = first < 0 ? [] : old.slice(first);
    const wanted = joined(before[0], steps, from);
    const beginning = new Map(wanted.map((step) => [step.from, step]));
    const changed: DebtRow[] = [];
    const kept = new Map<CivilDate, DebtRow>();
    for (const row of before) {
      const step = beginning.get(row.from);
      if (step && sameState(step.state, row.state) && (step.to === row.to || row.to === undefined)) {
        kept.set(row.from, row);
        if (step.to === row.to) continue;
        Object.assign(row, { to: step.to, toKnown: position });
      } else {
        row.until = position;
      }
      changed.push(row);
    }
    const rows = wanted.map((step) => kept.get(step.from) ?? newRow(debt, step, position));
    this.live.set(debt, [...untouched, ...rows]);
    return [...changed, ...rows.filter((row) => !kept.has(row.from))];
  }
}

/** The steps from a day on, with the row that held before that day as the first of them. */
function joined(before: DebtRow | undefined, steps: readonly DebtStep[], from: CivilDate): DebtStep[] {
  if (!before || before.from >= from) return [...steps];
  const [first, ...rest] = steps;
  const { from: began, state } = before;
  if (first && sameState(first.state, state)) return [{ from: began, to: first.to, state }, ...rest];
  return [{ from: began, to: from, state }, ...steps];
}

function newRow(debt: string, { from, to, state }: DebtStep, position: number): DebtRow {
  return { debt, from, known: position, state, to, toKnown: to === undefined ? undefined : position, stored: false };
}

/** Writes a row, or what has changed of it. */
export function putRow(rows: RowSink, key: StreamKey, row: DebtRow): void {
  const { debt, from, known, to, toKnown = null, until = null, state } = row;
  const id: Value[] = [key, debt, dateValue(from), known];
  if (row.stored) {
    rows.update(DELINQUENCY, id, { v_to: optionalDate(to), v_to_k: toKnown, k_to: until });
    return;
  }
  const { owing, principal, overdue, oldestDue, chargedOff, report } = state;
  const { months = null, days = null } = report ?? {};
  const money = [owing, principal, overdue, optionalDate(oldestDue), chargedOff];
  rows.insert(DELINQUENCY, [
    ...id, optionalDate(to), toKnown, until, ...money, optionalDate(report?.asOf), months, days,
  ]); // prettier-ignore
  row.stored = true;
}
