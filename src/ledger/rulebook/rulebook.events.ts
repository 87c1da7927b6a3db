/**
 * Facts about rule packs: which version of which pack decides, since when. The whole pack stands in the fact, so that what
 * was decided under it can be decided again without its file. Stored for ever.
 */
import type { FactOf } from '../fact.js';

export type RuleBookFact =
  | FactOf<
      'RulePackActivated',
      {
        /** Name of the pack: `us`. */
        readonly pack: string;
        readonly version: number;
        /** SHA-256 of `content`, hex. */
        readonly digest: string;
        /** The pack as canonical JSON. */
        readonly content: string;
      }
    >
  | FactOf<'RulePackDeactivated', { readonly pack: string; readonly version: number; readonly reason: string }>;
