/** Stories of a case. Its debts are debt-1, debt-2, …; its payments payment-1, …, in the order of their commands. */
import type { CaseState, CaseStreamFact } from '../../src/ledger/case-state.js';
import type { OpenCase } from '../../src/ledger/case/case.decide.js';
import { CASE, type CaseCommand } from '../../src/ledger/ledger.js';
import { componentsOf, heldOf } from '../../src/ledger/payment/account.state.js';
import { NOW, POLICY, Scenario } from './scenario.js';

export { NOW, POLICY, ZONE } from './scenario.js';

export const openCase: OpenCase = {
  type: 'OpenCase',
  portfolio: 'portfolio-1',
  ref: 'A1',
  occurredAt: '2026-01-01',
};

export class CaseScenario extends Scenario<CaseCommand, CaseState, CaseStreamFact> {
  constructor(now = NOW, policy = POLICY) {
    super(CASE, now, policy);
  }

  /** What is owed by component and what is held, in minor units. */
  balance(): Record<string, number> {
    return { ...Object.fromEntries(componentsOf(this.state.account)), held: heldOf(this.state.account) };
  }
}

export function aCase(...commands: CaseCommand[]): CaseScenario {
  return new CaseScenario().given(openCase, ...commands);
}

/** A case that was opened and closed again. */
export function aClosedCase(...commands: CaseCommand[]): CaseScenario {
  return aCase(...commands).given({ type: 'CloseCase', reason: 'WITHDRAWN' });
}
