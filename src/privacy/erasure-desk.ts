/** Looks up what an erasure is decided on: the keys of the person, and what keeps its cases (`ErasurePort`). */
import type { CivilDate } from '../ledger/dates.js';
import type { ErasureEvidence, ErasureQuestion, KeepingDuty } from '../ledger/erasure/index.js';
import type { LedgerFact } from '../ledger/ledger.js';
import type { ErasurePort } from '../ledger/ports.js';
import { isAlone, owes, type ReadFacts } from './party-subjects.js';
import type { Vault } from './vault.js';

/** Until when a case must be kept, and why: rule packs know. */
export interface RetentionPort {
  dutiesOf(caseId: string, asOf: CivilDate): Promise<readonly KeepingDuty[]>;
}

const STAGES: ReadonlySet<string> = new Set(['CaseOpened', 'CaseClosed', 'CaseReopened']);

function isOpen(facts: readonly LedgerFact[]): boolean {
  const last = facts.filter(({ type }) => STAGES.has(type)).at(-1);
  return last !== undefined && last.type !== 'CaseClosed';
}

/** Legal holds that stand on a case. */
function holdsOn(id: string, facts: readonly LedgerFact[]): KeepingDuty[] {
  const open = new Set<string>();
  for (const fact of facts) {
    if (fact.type === 'CaseLegalHoldPlaced') open.add(fact.data.caseLegalHold);
    if (fact.type === 'CaseLegalHoldReleased') open.delete(fact.data.caseLegalHold);
  }
  return [...open].map((hold) => ({ ground: 'LEGAL_HOLD', case: id, by: hold }));
}

export class ErasureDesk implements ErasurePort {
  constructor(
    private readonly vault: Vault,
    private readonly read: ReadFacts,
    private readonly retention: RetentionPort,
  ) {}

  /**
   * What is open or must be kept binds whoever owes; others (a relative, an employer) go when nobody holds their data for
   * proceedings.
   */
  async evidence({ party, cases, asOf }: ErasureQuestion): Promise<ErasureEvidence> {
    const duties: KeepingDuty[] = [];
    const read: Record<string, number> = {};
    const subjects = [party];
    for (const [id, roles] of cases) {
      const facts = await this.read(id);
      read[id] = facts.length - 1;
      duties.push(...holdsOn(id, facts));
      if (!owes(roles)) continue;
      if (isOpen(facts)) duties.push({ ground: 'OPEN_CASE', case: id });
      else duties.push(...(await this.retention.dutiesOf(id, asOf)));
      if (isAlone(party, facts)) subjects.push(id);
    }
    return { keyIds: await this.vault.keyIdsOf(subjects), duties, read };
  }
}
