/** Decides clearances. What the rules say comes through a port (`VerdictPort`) and is recorded as it is. */
import type { Command, Rules } from '../command.js';
import { toInstant, toMillis } from '../dates.js';
import type { ContactMedium } from '../party/party.events.js';
import type { PartyState } from '../party/party.state.js';
import { notAllowed, unknown } from '../refusal.js';
import type { Asked, ClearanceFact } from './clearance.events.js';

/** A permit that no contact uses reserves its attempt for so long after the planned time. */
export const CLEARANCE_TTL_MINUTES = 15;

export interface RequestClearance extends Command {
  readonly type: 'RequestClearance';
  readonly channel: ContactMedium;
  readonly purpose?: string;
  readonly role?: string;
  readonly point?: string;
  readonly mode?: string;
  /** Now where left out. */
  readonly plannedAt?: string;
  /** The case; every case of the party that has one of the debts where left out. */
  readonly case?: string;
  readonly debts?: readonly string[];
  readonly staff?: string;
  readonly agency?: string;
  readonly reason?: string;
}
export interface ReleaseClearance extends Command {
  readonly type: 'ReleaseClearance';
  readonly clearance: string;
  readonly reason?: string;
}
export type ClearanceCommand = RequestClearance | ReleaseClearance;

export const clearanceRules: Rules<ClearanceCommand, PartyState, ClearanceFact> = {
  RequestClearance: {
    creates: 'clearance',
    judged: true,
    decide(command, _state, { newId, now, verdict }) {
      if (!verdict) throw new Error('a clearance was decided without asking the rules');
      const { channel, point, mode, staff, agency, reason } = command;
      const { purpose, role, cases, debts, plannedAt, judgement, nextAllowedAt } = verdict;
      const whom = { purpose, role, point, channel, mode, plannedAt, cases, debts, staff, agency, reason };
      const asked: Asked = { clearance: newId, ...whom, askedAt: toInstant(now) };
      if (!verdict.permitted) return [{ type: 'ContactBlocked', data: { ...asked, nextAllowedAt, judgement } }];
      const expiresAt = toInstant(toMillis(plannedAt) + CLEARANCE_TTL_MINUTES * 60_000);
      return [{ type: 'ContactPermitted', data: { ...asked, expiresAt, judgement } }];
    },
  },
  ReleaseClearance: {
    decide({ clearance: id, reason }, state) {
      const clearance = state.clearances.get(id);
      if (!clearance) return unknown('unknown-clearance', `The party was given no clearance '${id}'.`, 'clearance');
      if (!clearance.permitted) {
        return notAllowed('not-permitted', 'That contact was blocked: there is nothing to give back.', 'clearance');
      }
      if (clearance.released)
        return notAllowed('released-already', 'That clearance was released already.', 'clearance');
      return [{ type: 'ClearanceReleased', data: { clearance: id, reason } }];
    },
  },
};
