/** What every contact command says of the interaction, and the flags that it deserves. */
import type { CaseState } from '../case-state.js';
import { debtsFor, firstRefusal, flagsOfAct, frameOf } from '../checks.js';
import type { Command, Context } from '../command.js';
import type { Flag } from '../fact.js';
import type { ContactMedium } from '../party/party.events.js';
import type { Refusal } from '../refusal.js';
import type { Direction, Interaction } from './contact.events.js';

/** Whom, how and about what. */
export interface Whom extends Command {
  readonly direction?: Direction;
  readonly purpose?: string;
  readonly reason?: string;
  readonly party?: string;
  readonly role?: string;
  readonly point?: string;
  readonly debts?: readonly string[];
  readonly staff?: string;
  readonly agency?: string;
  readonly clearance?: string;
}

export function whomRefusal(command: Whom, state: CaseState): Refusal | undefined {
  return firstRefusal(frameOf(state), command.debts === undefined ? undefined : debtsFor(state, command.debts));
}

export function interaction(command: Whom, channel: ContactMedium, state: CaseState, { newId }: Context): Interaction {
  const { direction = 'OUTBOUND', purpose, reason, party, role, point, debts, staff, agency, clearance } = command;
  const said = { purpose, reason, party, role, point, debts, staff, agency, clearance };
  return { contact: newId, channel, direction, ...said, ...contactFlags(state, direction, clearance) };
}

/** What we begin ought to be cleared before; what was not is recorded all the same (law 1). */
function contactFlags(
  state: CaseState,
  direction: Direction,
  clearance: string | undefined,
): { readonly flags?: readonly Flag[] } {
  const ofAct = flagsOfAct(state);
  if (direction === 'INBOUND' || clearance !== undefined) return ofAct;
  return { flags: [...(ofAct.flags ?? []), 'uncleared'] };
}
