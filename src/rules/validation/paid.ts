/** When a debt was paid, by the journal of its case. */
import { COMPONENTS } from '../../ledger/components.js';
import type { CivilDate } from '../../ledger/dates.js';
import { journalOf } from '../../ledger/payment/index.js';
import type { CaseFile } from '../dossier/case-file.js';

const OWED: ReadonlySet<string> = new Set(COMPONENTS);

/** Event id of the fact that left nothing owed of a debt by a day; undefined where something is. */
export function paidBy({ facts }: CaseFile, debt: string, day: CivilDate): string | undefined {
  let owed = 0;
  let last: string | undefined;
  for (const fact of facts) {
    if (fact.eff > day) continue;
    let moved = 0;
    for (const entry of journalOf(fact)) {
      if (entry.debt !== debt || entry.eff > day) continue;
      if (OWED.has(entry.debit)) moved += entry.amount;
      if (OWED.has(entry.credit)) moved -= entry.amount;
    }
    if (moved === 0) continue;
    owed += moved;
    last = owed <= 0 ? fact.id : undefined;
  }
  return last;
}
