/** What a collector's screen said was owed at the minute of a contact: by the facts recorded by then, as of that day. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { localDate, toMillis, type CivilDate, type Millis } from '../../src/ledger/dates.js';
import { journalOf, netEffect } from '../../src/ledger/payment/index.js';

interface Effect {
  readonly rec: Millis;
  readonly eff: CivilDate;
  readonly amount: number;
}

/** Undefined where the case was not recorded yet. @param facts of one case, cut at K. */
export function balancesAsTold(facts: readonly CaseStreamFact[], zone: string): (at: Millis) => number | undefined {
  const effects = facts.flatMap((fact): Effect[] => {
    const rec = toMillis(fact.rec);
    return journalOf(fact).flatMap((entry) => {
      const amount = netEffect(entry);
      return amount === 0 ? [] : [{ rec, eff: entry.eff, amount }];
    });
  });
  const first = facts[0] ? toMillis(facts[0].rec) : Infinity;
  return (at) => {
    if (at < first) return undefined;
    const day = localDate(at, zone);
    return effects.reduce((sum, { rec, eff, amount }) => (rec <= at && eff <= day ? sum + amount : sum), 0);
  };
}
