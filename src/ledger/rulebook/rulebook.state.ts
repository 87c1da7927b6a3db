/** Which packs decide, and every version that ever did. */
import type { RuleBookFact } from './rulebook.events.js';

export interface RuleBookState {
  readonly id: string;
  /** Digest by `pack@version`, of all that were ever activated: such a version never changes. */
  readonly digests: Map<string, string>;
  /** Version by pack, of those that decide now. */
  readonly active: Map<string, number>;
}

export function newRuleBook(id: string): RuleBookState {
  return { id, digests: new Map(), active: new Map() };
}

export function evolveRuleBook(state: RuleBookState, fact: RuleBookFact): RuleBookState {
  const { pack, version } = fact.data;
  switch (fact.type) {
    case 'RulePackActivated':
      state.digests.set(`${pack}@${version}`, fact.data.digest);
      state.active.set(pack, version);
      return state;
    case 'RulePackDeactivated':
      if (state.active.get(pack) === version) state.active.delete(pack);
      return state;
  }
}
