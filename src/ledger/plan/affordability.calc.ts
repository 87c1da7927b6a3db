/**
 * Can the debtor afford the plan? The dearest calendar month of the plan against what can be spared in a month
 * (duty D19: reasonable amount and term from ability). The shares are company parameters, not law.
 */
import type { PlanTerms } from './plan.events.js';

export interface AffordabilityRule {
  readonly id: string;
  readonly version: number;
  /** Most of the disposable sum that the plan may take, basis points. */
  readonly maxBps: number;
}

export const AFFORDABILITY_RULES: readonly AffordabilityRule[] = [
  { id: 'all-disposable', version: 1, maxBps: 10_000 },
  { id: 'half-disposable', version: 1, maxBps: 5_000 },
];
export const STANDARD_AFFORDABILITY_RULE = 'all-disposable@1';

export function affordabilityRuleNamed(name: string): AffordabilityRule | undefined {
  return AFFORDABILITY_RULES.find(({ id, version }) => `${id}@${version}` === name);
}

/** What falls due in the dearest calendar month, minor units. */
export function dearestMonth({ instalments }: Pick<PlanTerms, 'instalments'>): number {
  const months = new Map<string, number>();
  for (const { dueDate, amount } of instalments) {
    const month = dueDate.slice(0, 7);
    months.set(month, (months.get(month) ?? 0) + amount);
  }
  return Math.max(0, ...months.values());
}

export interface AffordabilityResult {
  readonly monthly: number;
  /** Rounded up: a plan that takes a cent too much does not pass. Absent where nothing can be spared. */
  readonly ratioBps?: number;
  readonly passed: boolean;
}

export function affordability(terms: Pick<PlanTerms, 'instalments'>, disposable: number, rule: AffordabilityRule) {
  const monthly = dearestMonth(terms);
  if (disposable === 0) return { monthly, passed: false } satisfies AffordabilityResult;
  const ratio = (BigInt(monthly) * 10_000n + BigInt(disposable) - 1n) / BigInt(disposable);
  // Beyond the safe integers the ratio says no more than "far too much".
  const ratioBps = ratio > BigInt(Number.MAX_SAFE_INTEGER) ? Number.MAX_SAFE_INTEGER : Number(ratio);
  return { monthly, ratioBps, passed: ratioBps <= rule.maxBps } satisfies AffordabilityResult;
}
