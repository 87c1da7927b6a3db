/** Decides commands about the case itself. */
import type { CaseState, CaseStreamFact } from '../case-state.js';
import { flagsOf, frameOf, sealed, subjectOf } from '../checks.js';
import type { Command, Rules } from '../command.js';
import { isCurrency } from '../money.js';
import { netOf } from '../payment/account.state.js';
import { exists, impossible, isRefusal, notAllowed } from '../refusal.js';
import type { CloseReason, PartyRole } from './case.events.js';

export interface OpenCase extends Command {
  readonly type: 'OpenCase';
  readonly portfolio: string;
  readonly ref?: string;
  readonly product?: string;
  readonly currency?: string;
}
export interface AssignCase extends Command {
  readonly type: 'AssignCase';
  readonly assignee: string;
  readonly team?: string;
}
export interface AddNote extends Command {
  readonly type: 'AddNote';
  readonly text: string;
  readonly topic?: string;
}
export interface CloseCase extends Command {
  readonly type: 'CloseCase';
  readonly reason: CloseReason;
  readonly detail?: string;
}
export interface ReopenCase extends Command {
  readonly type: 'ReopenCase';
  readonly reason: string;
}
export interface LinkParty extends Command {
  readonly type: 'LinkParty';
  readonly party: string;
  readonly role: PartyRole;
}

/** Sent by intake only: its source changed or withdrew what it had said. */
export interface CorrectRecord extends Command {
  readonly type: 'CorrectRecord';
  /** Event id of the fact. */
  readonly event: string;
  /** Its type. */
  readonly of: string;
  readonly action: 'WITHDRAWN' | 'REPLACED';
  readonly reason: string;
}

export type CaseFrameCommand = OpenCase | AssignCase | AddNote | CloseCase | ReopenCase | LinkParty | CorrectRecord;

export const caseFrameRules: Rules<CaseFrameCommand, CaseState, CaseStreamFact> = {
  OpenCase: {
    decide(command, state, { policy }) {
      const { portfolio, ref, product, currency = policy.currency } = command;
      if (state.frame.stage !== 'NONE') {
        return exists('case-exists', `The case '${ref ?? state.id}' exists already in this portfolio.`, state.id);
      }
      if (currency !== undefined && !isCurrency(currency)) {
        return impossible('bad-currency', `'${currency}' is no ISO 4217 code such as EUR.`, 'currency');
      }
      return [{ type: 'CaseOpened', data: { portfolio, ref, product, currency } }];
    },
  },
  AssignCase: {
    decide({ assignee, team }, state) {
      const frame = frameOf(state);
      if (isRefusal(frame)) return frame;
      return [{ type: 'CaseAssigned', data: { assignee, team, ...flagsOf(state) } }];
    },
  },
  AddNote: {
    creates: 'note',
    personal: ['text'],
    decide({ text, topic }, state, { newId }) {
      const frame = frameOf(state);
      if (isRefusal(frame)) return frame;
      const data = { note: newId, topic, ...flagsOf(state) };
      return [{ type: 'CaseNoteAdded', data, ...sealed(subjectOf(state), { text }) }];
    },
  },
  CloseCase: {
    decide({ reason, detail }, state) {
      const frame = frameOf(state);
      if (isRefusal(frame)) return frame;
      if (frame.stage === 'CLOSED') return notAllowed('case-closed', 'The case is closed already.');
      const net = netOf(state.account);
      if (reason === 'SETTLED' && net > 0) {
        return notAllowed('case-owing', `The case still owes ${net} minor units: it is not settled.`, 'reason');
      }
      return [{ type: 'CaseClosed', data: { reason, detail } }];
    },
  },
  ReopenCase: {
    decide({ reason }, state) {
      const frame = frameOf(state);
      if (isRefusal(frame)) return frame;
      if (frame.stage === 'OPEN') return notAllowed('case-open', 'The case is open.');
      return [{ type: 'CaseReopened', data: { reason } }];
    },
  },
  CorrectRecord: {
    decide({ event, of, action, reason }, state) {
      const frame = frameOf(state);
      if (isRefusal(frame)) return frame;
      return [{ type: 'RecordCorrected', data: { action, of, reason }, ref: event }];
    },
  },
  LinkParty: {
    decide({ party, role }, state) {
      const frame = frameOf(state);
      if (isRefusal(frame)) return frame;
      if (frame.parties.get(party)?.includes(role)) {
        return exists('party-linked', `The party is linked to the case as ${role} already.`, party);
      }
      return [{ type: 'PartyLinked', data: { party, role, ...flagsOf(state) } }];
    },
  },
};
