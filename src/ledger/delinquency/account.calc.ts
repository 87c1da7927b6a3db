/** The whole account of a case: in which bucket it is, and when it changed (D22). What a notice would say is computed (law 4). */
import { addDays, type CivilDate } from '../dates.js';
import { bucketIndex, type BucketTable } from './bucket-tables.calc.js';
import { howFar, type DebtState, type DelinquencyBook, type DelinquencyBasis } from './delinquency.calc.js';

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

/** An account is as far past due as its debt that is furthest. */
export function accountAt(debts: Iterable<DebtState>, asOf: CivilDate, table: BucketTable): AccountAt {
  let worst = -1;
  let owing = 0;
  let overdue = 0;
  let far: ReturnType<typeof howFar> = { basis: 'settled' };
  for (const debt of debts) {
    const own = howFar(debt, asOf);
    if (own.basis === 'settled') continue;
    owing += debt.owing;
    const index = own.basis === 'unknown' ? -1 : bucketIndex(table, own);
    overdue += own.basis === 'contractual' ? debt.overdue : index > 0 ? debt.owing : 0;
    if (far.basis !== 'settled' && (index < worst || (index === worst && (own.days ?? 0) <= (far.days ?? 0)))) continue;
    worst = index;
    far = own;
  }
  const known = far.basis === 'contractual' || far.basis === 'reported';
  return {
    basis: far.basis,
    bucket: known ? (table.buckets[worst]?.name ?? null) : null,
    daysPastDue: known ? (far.days ?? null) : null,
    monthsPastDue: known ? (far.months ?? null) : null,
    owing,
    overdue,
  };
}

/** Every day up to `asOf` on which the account's bucket changed. */
export function bucketChanges(book: DelinquencyBook, asOf: CivilDate, table: BucketTable): BucketChange[] {
  const changes: BucketChange[] = [];
  let before: AccountAt | undefined;
  for (const day of turningDays(book, asOf, table)) {
    const now = accountAt(book.at(day).values(), day, table);
    if (before && now.bucket !== before.bucket) {
      changes.push({ on: day, notice: noticeOf(before, now, table), from: before.bucket, to: now.bucket });
    }
    before = now;
  }
  return changes;
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

function noticeOf(before: AccountAt, now: AccountAt, { buckets }: BucketTable): BucketChange['notice'] {
  const index = ({ bucket }: AccountAt): number => buckets.findIndex(({ name }) => name === bucket);
  const [from, to] = [index(before), index(now)];
  if (from > 0 && (to === 0 || now.basis === 'settled')) return 'AccountCured';
  return to > Math.max(from, 0) ? 'AccountRolled' : 'DelinquencyBucketChanged';
}
