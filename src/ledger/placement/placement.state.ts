/** Placements of a case with agencies: at most one is active for a debt. */
import type { PlacementFact } from './placement.events.js';

export interface Placement {
  readonly id: string;
  readonly event: string;
  readonly agency?: string;
  /** Debts placed; all of the case's where absent. */
  readonly debts?: readonly string[];
  active: boolean;
}

export type Placements = Map<string, Placement>;

export function evolvePlacements(placements: Placements, fact: PlacementFact): Placements {
  switch (fact.type) {
    case 'AccountPlaced': {
      const { placement: id, agency, debts } = fact.data;
      return placements.set(id, { id, event: fact.id, agency, debts, active: true });
    }
    case 'AccountRecalled': {
      const placement = placements.get(fact.data.placement);
      if (placement) placement.active = false;
      return placements;
    }
  }
}
