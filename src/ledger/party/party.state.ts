/** A party without its personal values: kind, contact points by id, cases it takes part in. */
import type { PartyRole } from '../case/case.events.js';
import type { ClearanceFact } from '../clearance/clearance.events.js';
import { withoutJudgement } from '../clearance/lean.js';
import { evolveClearances, type Clearances } from '../clearance/clearance.state.js';
import type { ErasureFact } from '../erasure/erasure.events.js';
import type { Zone } from '../fact.js';
import { evolveEntries, type Entries, type FactRole } from '../register/entries.state.js';
import { REGISTER_ROLES, type PartyRegisterFact } from '../registers.js';
import type { ContactMedium, PartyFact } from './party.events.js';

export interface ContactPoint {
  readonly id: string;
  readonly medium: ContactMedium;
  valid: boolean;
}

/** Every fact of a party stream. */
export type AnyPartyFact = PartyFact | PartyRegisterFact | ClearanceFact | ErasureFact;

export interface PartyState {
  readonly id: string;
  portfolio?: string;
  zone?: Zone;
  readonly points: Map<string, ContactPoint>;
  readonly cases: Map<string, PartyRole[]>;
  /** Entries of the registers. */
  readonly entries: Entries;
  readonly clearances: Clearances;
  /** All its facts, decisions without their judgement: what rules are asked with, exactly as the command is decided on. */
  readonly facts: AnyPartyFact[];
}

export function newParty(id: string): PartyState {
  return { id, points: new Map(), cases: new Map(), entries: new Map(), clearances: new Map(), facts: [] };
}

/** The registers' facts say by table what they do. */
function isOfRegister(fact: AnyPartyFact): fact is PartyRegisterFact {
  return REGISTER_ROLES.has(fact.type);
}

export function evolveParty(state: PartyState, fact: AnyPartyFact): PartyState {
  state.facts.push(withoutJudgement(fact));
  if (isOfRegister(fact)) {
    evolveEntries(state.entries, fact, REGISTER_ROLES.get(fact.type) as FactRole);
    return state;
  }
  switch (fact.type) {
    case 'PartyRegistered':
      state.portfolio = fact.data.portfolio;
      state.zone = fact.zone;
      return state;
    case 'ContactPointAdded': {
      const { point: id, medium } = fact.data;
      state.points.set(id, { id, medium, valid: true });
      return state;
    }
    case 'ContactPointInvalidated': {
      const point = state.points.get(fact.data.point);
      if (point) point.valid = false;
      return state;
    }
    case 'CaseLinked': {
      const roles = state.cases.get(fact.data.case) ?? [];
      state.cases.set(fact.data.case, [...roles, fact.data.role]);
      return state;
    }
    case 'SubjectKeyDestroyed':
      // The request is ended by `ErasureApproved`; the vault destroys the keys.
      return state;
    case 'ContactPermitted':
    case 'ContactBlocked':
    case 'ClearanceReleased':
      evolveClearances(state.clearances, fact);
      return state;
  }
}
