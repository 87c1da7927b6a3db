/** Clearances that a party was given: enough to release one, and to know whose a contact names. */
import type { ClearanceFact } from './clearance.events.js';

export interface Clearance {
  readonly id: string;
  readonly event: string;
  readonly permitted: boolean;
  released: boolean;
}

export type Clearances = Map<string, Clearance>;

export function evolveClearances(clearances: Clearances, fact: ClearanceFact): Clearances {
  const { clearance: id } = fact.data;
  switch (fact.type) {
    case 'ContactPermitted':
      return clearances.set(id, { id, event: fact.id, permitted: true, released: false });
    case 'ContactBlocked':
      return clearances.set(id, { id, event: fact.id, permitted: false, released: false });
    case 'ClearanceReleased': {
      const known = clearances.get(id);
      if (known) known.released = true;
      return clearances;
    }
  }
}
