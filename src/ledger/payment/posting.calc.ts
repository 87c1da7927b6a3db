/** Postings that follow from a cause: they stand in the same append as the cause (law 4). */
import type { Trigger } from '../interest/interest.events.js';
import { addDays, type CivilDate } from '../dates.js';
import type { NewFactOf } from '../fact.js';
import type { InterestFact } from '../interest/interest.events.js';
import { firstUnposted } from '../interest/postings.calc.js';
import { rationalText } from '../interest/rational.js';
import { REFUNDED, type Account, type Move } from './account.state.js';
import { lineOf, type Consequence } from './allocation.calc.js';
import type { AllocationLine, CreditChange, PaymentFact } from './payment.events.js';

/** An event id, or the index of a fact of the same decision. */
type Cause = string | number;
type Reallocated = NewFactOf<'PaymentsReallocated', Extract<PaymentFact, { type: 'PaymentsReallocated' }>['data']>;

/** Lines that one fact carries: some 150 bytes each, so that it stays under `EVENT_BYTES_MAX`. */
export const POSTING_LINES_MAX = 1_000;

/** Items in groups of at most so many lines together; an item is never split. */
function grouped<T>(items: readonly T[], linesOf: (item: T) => number): T[][] {
  const groups: T[][] = [];
  let room = 0;
  for (const item of items) {
    const lines = linesOf(item);
    const last = groups[groups.length - 1];
    if (last && lines <= room) last.push(item);
    else {
      groups.push([item]);
      room = POSTING_LINES_MAX;
    }
    room -= lines;
  }
  return groups;
}

/** A change in pieces that fit into an event: one charge after the other may use the money of one credit. */
function pieces({ credit, version, lines }: CreditChange): CreditChange[] {
  const size = POSTING_LINES_MAX - 1;
  const count = Math.max(1, Math.ceil(lines.length / size));
  return Array.from({ length: count }, (_, n) => {
    return { credit, version: version + n, lines: lines.slice(n * size, (n + 1) * size) };
  });
}

/** One `PaymentsReallocated` for all credits that a cause changes, more only where it would be too large for an event. */
export function reallocated(changes: readonly CreditChange[], cause: Cause): readonly Reallocated[] {
  const groups = grouped(changes.flatMap(pieces), ({ lines }) => lines.length + 1);
  return groups.map((group): Reallocated => ({ type: 'PaymentsReallocated', data: { changes: group }, cause }));
}

type Accrued = NewFactOf<'InterestAccrued', Extract<InterestFact, { type: 'InterestAccrued' }>['data']>;
type Adjusted = NewFactOf<
  'InterestAccrualAdjusted',
  Extract<InterestFact, { type: 'InterestAccrualAdjusted' }>['data']
>;

/** All postings that a cause brings with it: interest, what earlier interest should have been, and other credits. */
export function postingsOf(
  { accrued, adjusted, others }: Omit<Consequence, 'own'>,
  cause: Cause,
  { account, trigger = 'PAYMENT' }: { readonly account: Account; readonly trigger?: Trigger },
): readonly (Accrued | Adjusted | Reallocated)[] {
  return [
    ...accrued.map(({ entry, amount, remainder }): Accrued => {
      const { debt, component, eff } = entry;
      const days = { from: firstUnposted(account, entry), to: addDays(eff, 1) };
      const data = { debt, component, ...days, amount, remainder: rationalText(remainder), trigger };
      return { type: 'InterestAccrued', data, eff, cause };
    }),
    ...grouped(adjusted, () => 1).map((lines): Adjusted => ({
      type: 'InterestAccrualAdjusted',
      data: { lines },
      cause,
    })),
    ...reallocated(others, cause),
  ];
}

/** Moves of one credit as recorded lines, in the order in which they were made. */
export function linesOf(moves: readonly Move[], eff: CivilDate, sign: 1 | -1 = 1): AllocationLine[] {
  return moves.filter((move) => move.component !== REFUNDED).map((move) => lineOf(move, eff, sign));
}

export function sumOf(lines: readonly AllocationLine[]): number {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}
