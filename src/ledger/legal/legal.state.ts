/** Legal actions of a case. */
import type { LegalFact } from './legal.events.js';

export interface LegalAction {
  readonly id: string;
  readonly event: string;
  readonly kind: string;
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
