/** The shape of a table of sentences: a fact type without both languages does not compile. */
import type { LedgerFact } from '../../../src/ledger/ledger.js';
import type { Speaker } from './speaker.js';

/** The fact in words, without full stop, effective date and flags: those are the same for all. */
export interface Sentence<F extends LedgerFact> {
  readonly en: (fact: F, c: Speaker) => string;
  readonly zh: (fact: F, c: Speaker) => string;
}

export type Sentences<F extends LedgerFact> = {
  readonly [G in F as G['type']]: Sentence<G>;
};
