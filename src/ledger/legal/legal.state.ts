/** Legal actions of a case. */
import type { CivilDate } from '../dates.js';
import type { LegalFact } from './legal.events.js';

export interface LegalAction {
  readonly id: string;
  readonly event: string;
  readonly kind: string;
  /** Debts sued for; all of the case where absent. */
  readonly debts?: readonly string[];
  stage: 'FILED' | 'JUDGED';
  outcome?: string;
}

export type LegalActions = Map<string, LegalAction>;

export function evolveLegal(actions: LegalActions, fact: LegalFact): LegalActions {
  switch (fact.type) {
    case 'LegalActionFiled':
      return actions.set(fact.data.action, {
        id: fact.data.action,
        event: fact.id,
        kind: fact.data.kind,
        debts: fact.data.debts,
        stage: 'FILED',
      });
    case 'CourtStepRecorded':
      return actions;
    case 'JudgmentEntered': {
      const action = actions.get(fact.data.action);
      if (action) Object.assign(action, { stage: 'JUDGED', outcome: fact.data.outcome });
      return actions;
    }
  }
}

/** By when a judgment that orders payment must be performed: its own date where it names no day. */
export function performByOf(
  { amount, performanceDeadline }: Pick<Judged['data'], 'amount' | 'performanceDeadline'>,
  eff: CivilDate,
): CivilDate | undefined {
  return performanceDeadline ?? (amount === undefined ? undefined : eff);
}

type Judged = Extract<LegalFact, { type: 'JudgmentEntered' }>;
