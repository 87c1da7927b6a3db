/** Deferrals of debts: what was due before a day is due on it, from the day on which that was granted (duty D16). */
import type { CaseStreamFact } from '../case-state.js';
import type { CivilDate } from '../dates.js';

export interface DebtDeferral {
  readonly event: string;
  /** The first day on which it counts. */
  readonly eff: CivilDate;
  /** What was due before is due then. */
  readonly until: CivilDate;
}

/** The due date as it stands on a day. Of several deferrals the longest counts; the order of due dates stays as it was. */
export function dueOn(due: CivilDate, deferrals: readonly DebtDeferral[], day: CivilDate): CivilDate {
  let moved = due;
  for (const { eff, until } of deferrals) if (eff <= day && until > moved) moved = until;
  return moved;
}

/** Debts that a fact defers; instalments of a plan that move leave the debts' own due dates as they are. */
export function deferredDebts(fact: CaseStreamFact): { readonly debts: readonly string[]; readonly by: DebtDeferral } {
  if (fact.type !== 'DeferralGranted') return { debts: [], by: { event: fact.id, eff: fact.eff, until: fact.eff } };
  const { debts = [], until } = fact.data;
  return { debts, by: { event: fact.id, eff: fact.eff, until } };
}

/** Deferrals by debt, those that the source has withdrawn left out. @param facts of one case, cut at K. */
export function deferralsOf(facts: readonly CaseStreamFact[]): ReadonlyMap<string, readonly DebtDeferral[]> {
  const withdrawn = new Set(facts.flatMap(({ type, ref }) => (type === 'RecordCorrected' ? [ref] : [])));
  const all = new Map<string, DebtDeferral[]>();
  for (const fact of facts) {
    const { debts, by } = deferredDebts(fact);
    if (withdrawn.has(by.event)) continue;
    for (const debt of debts) all.set(debt, [...(all.get(debt) ?? []), by]);
  }
  return all;
}
