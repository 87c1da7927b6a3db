/** Decides complaint commands. */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import {
  amountRefusal,
  dateRefusal,
  firstRefusal,
  flagsOf,
  frameOf,
  instantRefusal,
  sealed,
  subjectOf,
} from '../checks.js';
import type { Command, Rules } from '../command.js';
import type { CivilDate } from '../dates.js';
import { isRefusal, notAllowed, unknown, type Refusal } from '../refusal.js';
import type { ExtensionLevel } from './complaint.events.js';
import type { Complaint } from './complaint.state.js';

export interface LogComplaint extends Command {
  readonly type: 'LogComplaint';
  readonly text?: string;
  readonly channel?: string;
  readonly topic?: string;
  readonly dueDate?: CivilDate;
  readonly externalRef?: string;
  readonly about?: readonly string[];
  readonly handler?: string;
}
interface OnComplaint extends Command {
  /** The complaint; the case's only one where absent. */
  readonly complaint?: string;
}
export interface AcknowledgeComplaint extends OnComplaint {
  readonly type: 'AcknowledgeComplaint';
  readonly responseBy?: CivilDate;
}
export interface ExtendComplaint extends OnComplaint {
  readonly type: 'ExtendComplaint';
  readonly dueDate: CivilDate;
  readonly reason: string;
  readonly level?: ExtensionLevel;
  readonly approvedBy?: string;
  readonly notifiedAt?: string;
}
export interface DecideComplaint extends OnComplaint {
  readonly type: 'DecideComplaint';
  readonly outcome: string;
  readonly text?: string;
  /** Redress, minor units. */
  readonly redress?: number;
  readonly discloses?: readonly string[];
}
export interface CloseComplaint extends OnComplaint {
  readonly type: 'CloseComplaint';
  readonly reason?: string;
}
export type ComplaintCommand = LogComplaint | AcknowledgeComplaint | ExtendComplaint | DecideComplaint | CloseComplaint;

function complaintFor(state: CaseState, id: string | undefined): Complaint | Refusal {
  const frame = frameOf(state);
  if (isRefusal(frame)) return frame;
  const [only, second] = state.complaints.values();
  const found = id === undefined ? (second ? undefined : only) : state.complaints.get(id);
  if (found) return found;
  const which = second ? 'Name the complaint that is meant.' : 'The case has no complaint.';
  const message = id === undefined ? which : `The case has no complaint '${id}'.`;
  return unknown('unknown-complaint', message, 'complaint');
}

export const complaintRules: Rules<ComplaintCommand, CaseState, CaseStreamFact> = {
  LogComplaint: {
    creates: 'complaint',
    personal: ['text'],
    decide({ text, channel, topic, dueDate, externalRef, about, handler }, state, { newId }) {
      const refusal = firstRefusal(frameOf(state), dateRefusal(dueDate, 'dueDate'));
      if (refusal) return refusal;
      const data = { complaint: newId, channel, topic, dueDate, externalRef, about, handler, ...flagsOf(state) };
      return [{ type: 'ComplaintReceived', data, ...sealed(subjectOf(state), { text }) }];
    },
  },
  AcknowledgeComplaint: {
    decide({ complaint, responseBy }, state) {
      const found = complaintFor(state, complaint);
      const refusal = firstRefusal(found, dateRefusal(responseBy, 'responseBy'));
      if (refusal || isRefusal(found)) return refusal ?? (found as Refusal);
      return [{ type: 'ComplaintAcknowledged', data: { complaint: found.id, responseBy, ...flagsOf(state) } }];
    },
  },
  ExtendComplaint: {
    decide({ complaint, dueDate, reason, level, approvedBy, notifiedAt }, state) {
      const found = complaintFor(state, complaint);
      const refusal = firstRefusal(found, dateRefusal(dueDate, 'dueDate'), instantRefusal(notifiedAt, 'notifiedAt'));
      if (refusal || isRefusal(found)) return refusal ?? (found as Refusal);
      if (found.dueDate !== undefined && dueDate < found.dueDate) {
        return notAllowed(
          'due-date-backwards',
          `The complaint is due on ${found.dueDate}; its due date never moves backwards.`,
          'dueDate',
        );
      }
      const said = { dueDate, reason, level, approvedBy, notifiedAt };
      return [{ type: 'ComplaintExtended', data: { complaint: found.id, ...said, ...flagsOf(state) } }];
    },
  },
  DecideComplaint: {
    personal: ['text'],
    decide({ complaint, outcome, text, redress, discloses }, state) {
      const found = complaintFor(state, complaint);
      const refusal = firstRefusal(found, redress === undefined ? undefined : amountRefusal(redress, 'redress'));
      if (refusal || isRefusal(found)) return refusal ?? (found as Refusal);
      const data = { complaint: found.id, outcome, redress, discloses, ...flagsOf(state) };
      return [{ type: 'ComplaintDecided', data, ...sealed(subjectOf(state), { text }) }];
    },
  },
  CloseComplaint: {
    decide({ complaint, reason }, state) {
      const found = complaintFor(state, complaint);
      if (isRefusal(found)) return found;
      return [{ type: 'ComplaintClosed', data: { complaint: found.id, reason, ...flagsOf(state) } }];
    },
  },
};
