/** One case as rules read it. */
import { OBLIGORS } from '../../ledger/hold/index.js';
import type { CaseStreamFact } from '../../ledger/case-state.js';
import type { PartyRole } from '../../ledger/case/index.js';
import type { CivilDate } from '../../ledger/dates.js';

export interface DebtFile {
  readonly id: string;
  readonly case: string;
  readonly event: string;
  readonly product?: string;
  readonly dueDate?: CivilDate;
}

export interface CaseFile {
  readonly id: string;
  readonly portfolio: string;
  /** Zone of its civil dates. */
  readonly zone: string;
  readonly openedOn: CivilDate;
  readonly product?: string;
  readonly debts: Map<string, DebtFile>;
  /** Party stream -> its roles in the case. */
  readonly parties: Map<string, PartyRole[]>;
  /** All its facts, in the order in which they were recorded. */
  readonly facts: CaseStreamFact[];
}

/** Whoever owes in a case. */
export function obligorsOf({ parties }: CaseFile): string[] {
  return [...parties].filter(([, roles]) => roles.some(isObligorRole)).map(([party]) => party);
}

export function isObligorRole(role: string | undefined): boolean {
  return role !== undefined && (OBLIGORS as readonly string[]).includes(role);
}
