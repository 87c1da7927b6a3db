/** The compliance report as it is answered, and two parts of one added up. */
import {
  NO_PACK,
  noPackEntry,
  ruleName,
  packName,
  type ActivePack,
  type AuthorityRank,
  type Verification,
  type Words,
} from '../../src/rules/index.js';
import type { AnswerHead } from '../read/cut.js';
import { rateOf, type Rate } from '../read/shares.js';
import type { RuleTally, Tally } from './compliance.calc.js';
import type { Versions } from './open-book.js';

export interface RuleLine extends RuleTally {
  readonly title: Words;
  readonly citation: string;
  /** `none` of a law without a pack. */
  readonly authority: AuthorityRank | 'none';
  readonly verification: Verification;
}

export interface ComplianceReport extends AnswerHead, Versions {
  readonly report: { readonly id: 'compliance'; readonly version: number };
  readonly portfolio: string;
  readonly name: string;
  readonly from: string;
  readonly to: string;
  /** Cases of this part, and of the whole portfolio. */
  readonly cases: number;
  readonly casesInAll: number;
  /** Facts of these cases. */
  readonly facts: number;
  readonly contacts: Tally['contacts'];
  readonly clearances: Tally['clearances'] & {
    /** Blocked of all that were asked for. */
    readonly blockRate: Rate;
  };
  readonly conduct: Tally['conduct'];
  /** Rules that had something to say, by pack and rule. */
  readonly rules: readonly RuleLine[];
  /** Pass it as `after` for the next part; null on the last. */
  readonly next: string | null;
}

function withoutPack({ rules }: Tally): RuleLine[] {
  return [...(rules.get(NO_PACK)?.values() ?? [])].map((tally) => {
    const { title, citation, verification } = noPackEntry(tally.rule);
    return { ...tally, title, citation, authority: 'none', verification };
  });
}

export function ruleLines(tally: Tally, packs: readonly ActivePack[]): RuleLine[] {
  return [...linesOfPacks(tally, packs), ...withoutPack(tally)];
}

function linesOfPacks({ rules }: Tally, packs: readonly ActivePack[]): RuleLine[] {
  return packs.flatMap(({ pack }) =>
    pack.rules.flatMap((rule) => {
      const tally = rules.get(packName(pack))?.get(ruleName(rule));
      if (!tally) return [];
      const { title, citation, authority_rank: authority, verification } = rule;
      return [{ ...tally, title, citation, authority, verification }];
    }),
  );
}

type Sums = { [name: string]: unknown };

/** Adds all numbers of two like objects, whatever lies deeper; of other members the first one's. */
function added<T extends object>(a: T, b: T): T {
  const sum = { ...b, ...a } as Sums;
  for (const name of Object.keys(sum)) {
    const [one, other] = [(a as Sums)[name], (b as Sums)[name]];
    if (typeof one === 'number' && typeof other === 'number') sum[name] = one + other;
    else if (isObject(one) && isObject(other)) sum[name] = added(one, other);
  }
  return sum as T;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

function lineKey({ pack, rule }: RuleTally): string {
  return `${pack} ${rule}`;
}

function addedLine(a: RuleLine, b: RuleLine): RuleLine {
  const { contacts, duties, missedUnknown } = a;
  return {
    ...a,
    contacts: added(contacts, b.contacts),
    duties: added(duties, b.duties),
    missedUnknown: missedUnknown + b.missedUnknown,
  };
}

function byName(a: RuleLine, b: RuleLine): number {
  return lineKey(a) < lineKey(b) ? -1 : 1;
}

/** A report and the next part of the same. */
export function withPart(a: ComplianceReport, b: ComplianceReport): ComplianceReport {
  const lines = new Map(a.rules.map((line) => [lineKey(line), line]));
  for (const line of b.rules) {
    const known = lines.get(lineKey(line));
    lines.set(lineKey(line), known ? addedLine(known, line) : line);
  }
  const permitted = a.clearances.permitted + b.clearances.permitted;
  const blocked = a.clearances.blocked + b.clearances.blocked;
  return {
    ...a,
    cases: a.cases + b.cases,
    facts: a.facts + b.facts,
    contacts: added(a.contacts, b.contacts),
    clearances: { permitted, blocked, blockRate: rateOf(blocked, permitted + blocked) },
    conduct: added(a.conduct, b.conduct),
    rules: [...lines.values()].sort(byName),
    next: b.next,
  };
}

export { byName as byRuleName };
