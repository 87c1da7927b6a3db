/** The whole account of a case: in which bucket it is, and when it changed (D22). What a notice would say is computed (law 4). */
import { addDays, type CivilDate } from '../dates.js';
import { bucketIndex, type BucketTable } from './bucket-tables.calc.js';
import type { DebtState } from './debt-file.calc.js';
import { howFar, type DelinquencyBasis, type DelinquencyBook, type HowFar } from './delinquency.calc.js';

export interface AccountAt {
  /** What it is known from; of the debt that is longest past due. */
  readonly basis: DelinquencyBasis;
  readonly bucket: string | null;
  /** Days past due of that debt; null where only months, or nothing, are known. */
  readonly daysPastDue: number | null;
  readonly monthsPastDue: number | null;
  readonly owing: number;
  readonly overdue: number;
}

export interface BucketChange {
  readonly on: CivilDate;
  readonly notice: 'AccountRolled' | 'AccountCured' | 'DelinquencyBucketChanged';
  /** null: nothing owed, or nobody knows. */
  readonly from: string | null;
  readonly to: string | null;
}

/** One debt that owes something; `index` counts buckets, -1 where nobody knows. */
interface Aged {
  readonly far: HowFar;
  readonly index: number;
  readonly owing: number;
  readonly overdue: number;
}

function agedOf(debt: DebtState, asOf: CivilDate, table: BucketTable): Aged | undefined {
  const far = howFar(debt, asOf);
  if (far.basis === 'settled') return undefined;
  const index = far.basis === 'unknown' ? -1 : bucketIndex(table, far);
  // Where only its source states that a debt is past due, the whole of it counts.
  const stated = index > 0 ? debt.owing : 0;
  return { far, index, owing: debt.owing, overdue: far.basis === 'contractual' ? debt.overdue : stated };
}

function isWorse(a: Aged, b: Aged | undefined): boolean {
  if (b === undefined || a.index !== b.index) return b === undefined || a.index > b.index;
  return (a.far.days ?? 0) > (b.far.days ?? 0);
}

/** An account is as far past due as its debt that is furthest. */
export function accountAt(debts: Iterable<DebtState>, asOf: CivilDate, table: BucketTable): AccountAt {
  let worst: Aged | undefined;
  let owing = 0;
  let overdue = 0;
  for (const debt of debts) {
    const aged = agedOf(debt, asOf, table);
    if (!aged) continue;
    owing += aged.owing;
    overdue += aged.overdue;
    if (isWorse(aged, worst)) worst = aged;
  }
  const far: HowFar = worst?.far ?? { basis: 'settled' };
  const { basis, days = null, months = null } = far;
  const bucket = table.buckets[worst?.index ?? -1]?.name ?? null;
  return { basis, bucket, daysPastDue: days, monthsPastDue: months, owing, overdue };
}

/** A day on which the account's bucket changed, with the account before and since. */
export interface BucketTurn {
  readonly on: CivilDate;
  readonly before: AccountAt;
  readonly now: AccountAt;
}

/** Before its first debt an account owes nothing. */
const NOTHING: AccountAt = {
  ...{ basis: 'settled', bucket: null, daysPastDue: null, monthsPastDue: null },
  ...{ owing: 0, overdue: 0 },
};

/** Every day up to `asOf` on which the account's bucket changed. That it begins with something not past due is no change. */
export function bucketTurns(book: DelinquencyBook, asOf: CivilDate, table: BucketTable): BucketTurn[] {
  const turns: BucketTurn[] = [];
  let before: AccountAt | undefined;
  for (const on of turningDays(book, asOf, table)) {
    const now = accountAt(book.at(on).values(), on, table);
    const changed = before === undefined ? isPastDue(now, table) : now.bucket !== before.bucket;
    if (changed) turns.push({ on, before: before ?? NOTHING, now });
    before = now;
  }
  return turns;
}

/** What a notice of each change would say. */
export function bucketChanges(book: DelinquencyBook, asOf: CivilDate, table: BucketTable): BucketChange[] {
  return bucketTurns(book, asOf, table).map(({ on, before, now }) => {
    return { on, notice: noticeOf(before, now, table), from: before.bucket, to: now.bucket };
  });
}

function turningDays(book: DelinquencyBook, asOf: CivilDate, { buckets }: BucketTable): CivilDate[] {
  const days = new Set<CivilDate>();
  for (const debt of book.debts) {
    for (const { from, state } of book.stepsFrom(debt, '0001-01-01')) {
      days.add(from);
      const { oldestDue } = state;
      if (oldestDue !== undefined) for (const { fromDays } of buckets) days.add(addDays(oldestDue, fromDays));
    }
  }
  return [...days].filter((day) => day <= asOf).sort();
}

const indexOf = ({ bucket }: AccountAt, { buckets }: BucketTable): number =>
  buckets.findIndex(({ name }) => name === bucket);

export function isPastDue(account: AccountAt, table: BucketTable): boolean {
  return indexOf(account, table) > 0;
}

export function noticeOf(before: AccountAt, now: AccountAt, table: BucketTable): BucketChange['notice'] {
  const [from, to] = [indexOf(before, table), indexOf(now, table)];
  if (from > 0 && (to === 0 || now.basis === 'settled')) return 'AccountCured';
  return to > Math.max(from, 0) ? 'AccountRolled' : 'DelinquencyBucketChanged';
}
