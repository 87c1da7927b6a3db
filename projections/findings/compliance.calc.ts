/**
 * The compliance report: what findings of many cases come to in a period, by rule. Sums only, so that a book is worked off
 * case by case and parts of a report are added up.
 */
import type { RuleVerdict } from '../../src/ledger/clearance/index.js';
import { localDate, toMillis, type CivilDate } from '../../src/ledger/dates.js';
import type { CaseBook } from './case-book.js';
import { conductFindings } from './conduct.calc.js';
import { contactFindings, type ContactFinding } from './contact-findings.calc.js';
import { dutyFindings, type DutyFinding } from './duty-findings.calc.js';
import { Decisions } from './recorded-decision.calc.js';
import { differ, pairsOf } from './rows.calc.js';

export interface Period {
  readonly from: CivilDate;
  readonly to: CivilDate;
}

export type Counts = Record<string, number>;

/** What the findings of one rule come to. Absent counts are 0. */
export interface RuleTally {
  readonly rule: string;
  readonly pack: string;
  /** Contacts of the period. */
  readonly contacts: {
    judged: number;
    allowed: number;
    /** It forbids them by what was known then. */
    breachesAsKnown: number;
    /** It forbids them by what is known now. */
    breachesAsNowKnown: number;
    /** It warns of them only, by what is known now. */
    advisory: number;
    /** By reason, by what is known now. */
    readonly notEvaluated: Counts;
    /** The two bases differ. */
    differ: number;
    /** Nobody had recorded the case when they were made. */
    notRecordedThen: number;
  };
  /** Duties and clocks whose day lies in the period, by outcome. */
  readonly duties: Counts;
  /** Missed duties that nobody could know of on their last day. */
  missedUnknown: number;
}

export interface Tally {
  cases: number;
  facts: number;
  readonly contacts: {
    /** By what is known now: what was corrected to be inbound, or taken back, is none. */
    outbound: number;
    /** At least one rule forbids it. */
    breachesAsKnown: number;
    breachesAsNowKnown: number;
    differ: number;
    /** By what is wrong with the clearance behind them. */
    readonly clearance: Counts;
    /** A permit stands behind them, and they kept to it. */
    cleared: number;
  };
  /** Decisions asked for in the period. */
  readonly clearances: { permitted: number; blocked: number };
  /** Complaints received in the period. */
  readonly conduct: {
    complaints: number;
    contacts: number;
    /** Of these, contacts that a rule forbids, by what is known now. */
    breaches: number;
    conflicts: number;
  };
  /** By pack, then by rule. */
  readonly rules: Map<string, Map<string, RuleTally>>;
}

export function emptyTally(): Tally {
  return {
    cases: 0,
    facts: 0,
    contacts: { outbound: 0, breachesAsKnown: 0, breachesAsNowKnown: 0, differ: 0, clearance: {}, cleared: 0 },
    clearances: { permitted: 0, blocked: 0 },
    conduct: { complaints: 0, contacts: 0, breaches: 0, conflicts: 0 },
    rules: new Map(),
  };
}

export function isIn({ from, to }: Period, day: CivilDate): boolean {
  return from <= day && day <= to;
}

/** The day by which a clock belongs to a period: its last day, else when it was met or began. */
export function dayOf({ clock: { due, on, from } }: DutyFinding): CivilDate | undefined {
  return due ?? on ?? from;
}

function count(counts: Counts, name: string): void {
  counts[name] = (counts[name] ?? 0) + 1;
}

function tallyOf({ rules }: Tally, { rule, pack }: Pick<RuleVerdict, 'rule' | 'pack'>): RuleTally {
  let ofPack = rules.get(pack);
  if (!ofPack) rules.set(pack, (ofPack = new Map<string, RuleTally>()));
  let found = ofPack.get(rule);
  if (!found) {
    const contacts = {
      judged: 0, allowed: 0, breachesAsKnown: 0, breachesAsNowKnown: 0, advisory: 0, notEvaluated: {}, differ: 0,
      notRecordedThen: 0,
    }; // prettier-ignore
    ofPack.set(rule, (found = { rule, pack, contacts, duties: {}, missedUnknown: 0 }));
  }
  return found;
}

/** Whether a verdict forbids its act: a breach, where the act was done. */
export function forbids(verdict: Pick<RuleVerdict, 'effect'> | null | undefined): boolean {
  return verdict?.effect === 'BLOCKS';
}

function addVerdicts({ contacts }: RuleTally, then: RuleVerdict | undefined, now: RuleVerdict | undefined): void {
  if (forbids(then)) contacts.breachesAsKnown += 1;
  if (!now) return;
  contacts.judged += 1;
  if (forbids(now)) contacts.breachesAsNowKnown += 1;
  else if (now.outcome === 'NOT_EVALUATED') count(contacts.notEvaluated, now.reason ?? 'unknown');
  else if (now.effect === 'WARNS') contacts.advisory += 1;
  else contacts.allowed += 1;
}

/** Of a contact that nobody could know of then there is nothing to compare. */
function addOnlyNow(tally: Tally, verdicts: readonly RuleVerdict[]): void {
  for (const now of verdicts) {
    const rule = tallyOf(tally, now);
    addVerdicts(rule, undefined, now);
    rule.contacts.notRecordedThen += 1;
  }
}

function addBoth(tally: Tally, finding: ContactFinding): void {
  let differs = false;
  for (const [then, now] of pairsOf(finding)) {
    const rule = tallyOf(tally, (now ?? then) as RuleVerdict);
    addVerdicts(rule, then, now);
    if (!differ(then, now)) continue;
    rule.contacts.differ += 1;
    differs = true;
  }
  if (differs) tally.contacts.differ += 1;
}

function addContact(tally: Tally, finding: ContactFinding): void {
  const { contacts } = tally;
  const { decision, asKnown, asNowKnown } = finding;
  if (asKnown.nothing === 'case-not-recorded-then') addOnlyNow(tally, asNowKnown.verdicts);
  else addBoth(tally, finding);
  if (asKnown.verdicts.some(forbids)) contacts.breachesAsKnown += 1;
  if (asNowKnown.nothing !== undefined) return;
  contacts.outbound += 1;
  if (asNowKnown.verdicts.some(forbids)) contacts.breachesAsNowKnown += 1;
  if (decision.reasons.length === 0) contacts.cleared += 1;
  for (const reason of decision.reasons) count(contacts.clearance, reason);
}

function addDuty(tally: Tally, finding: DutyFinding): void {
  const rule = tallyOf(tally, finding.clock);
  count(rule.duties, finding.clock.outcome);
  if (finding.clock.outcome === 'DUTY_MISSED' && finding.asKnown === undefined) rule.missedUnknown += 1;
}

function addClearances(tally: Tally, { caseId, file: { zone } }: CaseBook, decisions: Decisions, period: Period): void {
  for (const { type, data } of decisions.ofCase(caseId)) {
    if (!isIn(period, localDate(toMillis(data.askedAt), zone))) continue;
    if (type === 'ContactPermitted') tally.clearances.permitted += 1;
    else tally.clearances.blocked += 1;
  }
}

function addConduct(tally: Tally, { file }: CaseBook, contacts: readonly ContactFinding[], scope: Scope): void {
  const found = conductFindings(file, scope.asOf, contacts).filter(({ receivedOn }) => isIn(scope, receivedOn));
  for (const { contacts: about, conflicts } of found) {
    tally.conduct.complaints += 1;
    tally.conduct.contacts += about.length;
    tally.conduct.breaches += about.filter(({ asNowKnown }) => asNowKnown.some(forbids)).length;
    tally.conduct.conflicts += conflicts.length;
  }
}

export interface Scope extends Period {
  readonly asOf: CivilDate;
}

/** What a case adds. @param facts of its own stream. */
export function addCase(tally: Tally, book: CaseBook, scope: Scope): void {
  const decisions = new Decisions(book.facts);
  // A complaint of the period may be about any contact before it.
  const complains = book.file.facts.some(({ type }) => type === 'ComplaintReceived');
  const contacts = contactFindings(book, scope.asOf, decisions, complains ? undefined : scope.from);
  tally.cases += 1;
  tally.facts += book.file.facts.length;
  for (const finding of contacts) if (isIn(scope, finding.begin.eff)) addContact(tally, finding);
  for (const finding of dutyFindings(book, scope.asOf)) {
    const day = dayOf(finding);
    if (day !== undefined && isIn(scope, day)) addDuty(tally, finding);
  }
  addClearances(tally, book, decisions, scope);
  addConduct(tally, book, contacts, scope);
}
