/** Which facts made the difference between what was known then and what is known now. */
import type { RuleVerdict } from '../../src/ledger/clearance/index.js';
import { toMillis, type Millis } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { whenHappened } from '../../src/rules/index.js';

/** Facts named at most: the earliest recorded of them. */
export const LATE_FACTS_MAX = 64;

export class LateFacts {
  private readonly byId: ReadonlyMap<string, LedgerFact>;
  /** Id of a fact -> those that correct it. */
  private readonly correctedBy = new Map<string, LedgerFact[]>();

  /** @param facts in store order, cut at K. */
  constructor(private readonly facts: readonly LedgerFact[]) {
    this.byId = new Map(facts.map((fact) => [fact.id, fact]));
    for (const fact of facts) {
      const { ref } = fact;
      if (ref !== undefined) this.correctedBy.set(ref, [...(this.correctedBy.get(ref) ?? []), fact]);
    }
  }

  /**
   * Facts that were recorded after a decision and that one of the two verdicts rests on, or that correct or take back what
   * one rests on. Where the verdicts name none (a zone, an address), all that were recorded late about what was before.
   * @param own id of the contact.
   */
  between(
    then: RuleVerdict | undefined,
    now: RuleVerdict | undefined,
    decidedAt: Millis,
    own: readonly string[],
  ): string[] {
    const named = [...(then?.inputs ?? []), ...(now?.inputs ?? []), ...own];
    const isLate = ({ rec }: LedgerFact): boolean => toMillis(rec) > decidedAt;
    const resting = named.flatMap((id) => [
      ...(own.includes(id) ? [] : [this.byId.get(id)]),
      ...(this.correctedBy.get(id) ?? []),
    ]);
    const late = resting.filter((fact): fact is LedgerFact => fact !== undefined && isLate(fact));
    const found = late.length > 0 ? late : this.lateAbout(decidedAt, own);
    const inOrder = [...new Set(found)].sort((a, b) => a.position - b.position);
    return inOrder.slice(0, LATE_FACTS_MAX).map(({ id }) => id);
  }

  /** What had happened by then, or changed what had, and nobody knew. */
  private lateAbout(decidedAt: Millis, own: readonly string[]): LedgerFact[] {
    return this.facts.filter(
      (fact) =>
        toMillis(fact.rec) > decidedAt &&
        (fact.ref !== undefined || whenHappened(fact).at <= decidedAt) &&
        !own.includes(fact.id),
    );
  }
}
