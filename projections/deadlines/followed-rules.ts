/** The rules that cases of one portfolio can be under, and sets of them: worked out once, shared by its cases. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { packApplies, ruleName, type ActivePack, type Place } from '../../src/rules/index.js';
import { followedIn, type Followed } from './rule-reads.js';
import { setsDeadlines } from './rule.deadlines.js';

export class FollowedRules {
  private readonly all: readonly Followed[];
  private readonly begins = new Map<string, readonly Followed[]>();
  private readonly sets = new Map<string, readonly ActivePack[]>();

  /**
   * @param packs with the duties that set deadlines.
   * @param jurisdictions undefined: a case may add any.
   */
  constructor(
    private readonly packs: readonly ActivePack[],
    jurisdictions: readonly string[] | undefined,
  ) {
    const place = { jurisdictions } as Place;
    const here = jurisdictions ? packs.filter(({ pack }) => packApplies(pack, place).is === 'YES') : packs;
    this.all = followedIn(here, setsDeadlines);
  }

  /** Rules that a fact begins. */
  begunBy(fact: CaseStreamFact): readonly Followed[] {
    let rules = this.begins.get(fact.type);
    if (!rules) this.begins.set(fact.type, (rules = this.all.filter((rule) => rule.begins(fact.type))));
    return rules.length === 0 ? rules : rules.filter(({ isBegun }) => isBegun?.(fact) ?? true);
  }

  /** The packs with only some of the duties, the same list for the same rules. */
  only(rules: ReadonlySet<Followed>): readonly ActivePack[] {
    const names = new Set([...rules].map(({ rule }) => rule));
    const key = [...names].sort().join();
    let set = this.sets.get(key);
    if (!set) {
      set = this.packs.map(({ pack, digest }) => {
        const kept = pack.rules.filter((rule) => !setsDeadlines(rule) || names.has(ruleName(rule)));
        return { digest, pack: { ...pack, rules: kept } };
      });
      this.sets.set(key, set);
    }
    return set;
  }
}
