/** A dispute and its hold. The hold is released only by resolution or withdrawal. */
import type { CivilDate } from '../dates.js';
import type { DisputeFact, DisputeGround } from './dispute.events.js';

export interface Dispute {
  readonly id: string;
  readonly event: string;
  readonly ground: DisputeGround;
  readonly raisedOn: CivilDate;
  readonly debts?: readonly string[];
  readonly amount?: number;
  stage: 'RAISED' | 'RESOLVED' | 'WITHDRAWN';
  held: boolean;
  outcome?: string;
}

export type Disputes = Map<string, Dispute>;

export function evolveDisputes(disputes: Disputes, fact: DisputeFact): Disputes {
  switch (fact.type) {
    case 'DisputeRaised': {
      const { dispute: id, ground, debts, amount } = fact.data;
      return disputes.set(id, {
        id,
        event: fact.id,
        ground,
        raisedOn: fact.eff,
        debts,
        amount,
        stage: 'RAISED',
        held: false,
      });
    }
    case 'CollectionHoldPlaced':
      return update(disputes, fact.data.dispute, { held: true });
    case 'DisputeStepRecorded':
      return disputes;
    case 'DisputeResolved':
      return update(disputes, fact.data.dispute, { stage: 'RESOLVED', outcome: fact.data.outcome });
    case 'DisputeWithdrawn':
      return update(disputes, fact.data.dispute, { stage: 'WITHDRAWN' });
    case 'CollectionHoldReleased':
      return update(disputes, fact.data.dispute, { held: false });
  }
}

function update(disputes: Disputes, id: string, change: Partial<Dispute>): Disputes {
  const dispute = disputes.get(id);
  if (dispute) Object.assign(dispute, change);
  return disputes;
}
