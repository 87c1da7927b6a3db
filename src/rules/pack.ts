/**
 * A rule pack: dated law as data. The names are those of the YAML files and of the facts that activate them; an entry is
 * one version of one rule, evaluated with the version in force on the day of the conduct (docs/rules).
 */
import type { CivilDate } from '../ledger/dates.js';

/** Where a rule stands in the order of sources. */
export const AUTHORITY_RANKS = [
  'statute',
  'regulation',
  'departmental_rule',
  'judicial_interpretation',
  'supervisory',
  'standard',
  'industry_code',
  'company',
] as const;
export type AuthorityRank = (typeof AUTHORITY_RANKS)[number];

/** Not everything is a violation: a presumption can be rebutted, a duty can still be met. */
export const OUTCOME_KINDS = [
  'PROHIBITED',
  'PRESUMED_VIOLATION',
  'PRESUMED_COMPLIANCE',
  'DUTY_DUE',
  'DUTY_MET',
  'DUTY_MISSED',
  'HOLD',
  'RETAIN_UNTIL',
  'ADVISORY',
] as const;
export type OutcomeKind = (typeof OUTCOME_KINDS)[number];

/** `unverified`: no source confirmed the parameter. Such a rule advises and never blocks. */
export type Verification = 'verified' | 'secondary' | 'unverified';

/** The same words for both readers of the console. */
export interface Words {
  readonly en: string;
  readonly zh: string;
}

/**
 * To what an entry applies. It reads only what the portfolio, the case and the party state, and the contact itself. A
 * member left out is no condition; what is not known makes the rule NOT_EVALUATED, never silently kept or broken.
 */
export interface AppliesWhen {
  /** Codes narrower than the pack's own: `UK-ENG`. */
  readonly jurisdiction?: readonly string[];
  readonly capacity?: readonly ('FIRST_PARTY' | 'AGENCY' | 'PURCHASER')[];
  readonly creditor_kind?: readonly string[];
  /** Product of the case or debt, lower case. */
  readonly product?: readonly string[];
  /** Products to which it does not apply, lower case. */
  readonly except_product?: readonly string[];
  readonly channel?: readonly string[];
  readonly direction?: readonly ('OUTBOUND' | 'INBOUND')[];
  readonly role?: readonly string[];
  /** Kind of party: a consumer is a PERSON. */
  readonly party_kind?: readonly ('PERSON' | 'ORGANISATION')[];
}

export interface RuleEntry {
  readonly rule_id: string;
  readonly version: number;
  readonly title: Words;
  /** What the rule says, in our words. */
  readonly text: Words;
  readonly authority_rank: AuthorityRank;
  readonly in_force_from: CivilDate;
  /** First day on which it is no longer in force. */
  readonly in_force_to?: CivilDate;
  readonly citation: string;
  readonly source_url: string;
  readonly verification: Verification;
  readonly applies_when: AppliesWhen;
  /** `name@semver` of a pure function of this program. */
  readonly evaluator: string;
  readonly outcome_kind: OutcomeKind;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly test_vectors: readonly TestVector[];
}

/** A fact of a test vector: header and ids are filled in (docs/rules/packs.md). */
export interface VectorFact {
  readonly fact: string;
  /** Instants or civil dates: one fact for each. */
  readonly at: string | readonly string[];
  /** When it was recorded, where that is later. */
  readonly rec?: string;
  readonly stream?: 'case' | 'party' | 'case2' | 'other';
  readonly data?: Readonly<Record<string, unknown>>;
}

/** An example that the pack must satisfy: `quittance rules test` and the tests run it. */
export interface TestVector {
  readonly name: string;
  readonly zones?: readonly string[];
  readonly place?: Readonly<Record<string, unknown>>;
  readonly given: readonly VectorFact[];
  /** The contact that is asked for, of a rule about contacts; `contact` with the id of one that happened. */
  readonly when?: Readonly<Record<string, unknown>>;
  /** The day, of a rule about duties. */
  readonly as_of?: CivilDate;
  /** Members that the finding must have. */
  readonly then: Readonly<Record<string, unknown>>;
}

export interface Pack {
  readonly pack: string;
  readonly version: number;
  readonly title: Words;
  /** `US`, `US-MA`, `UK`, `EU`; `*` applies everywhere. */
  readonly jurisdiction: string;
  /** Further codes for the same: members of a union, other names. */
  readonly includes?: readonly string[];
  /** Candidate zones where nobody knows the person's; the case's own zone where left out. */
  readonly zones?: readonly string[];
  /** Business-day calendar of its duties. */
  readonly calendar?: string;
  readonly rules: readonly RuleEntry[];
}

/** A pack that decides, and how it came to: its canonical bytes have this digest. */
export interface ActivePack {
  readonly pack: Pack;
  /** SHA-256 of the pack's canonical JSON, hex. */
  readonly digest: string;
}

export function packName({ pack, version }: Pick<Pack, 'pack' | 'version'>): string {
  return `${pack}@${version}`;
}

export function ruleName({ rule_id, version }: Pick<RuleEntry, 'rule_id' | 'version'>): string {
  return `${rule_id}@${version}`;
}

/** Whether an entry is in force on a day. */
export function isInForce({ in_force_from, in_force_to }: RuleEntry, day: CivilDate): boolean {
  return in_force_from <= day && (in_force_to === undefined || day < in_force_to);
}
