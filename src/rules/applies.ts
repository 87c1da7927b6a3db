/** Whether a pack and an entry of it apply. Three answers: what is not known is said, never guessed. */
import type { Act } from './dossier/attempt.js';
import type { AppliesWhen, Pack } from './pack.js';
import type { Place } from './place.js';
import { isProductOf, productKind } from './products.js';

/** YES, NO, or the code of what is not known. */
export type Applies =
  { readonly is: 'YES' } | { readonly is: 'NO' } | { readonly is: 'UNKNOWN'; readonly reason: string };

const YES: Applies = { is: 'YES' };
const NO: Applies = { is: 'NO' };

function unknown(reason: string): Applies {
  return { is: 'UNKNOWN', reason };
}

/** Whether a code lies in another: `US-MA` lies in `US`. */
export function liesIn(code: string, area: string): boolean {
  return code === area || code.startsWith(`${area}-`);
}

/** Where nothing was stated nobody can say. A state of a country applies unless another of its states was named. */
function inArea(stated: readonly string[], area: string): Applies {
  if (area === '*' || stated.some((code) => liesIn(code, area))) return YES;
  if (stated.length === 0) return unknown('jurisdiction-not-stated');
  const parent = stated.find((code) => area.startsWith(`${code}-`));
  if (parent === undefined) return NO;
  return stated.some((code) => code.startsWith(`${parent}-`))
    ? NO
    : unknown(`part-of-${parent.toLowerCase()}-not-known`);
}

function either(answers: readonly Applies[]): Applies {
  return answers.find(({ is }) => is === 'YES') ?? answers.find(({ is }) => is === 'UNKNOWN') ?? NO;
}

function all(answers: readonly Applies[]): Applies {
  return answers.find(({ is }) => is === 'NO') ?? answers.find(({ is }) => is === 'UNKNOWN') ?? YES;
}

export function packApplies({ jurisdiction, includes = [] }: Pack, { jurisdictions }: Place): Applies {
  return either([jurisdiction, ...includes].map((area) => inArea(jurisdictions, area)));
}

function oneOf(allowed: readonly string[] | undefined, value: string | undefined, missing: string): Applies {
  if (allowed === undefined) return YES;
  if (value === undefined) return unknown(missing);
  return allowed.includes(value) ? YES : NO;
}

/** A name that says no kind is not known to be of another. */
function productIn(allowed: readonly string[], product: string | undefined): Applies {
  if (product === undefined) return unknown('product-not-known');
  if (isProductOf(product, allowed)) return YES;
  return productKind(product) === undefined ? unknown('product-not-recognised') : NO;
}

/** One debt of the kind is enough: the strictest rule of all debts of a contact applies. */
function productApplies(allowed: readonly string[] | undefined, products: readonly (string | undefined)[]): Applies {
  if (allowed === undefined) return YES;
  if (products.length === 0) return unknown('product-not-known');
  return either(products.map((product) => productIn(allowed, product)));
}

/** One debt of another kind is enough. */
function notOnly(excepted: readonly string[] | undefined, products: readonly (string | undefined)[]): Applies {
  if (excepted === undefined) return YES;
  if (products.some((product) => product !== undefined && !isProductOf(product, excepted))) return YES;
  return products.length === 0 || products.includes(undefined) ? unknown('product-not-known') : NO;
}

/** @param act absent for rules about duties: their conditions on a contact are looked at by the evaluator. */
export function ruleApplies(when: AppliesWhen, place: Place, act?: Act): Applies {
  return all([
    when.jurisdiction ? either(when.jurisdiction.map((area) => inArea(place.jurisdictions, area))) : YES,
    oneOf(when.channel, act?.channel ?? when.channel?.[0], 'channel-not-known'),
    oneOf(when.direction, act?.direction ?? when.direction?.[0], 'direction-not-known'),
    act ? oneOf(when.role, act.role, 'role-not-known') : YES,
    oneOf(when.capacity, place.capacity, 'capacity-not-stated'),
    oneOf(when.creditor_kind, place.creditorKind, 'creditor-kind-not-stated'),
    oneOf(when.party_kind, place.partyKind, 'party-kind-not-known'),
    productApplies(when.product, place.products),
    notOnly(when.except_product, place.products),
  ]);
}
