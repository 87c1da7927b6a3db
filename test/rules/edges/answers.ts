/** What a rule answers, without what differs between the same story on two days. */
import type { Pack, RuleEntry, TestVector } from '../../../src/rules/index.js';
import { answersOf } from '../../../src/rules/vectors/run-vector.js';

export type Answer = ReturnType<typeof answersOf>[number];

/** The rule as if it had always been in force: an example may be moved to before its day. */
export function always(rule: RuleEntry): RuleEntry {
  return { ...rule, in_force_from: '1990-01-01', in_force_to: undefined };
}

export function answers(pack: Pack, rule: RuleEntry, vector: TestVector): readonly Answer[] {
  return answersOf(pack, always(rule), vector);
}

/** How restrictive: a contact that is blocked more than one that is warned of. */
export function strictness(all: readonly Answer[]): number {
  const of = (answer: Answer): number =>
    'effect' in answer && answer.effect === 'BLOCKS' ? 2 : 'effect' in answer ? 1 : 0;
  return Math.max(0, ...all.map(of));
}

/** Outcomes, reasons, counters, flags: no dates, no instants. */
export function told(all: readonly Answer[]): string {
  return JSON.stringify(
    all.map(({ outcome, reason, counters, flags, debts, inputs }) => ({
      outcome,
      reason,
      counters,
      flags,
      debts,
      inputs,
    })),
  );
}
