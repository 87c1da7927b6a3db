/** One rule with all its versions over the packs that decide, and what its own examples come to. */
import {
  packName,
  vectorsOf,
  type ActivePack,
  type RuleEntry,
  type TestVector,
  type VectorResult,
} from '../rules/index.js';

export interface PlayedVector extends TestVector {
  readonly holds: boolean;
  /** What it wanted and did not get, one sentence each. */
  readonly differs: VectorResult['differs'];
}

export interface RuleVersion extends Omit<RuleEntry, 'test_vectors'> {
  /** `us@1`. */
  readonly pack: string;
  readonly digest: string;
  readonly test_vectors: readonly PlayedVector[];
}

export interface RuleCard {
  readonly rule: string;
  /** The one in force longest first. */
  readonly versions: readonly RuleVersion[];
}

/** Undefined where no pack has such a rule. */
export function ruleCard(id: string, packs: readonly ActivePack[]): RuleCard | undefined {
  const versions = packs.flatMap(({ pack, digest }) =>
    pack.rules
      .filter(({ rule_id }) => rule_id === id)
      .map((rule): RuleVersion => {
        const results = vectorsOf(pack, rule);
        const played = rule.test_vectors.map((vector, i): PlayedVector => {
          const differs = results[i]?.differs ?? [];
          return { ...vector, holds: differs.length === 0, differs };
        });
        return { ...rule, pack: packName(pack), digest, test_vectors: played };
      }),
  );
  versions.sort((a, b) => (a.in_force_from < b.in_force_from ? -1 : 1));
  return versions.length === 0 ? undefined : { rule: id, versions };
}
