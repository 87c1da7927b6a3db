/**
 * Law that nobody has put into a pack: where a place states a jurisdiction that no pack of the rule book is about, nobody can
 * say what is allowed there. It is listed beside the rules, so that it is never taken for allowed.
 */
import type { RuleVerdict } from '../ledger/clearance/index.js';
import { liesIn } from './applies.js';
import type { ActivePack, RuleEntry } from './pack.js';
import type { Place } from './place.js';

/** Stands for the pack that is missing. */
export const NO_PACK = 'none';
const RULE = 'NO-PACK-';

const known = new WeakMap<readonly ActivePack[], WeakMap<readonly string[], readonly RuleVerdict[]>>();

/** Packs for everywhere are a house's own rules, and the law of no place. */
function isCovered(code: string, packs: readonly ActivePack[]): boolean {
  return packs.some(({ pack: { jurisdiction, includes = [] } }) =>
    [jurisdiction, ...includes].some((area) => area !== '*' && liesIn(code, area)),
  );
}

function workedOut(packs: readonly ActivePack[], codes: readonly string[]): RuleVerdict[] {
  return codes
    .filter((code) => !isCovered(code, packs))
    .map((code) => ({ rule: `${RULE}${code}`, pack: NO_PACK, outcome: 'NOT_EVALUATED', reason: 'no-pack' }));
}

/** One for each jurisdiction of the place without a pack; a part of a country has the packs of the country. */
export function noPackVerdicts(packs: readonly ActivePack[], { jurisdictions }: Place): readonly RuleVerdict[] {
  let places = known.get(packs);
  if (!places) known.set(packs, (places = new WeakMap()));
  let found = places.get(jurisdictions);
  if (!found) places.set(jurisdictions, (found = workedOut(packs, jurisdictions)));
  return found;
}

/** Whether a rule's name stands for the law of a jurisdiction without a pack: `NO-PACK-JP`. */
export function isNoPack(rule: string): boolean {
  return rule.startsWith(RULE);
}

/** What such a line is called, as far as there is anything to say. */
export function noPackEntry(rule: string): Pick<RuleEntry, 'title' | 'citation' | 'source_url' | 'verification'> {
  const code = rule.slice(RULE.length);
  const title = { en: `Law of ${code}: no active rule pack`, zh: `${code} 的法律：没有启用的规则包` };
  return { title, citation: '', source_url: '', verification: 'unverified' };
}
