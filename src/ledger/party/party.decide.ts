/** Decides party commands. */
import type { PartyRole } from '../case/case.events.js';
import { sealed } from '../checks.js';
import type { Command, Rules } from '../command.js';
import { isCivilDate } from '../dates.js';
import { exists, impossible, unknown, type Refusal } from '../refusal.js';
import type { ContactMedium, ContactPlace, PartyFact } from './party.events.js';
import type { PartyState } from './party.state.js';

export interface RegisterParty extends Command {
  readonly type: 'RegisterParty';
  readonly portfolio: string;
  readonly kind: 'PERSON' | 'ORGANISATION';
  readonly ref?: string;
  readonly language?: string;
  readonly name: string;
  readonly birthDate?: string;
  readonly idNumber?: string;
  readonly address?: string;
}
export interface AddContactPoint extends Command {
  readonly type: 'AddContactPoint';
  readonly medium: ContactMedium;
  readonly value: string;
  readonly basis?: string;
  readonly label?: string;
  readonly place?: ContactPlace;
  readonly reserved?: boolean;
}
export interface InvalidateContactPoint extends Command {
  readonly type: 'InvalidateContactPoint';
  readonly point: string;
  readonly reason: string;
}
export interface LinkCase extends Command {
  readonly type: 'LinkCase';
  readonly case: string;
  readonly role: PartyRole;
}
export type PartyCommand = RegisterParty | AddContactPoint | InvalidateContactPoint | LinkCase;

function missing(state: PartyState): Refusal | undefined {
  if (state.portfolio !== undefined) return undefined;
  return unknown('unknown-party', `There is no party ${state.id}. Register it first.`, 'party');
}

export const partyRules: Rules<PartyCommand, PartyState, PartyFact> = {
  RegisterParty: {
    personal: ['name', 'birthDate', 'idNumber', 'address'],
    decide(command, state) {
      const { portfolio, kind, ref, language, name, birthDate, idNumber, address } = command;
      if (state.portfolio !== undefined) {
        return exists('party-exists', 'The party exists already in this portfolio.', state.id);
      }
      if (birthDate !== undefined && !isCivilDate(birthDate)) {
        return impossible('bad-date', 'birthDate is no civil date YYYY-MM-DD.', 'birthDate');
      }
      const data = { portfolio, kind, ref, language };
      return [{ type: 'PartyRegistered', data, ...sealed(state.id, { name, birthDate, idNumber, address }) }];
    },
  },
  AddContactPoint: {
    creates: 'point',
    personal: ['value'],
    decide({ medium, value, basis, label, place, reserved }, state, { newId }) {
      const refusal = missing(state);
      if (refusal) return refusal;
      const data = { point: newId, medium, basis, label, place, reserved };
      return [{ type: 'ContactPointAdded', data, ...sealed(state.id, { value }) }];
    },
  },
  InvalidateContactPoint: {
    decide({ point, reason }, state) {
      const refusal = missing(state);
      if (refusal) return refusal;
      if (!state.points.has(point))
        return unknown('unknown-point', `The party has no contact point '${point}'.`, 'point');
      return [{ type: 'ContactPointInvalidated', data: { point, reason } }];
    },
  },
  LinkCase: {
    decide({ case: id, role }, state) {
      const refusal = missing(state);
      if (refusal) return refusal;
      if (state.cases.get(id)?.includes(role)) {
        return exists('case-linked', `The party is linked to the case as ${role} already.`, id);
      }
      return [{ type: 'CaseLinked', data: { case: id, role } }];
    },
  },
};
