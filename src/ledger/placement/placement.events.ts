/** Facts about placing an account with a collection agency. Names and shapes are stored for ever. */
import type { FactOf, Flag } from '../fact.js';

export type PlacementFact =
  | FactOf<
      'AccountPlaced',
      {
        readonly placement: string;
        readonly agency?: string;
        readonly debts?: readonly string[];
        readonly batch?: string;
        readonly flags?: readonly Flag[];
      }
    >
  | FactOf<
      'AccountRecalled',
      { readonly placement: string; readonly reason: string; readonly flags?: readonly Flag[] }
    >;
