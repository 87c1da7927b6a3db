/** A complaint from receipt to closure. Its due date never moves backwards. */
import type { CivilDate } from '../dates.js';
import type { AnyFact } from '../fact.js';
import type { ComplaintFact } from './complaint.events.js';

export interface Complaint {
  readonly id: string;
  readonly event: string;
  readonly receivedOn: CivilDate;
  stage: 'RECEIVED' | 'ACKNOWLEDGED' | 'DECIDED' | 'CLOSED';
  dueDate?: CivilDate;
  outcome?: string;
  decidedOn?: CivilDate;
}

const TYPES: Readonly<Record<ComplaintFact['type'], true>> = {
  ComplaintReceived: true,
  ComplaintAcknowledged: true,
  ComplaintExtended: true,
  ComplaintDecided: true,
  ComplaintClosed: true,
};

/** Whether a fact moves a complaint on; a step that is merely noted does not. */
export function isComplaintFact(fact: AnyFact): fact is ComplaintFact {
  return Object.hasOwn(TYPES, fact.type);
}

export type Complaints = Map<string, Complaint>;

export function evolveComplaints(complaints: Complaints, fact: ComplaintFact): Complaints {
  switch (fact.type) {
    case 'ComplaintReceived': {
      const { complaint: id, dueDate } = fact.data;
      return complaints.set(id, { id, event: fact.id, receivedOn: fact.eff, stage: 'RECEIVED', dueDate });
    }
    case 'ComplaintAcknowledged':
      return update(complaints, fact.data.complaint, { stage: 'ACKNOWLEDGED' });
    case 'ComplaintExtended':
      return update(complaints, fact.data.complaint, { dueDate: fact.data.dueDate });
    case 'ComplaintDecided':
      return update(complaints, fact.data.complaint, {
        stage: 'DECIDED',
        outcome: fact.data.outcome,
        decidedOn: fact.eff,
      });
    case 'ComplaintClosed':
      return update(complaints, fact.data.complaint, { stage: 'CLOSED' });
  }
}

function update(complaints: Complaints, id: string, change: Partial<Complaint>): Complaints {
  const complaint = complaints.get(id);
  if (complaint) Object.assign(complaint, change);
  return complaints;
}
