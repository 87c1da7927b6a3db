/** Postings that follow from a cause: they stand in the same append as the cause (law 4). */
import type { CivilDate } from '../dates.js';
import type { NewFactOf } from '../fact.js';
import { REFUNDED, type Move } from './account.state.js';
import { lineOf } from './allocation.calc.js';
import type { AllocationLine, CreditChange, PaymentFact } from './payment.events.js';

type Reallocated = NewFactOf<'PaymentsReallocated', Extract<PaymentFact, { type: 'PaymentsReallocated' }>['data']>;

/** One `PaymentsReallocated` for all credits that a cause changes; none when it changes none. */
export function reallocated(changes: readonly CreditChange[], cause: number): readonly Reallocated[] {
  return changes.length === 0 ? [] : [{ type: 'PaymentsReallocated', data: { changes }, cause }];
}

/** Moves of one credit as recorded lines, in the order in which they were made. */
export function linesOf(moves: readonly Move[], eff: CivilDate, sign: 1 | -1 = 1): AllocationLine[] {
  return moves.filter((move) => move.component !== REFUNDED).map((move) => lineOf(move, eff, sign));
}

export function sumOf(lines: readonly AllocationLine[]): number {
  return lines.reduce((sum, line) => sum + line.amount, 0);
}
