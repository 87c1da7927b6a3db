/** Findings as flat rows: one for each contact and rule, for each contact's clearance, for each duty, hold or clock. */
import type { RuleVerdict } from '../../src/ledger/clearance/index.js';
import { toInstant, type CivilDate, type Moment } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import type { RuleClock } from '../../src/rules/index.js';
import type { ContactFinding, NothingSaid } from './contact-findings.calc.js';
import type { DutyFinding } from './duty-findings.calc.js';
import type { LateFacts } from './late.calc.js';

/** What a rule says, without its name. */
export type Said = Omit<RuleVerdict, 'rule' | 'pack'>;
export type SaidOfDuty = Omit<RuleClock, 'rule' | 'pack' | 'subject'>;

interface Row {
  /** Store position of the fact that it is about: the order of the rows. */
  readonly position: number;
  readonly event: string;
  /** `US-F-1@1`; `clearance` of the decision behind a contact. */
  readonly rule: string;
  readonly pack: string | null;
}

export interface ContactRow extends Row {
  readonly kind: 'CONTACT';
  readonly contact: string;
  readonly at: Moment;
  readonly on: CivilDate;
  readonly channel: string;
  readonly party?: string;
  readonly staff?: string;
  readonly agency?: string;
  /** Up to when facts counted as known then. */
  readonly decidedAt: string;
  /** By what was known when it was decided; null: the rule had nothing to say. */
  readonly asKnown: Said | null;
  /** By all that is known up to K. */
  readonly asNowKnown: Said | null;
  readonly nothingThen?: NothingSaid;
  readonly nothingNow?: NothingSaid;
  /** Whether the two differ in outcome or reason. */
  readonly differs: boolean;
  /** Event ids of the facts that made the difference. */
  readonly lateFacts: readonly string[];
}

export interface ClearanceRow extends Row {
  readonly kind: 'CLEARANCE';
  readonly contact: string;
  readonly at: Moment;
  readonly on: CivilDate;
  readonly decision: ContactFinding['decision'];
}

export interface DutyRow extends Row {
  readonly kind: 'DUTY';
  readonly subject: string;
  readonly asNowKnown: SaidOfDuty;
  /** Of a missed duty: by what was known when its last day ended; null: nobody could know of it. */
  readonly asKnown?: SaidOfDuty | null;
  readonly differs: boolean;
}

export type FindingRow = ContactRow | ClearanceRow | DutyRow;

function said(verdict: RuleVerdict | undefined): Said | null {
  if (!verdict) return null;
  const { rule: _rule, pack: _pack, ...rest } = verdict;
  return rest;
}

function saidOfDuty({ rule: _rule, pack: _pack, subject: _subject, ...rest }: RuleClock): SaidOfDuty {
  return rest;
}

/** What has no more to say than that it allows is the same as what says nothing. */
function signature(verdict: RuleVerdict | undefined): string {
  if (!verdict || verdict.outcome === 'ALLOWED') return '';
  return `${verdict.outcome} ${verdict.effect ?? ''} ${verdict.reason ?? ''}`;
}

function key({ rule, pack }: RuleVerdict): string {
  return `${pack} ${rule}`;
}

export function differ(then: RuleVerdict | undefined, now: RuleVerdict | undefined): boolean {
  return signature(then) !== signature(now);
}

/** Both verdicts of each rule that says something on one of the bases. */
export function pairsOf({
  asKnown,
  asNowKnown,
}: Pick<ContactFinding, 'asKnown' | 'asNowKnown'>): readonly (readonly [
  RuleVerdict | undefined,
  RuleVerdict | undefined,
])[] {
  if (asKnown.verdicts.length === 0) return asNowKnown.verdicts.map((now) => [undefined, now] as const);
  const then = new Map(asKnown.verdicts.map((verdict) => [key(verdict), verdict]));
  const both = asNowKnown.verdicts.map((now) => [then.get(key(now)), now] as const);
  for (const now of asNowKnown.verdicts) then.delete(key(now));
  return [...both, ...[...then.values()].map((verdict) => [verdict, undefined] as const)];
}

/** Rows of one contact. @param late undefined: the facts that made a difference are not looked for. */
export function rowsOfContact(finding: ContactFinding, late?: LateFacts): (ContactRow | ClearanceRow)[] {
  const { begin, contact, attempt, decision, decidedAt, asKnown, asNowKnown } = finding;
  const { position, id: event, at, eff: on } = begin;
  const { channel, party, staff, agency } = attempt;
  const whom = { contact, at, on, channel, party, staff, agency, decidedAt: toInstant(decidedAt) };
  const nothing = { nothingThen: asKnown.nothing, nothingNow: asNowKnown.nothing };
  // What nobody could know then is compared with nothing.
  const compares = asKnown.nothing !== 'case-not-recorded-then';
  const rows = pairsOf(finding).map(([then, now]): ContactRow => {
    const { rule, pack } = (now ?? then) as RuleVerdict;
    const differs = compares && differ(then, now);
    const lateFacts = differs && late ? late.between(then, now, decidedAt, attempt.events) : [];
    const both = { asKnown: said(then), asNowKnown: said(now), ...nothing, differs, lateFacts };
    return { kind: 'CONTACT', position, event, rule, pack, ...whom, ...both };
  });
  const clearance: ClearanceRow = {
    kind: 'CLEARANCE', position, event, rule: 'clearance', pack: null, contact, at, on, decision,
  }; // prettier-ignore
  return [clearance, ...rows];
}

export function rowOfDuty({ clock, asKnown }: DutyFinding, positions: ReadonlyMap<string, number>): DutyRow {
  const { rule, pack, subject, set: event } = clock;
  const position = positions.get(event) ?? 0;
  const isMissed = clock.outcome === 'DUTY_MISSED';
  const then = isMissed ? { asKnown: asKnown ? saidOfDuty(asKnown) : null } : {};
  // On its last day a duty is still due: that is no difference.
  const differs = isMissed && asKnown?.outcome !== 'DUTY_MISSED' && asKnown?.outcome !== 'DUTY_DUE';
  return { kind: 'DUTY', position, event, rule, pack, subject, ...then, asNowKnown: saidOfDuty(clock), differs };
}

const KINDS: readonly FindingRow['kind'][] = ['CLEARANCE', 'CONTACT', 'DUTY'];

/** All rows in the order of the facts that they are about; of one fact, by kind, pack and rule. */
export function rowsOf(
  contacts: readonly ContactFinding[],
  duties: readonly DutyFinding[],
  facts: readonly LedgerFact[],
  late?: LateFacts,
): FindingRow[] {
  const positions = new Map(facts.map(({ id, position }) => [id, position]));
  const rows = [
    ...contacts.flatMap((finding): FindingRow[] => rowsOfContact(finding, late)),
    ...duties.map((finding) => rowOfDuty(finding, positions)),
  ];
  return rows
    .map((row, n) => ({ row, n }))
    .sort(
      (a, b) => a.row.position - b.row.position || KINDS.indexOf(a.row.kind) - KINDS.indexOf(b.row.kind) || a.n - b.n,
    )
    .map(({ row }) => row);
}

export const BASES = ['as-known', 'as-now-known'] as const;
export type Basis = (typeof BASES)[number];

export interface RowFilter {
  readonly basis?: Basis;
  /** `US-F-1`, or with its version; `clearance`. */
  readonly rule?: string;
  /** An outcome, or BREACH: whatever forbids or warns, is missed, or was not cleared as it should. */
  readonly outcome?: string;
}

export function fits(row: FindingRow, { basis, rule, outcome }: RowFilter): boolean {
  if (rule !== undefined && row.rule !== rule && !row.rule.startsWith(`${rule}@`)) return false;
  if (basis === undefined && outcome === undefined) return true;
  return saidIn(row, basis).some((one) => outcome === undefined || isOutcome(one, outcome));
}

interface Outcome {
  readonly outcome: string;
  readonly effect?: string;
}

function saidIn(row: FindingRow, basis: Basis | undefined): Outcome[] {
  if (row.kind === 'CLEARANCE') {
    const { is, reasons } = row.decision;
    return [{ outcome: is, effect: reasons.length > 0 ? 'WARNS' : undefined }];
  }
  const then = basis === 'as-now-known' ? undefined : row.asKnown;
  const now = basis === 'as-known' ? undefined : row.asNowKnown;
  return [then, now].filter((one) => one !== null && one !== undefined);
}

function isOutcome({ outcome, effect }: Outcome, wanted: string): boolean {
  if (wanted !== 'BREACH') return outcome === wanted;
  return effect !== undefined || outcome === 'DUTY_MISSED' || outcome === 'PROHIBITED';
}
