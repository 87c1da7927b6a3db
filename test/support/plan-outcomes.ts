/** What became of the plans of a story. */
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { PlanBook, type VersionAt } from '../../src/ledger/plan/plans-at.calc.js';
import type { ProposePlan } from '../../src/ledger/plan/plan.decide.js';
import { aCase, type CaseScenario } from './case-scenario.js';

export const planDebt: CaseCommand = {
  type: 'RegisterDebt',
  balances: { principal: 100_000 },
  occurredAt: '2026-01-01',
};

/** 100 a month on the 10th from January on; 3 days of grace are the policy's. */
export function proposal(count: number, more: Partial<ProposePlan> = {}): ProposePlan {
  return { type: 'ProposePlan', total: 100 * count, count, firstDue: '2026-01-10', occurredAt: '2026-01-02', ...more };
}

/** The commands that put a proposal into force on 3 January. */
export function inForceFrom(propose: ProposePlan, plan = 'plan-1', day = '2026-01-03'): CaseCommand[] {
  return [
    propose,
    { type: 'AgreePlan', plan, form: 'WRITTEN', occurredAt: day },
    { type: 'ActivatePlan', plan, occurredAt: day },
  ];
}

export function planCase(propose: ProposePlan, ...then: CaseCommand[]): CaseScenario {
  return aCase(planDebt, ...inForceFrom(propose), ...then);
}

/** The version in force as of a day, as known after `facts` facts: all of them where left out. */
export function planOn(scenario: CaseScenario, asOf: string, facts?: number): VersionAt {
  const version = new PlanBook(scenario.facts.slice(0, facts)).at(asOf)[0]?.versions.at(-1);
  if (!version) throw new Error('the case should have a plan in force');
  return version;
}

/** Outcomes of its instalments. */
export function instalmentsOn(scenario: CaseScenario, asOf: string, facts?: number): string[] {
  return planOn(scenario, asOf, facts).instalments.map(({ outcome }) => outcome);
}
