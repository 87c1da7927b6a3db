/** The plans of a case as of a day, from its facts as known: written once for queries, read tables, reactors and holds. */
import type { CaseStreamFact } from '../case-state.js';
import { addDays, type CivilDate } from '../dates.js';
import { laterUses, PaymentUses, touchesPayments, type Flow } from '../payment/counted.calc.js';
import { breakRuleNamed } from './break-rule.calc.js';
import { evaluatePlan, type PlanResult } from './plan.calc.js';
import type { PlanFact } from './plan.events.js';
import { evolvePlans, type PlanRecord, type Plans, type StandingPlan } from './plan.state.js';
import { scheduleOf } from './schedule.calc.js';

/** Facts that a plan's course rests on. Notices are not among them (law 4). */
const ROOTS = new Set<CaseStreamFact['type']>([
  'PlanProposed',
  'PlanCounterOffered',
  'PlanAgreed',
  'PlanActivated',
  'PlanRestructured',
  'PlanCancelled',
  'DeferralGranted',
]);

export function isPlanRoot(type: CaseStreamFact['type']): boolean {
  return ROOTS.has(type);
}

/** Whether a fact may change what became of a plan. */
export function touchesPlans(type: CaseStreamFact['type']): boolean {
  return ROOTS.has(type) || touchesPayments(type);
}

/** A version that was activated, and what became of it. */
export interface VersionAt extends PlanResult {
  readonly version: StandingPlan;
}

export interface PlanAt {
  readonly record: PlanRecord;
  /** Oldest first; none while the plan is not active yet. */
  readonly versions: readonly VersionAt[];
}

/** The plan-relevant facts of a case, taken apart once and asked for many days. */
export class PlanBook {
  private readonly roots: readonly PlanFact[];
  private readonly uses: PaymentUses;
  private readonly flows = new Map<string, readonly Flow[]>();

  /** @param facts of one case in store order, cut at K. */
  constructor(facts: readonly CaseStreamFact[]) {
    this.roots = facts.filter((fact): fact is PlanFact => ROOTS.has(fact.type));
    this.uses = new PaymentUses(this.roots.length === 0 ? [] : facts);
  }

  get isEmpty(): boolean {
    return this.roots.length === 0;
  }

  /** Whether some plan may hold collection. */
  get holdsCollection(): boolean {
    return this.roots.some(({ data }) => 'kind' in data && data.kind === 'PERSONALISED');
  }

  /** Every plan that was proposed by a day, with what became of its versions by then. */
  at(asOf: CivilDate): PlanAt[] {
    return [...this.recordsAt(asOf).values()].map((record) => ({
      record,
      versions: record.standing.map((version) => ({ version, ...this.dated(record, version, asOf) })),
    }));
  }

  /** Like `at`, without asking since when a reversal or deferral has changed what was read before. */
  roughly(asOf: CivilDate): PlanAt[] {
    return [...this.recordsAt(asOf).values()].map((record) => ({
      record,
      versions: record.standing.map((version) => ({ version, ...evaluatePlan(version, this.flowsTo(version), asOf) })),
    }));
  }

  /** The days on which something about a plan may change, sorted. */
  turningPoints(): CivilDate[] {
    const days = new Set<CivilDate>(this.uses.days());
    for (const fact of this.roots) days.add(fact.eff);
    // Every date that an instalment ever had, by the facts of each day on which one was granted or agreed.
    for (const day of new Set(this.roots.map(({ eff }) => eff))) {
      for (const { standing } of this.recordsAt(day).values())
        for (const version of standing) addDueDays(days, version);
    }
    return [...days].sort();
  }

  private recordsAt(asOf: CivilDate): Plans {
    const plans: Plans = new Map();
    for (const fact of this.roots) if (fact.eff <= asOf) evolvePlans(plans, fact);
    return plans;
  }

  private flowsTo({ terms: { debts } }: StandingPlan): readonly Flow[] {
    const key = debts.join();
    let flows = this.flows.get(key);
    if (!flows) {
      flows = this.uses.onDebts(new Set(debts));
      this.flows.set(key, flows);
    }
    return flows;
  }

  /**
   * The result with the days from which it really is so. A reversal on its own date and a deferral let the past be read
   * anew from their day on: what reads otherwise on the day before became so on that day.
   */
  private dated(record: PlanRecord, version: StandingPlan, asOf: CivilDate): PlanResult {
    const flows = this.flowsTo(version);
    const result = evaluatePlan(version, flows, asOf);
    const anew = [...laterUses(flows), ...record.deferredOn].filter((day) => day <= asOf);
    const last = anew.reduce((a, b) => (a > b ? a : b), '');
    if (last <= version.activatedOn) return result;
    const before = addDays(last, -1);
    const earlier = this.recordsAt(before).get(record.id);
    const same = earlier?.standing.find(({ terms }) => terms.version === version.terms.version);
    return earlier && same ? since(result, this.dated(earlier, same, before), last) : result;
  }
}

/** @param before the result on the day before `day`, from which on the past is read anew. */
function since(result: PlanResult, before: PlanResult, day: CivilDate): PlanResult {
  return {
    ...result,
    since: sinceOf(result.since, before.state === result.state ? before.since : day, day),
    instalments: result.instalments.map((now, i) => {
      const then = before.instalments[i];
      return { ...now, since: sinceOf(now.since, then?.outcome === now.outcome ? then.since : day, day) };
    }),
  };
}

/** What came about on the day or later stands; what reads as older is as old as it was then. */
function sinceOf(read: CivilDate, then: CivilDate, day: CivilDate): CivilDate {
  return read >= day ? read : then;
}

function addDueDays(days: Set<CivilDate>, { terms, shifts }: StandingPlan): void {
  const rule = breakRuleNamed(terms.breakRule);
  for (const { dueDate, graceEnd, lateOn } of scheduleOf(terms, shifts)) {
    days.add(dueDate).add(lateOn);
    if (rule?.kind === 'overdue') days.add(addDays(graceEnd, rule.days + 1));
  }
}
