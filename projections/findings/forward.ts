/** A dossier that moves forward in time of recording: what was known then. It never goes back, and is built once. */
import { toMillis, type Millis } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { Dossier } from '../../src/rules/index.js';

export class Forward {
  readonly dossier = new Dossier();
  private next = 0;

  /** @param facts in store order. */
  constructor(private readonly facts: readonly LedgerFact[]) {}

  /** As known at an instant: all before the first fact that was recorded after it (law 3: K is a position). */
  to(instant: Millis): Dossier {
    for (; this.next < this.facts.length; this.next++) {
      const fact = this.facts[this.next] as LedgerFact;
      if (toMillis(fact.rec) > instant) break;
      this.dossier.add(fact);
    }
    return this.dossier;
  }
}
