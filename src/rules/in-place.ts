/**
 * Which rules of which packs may say something in a place, of contacts of a kind or of duties. It depends on nothing that
 * differs between the contacts of a book, so it is worked out once for each place: a memo, not a state.
 */
import { packApplies, ruleApplies, type Applies } from './applies.js';
import type { Act } from './dossier/attempt.js';
import type { ContactEvaluator, DutyEvaluator, Evaluator } from './evaluator.js';
import { evaluatorNamed } from './evaluators/registry.js';
import { packName, ruleName, type ActivePack, type Pack, type RuleEntry } from './pack.js';
import type { Place } from './place.js';

export interface RuleInPlace<E extends Evaluator = Evaluator> {
  readonly rule: RuleEntry;
  readonly evaluator: E;
  /** `US-F-1@1` and `us@1`. */
  readonly names: { readonly rule: string; readonly pack: string };
  /** YES or not known. */
  readonly applies: Applies;
}

export interface PackInPlace<E extends Evaluator = Evaluator> {
  readonly pack: Pack;
  readonly rules: readonly RuleInPlace<E>[];
}

/** Places remembered for a set of packs; a book has few. */
const PLACES_KEPT_MAX = 2_000;

const known = new WeakMap<readonly ActivePack[], Map<string, readonly PackInPlace[]>>();

/** A text that is not there differs from an empty one. */
function part(text: string | undefined): string {
  return text === undefined ? '-' : `=${text}`;
}

/** Codes as one text, joined once for each list: a portfolio may state forty. */
const joined = new WeakMap<readonly string[], string>();

function joinedOf(codes: readonly string[]): string {
  let text = joined.get(codes);
  if (text === undefined) joined.set(codes, (text = codes.join()));
  return text;
}

function keyOf({ jurisdictions, capacity, creditorKind, products, partyKind }: Place, act: Act | undefined): string {
  const own = [part(capacity), part(creditorKind), part(partyKind), joinedOf(jurisdictions), products.map(part).join()];
  if (act) own.push(part(act.channel), part(act.direction), part(act.role));
  return own.join('|');
}

function rulesOf(pack: Pack, of: Evaluator['of'], wide: Applies, place: Place, act?: Act): RuleInPlace[] {
  return pack.rules.flatMap((rule) => {
    const evaluator = evaluatorNamed(rule.evaluator);
    if (evaluator?.of !== of) return [];
    const narrow = ruleApplies(rule.applies_when, place, act);
    const applies = narrow.is === 'NO' || wide.is === 'YES' ? narrow : wide;
    return applies.is === 'NO'
      ? []
      : [{ rule, evaluator, names: { rule: ruleName(rule), pack: packName(pack) }, applies }];
  });
}

function workedOut(packs: readonly ActivePack[], of: Evaluator['of'], place: Place, act?: Act): PackInPlace[] {
  return packs.flatMap(({ pack }) => {
    const wide = packApplies(pack, place);
    const rules = wide.is === 'NO' ? [] : rulesOf(pack, of, wide, place, act);
    return rules.length === 0 ? [] : [{ pack, rules }];
  });
}

function remembered(
  packs: readonly ActivePack[],
  of: Evaluator['of'],
  place: Place,
  act?: Act,
): readonly PackInPlace[] {
  let places = known.get(packs);
  if (!places) known.set(packs, (places = new Map<string, readonly PackInPlace[]>()));
  const key = keyOf(place, act);
  let found = places.get(key);
  if (!found) {
    if (places.size >= PLACES_KEPT_MAX) places.clear();
    places.set(key, (found = workedOut(packs, of, place, act)));
  }
  return found;
}

/** Rules about a contact; of it only channel, direction and role are read. */
export function contactRules(
  packs: readonly ActivePack[],
  place: Place,
  act: Act,
): readonly PackInPlace<ContactEvaluator>[] {
  return remembered(packs, 'contact', place, act) as readonly PackInPlace<ContactEvaluator>[];
}

export function dutyRules(packs: readonly ActivePack[], place: Place): readonly PackInPlace<DutyEvaluator>[] {
  return remembered(packs, 'duty', place) as readonly PackInPlace<DutyEvaluator>[];
}
