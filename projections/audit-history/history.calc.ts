/** The chronicle of a case: every fact in order, with the balance around it and what corrects what. */
import { evolveCase, newCase, CASE_FACT_TYPES, type CaseStreamFact } from '../../src/ledger/case-state.js';
import { dateOf, daysBetween } from '../../src/ledger/dates.js';
import type { Flag, Source } from '../../src/ledger/fact.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { journalOf, netEffect, type JournalEntry } from '../../src/ledger/payment/index.js';

/** A fact recorded this many days after it happened is marked late. */
export const LATE_ENTRY_DAYS = 2;

export interface HistoryEntry {
  readonly id: string;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  /** When it happened. */
  readonly at: string;
  /** Effective date. */
  readonly eff: string;
  /** When it was recorded. */
  readonly rec: string;
  readonly by: string;
  readonly obo?: string;
  readonly src?: Source;
  readonly flags: readonly (Flag | 'late-entry')[];
  readonly data: object;
  /** What the case owed before and after, in the order of recording. */
  readonly balance: { readonly before: number; readonly after: number };
  /** Event id of the fact that this one corrects or reverses. */
  readonly corrects?: string;
  /** Event ids of facts that correct or reverse this one. */
  readonly correctedBy: readonly string[];
  readonly cause?: string;
}

const CASE_TYPES = new Set<string>(CASE_FACT_TYPES);

export function isCaseFact(fact: LedgerFact): fact is CaseStreamFact {
  return CASE_TYPES.has(fact.type);
}

function entriesBy(fact: LedgerFact, asOf: string): readonly JournalEntry[] {
  return isCaseFact(fact) ? journalOf(fact).filter(({ eff }) => eff <= asOf) : [];
}

function flagsOf(fact: LedgerFact): HistoryEntry['flags'] {
  const own = (fact.data as { flags?: readonly Flag[] }).flags ?? [];
  const recorded = dateOf(fact.rec, fact.zone.name);
  const happened = dateOf(fact.at, fact.zone.name);
  return daysBetween(happened, recorded) > LATE_ENTRY_DAYS ? [...own, 'late-entry'] : own;
}

/**
 * @param facts merged by position and cut at K; those effective after `asOf` are left out, but for what moved money on or
 *   before that day: a reversal on the original date changes what was owed since then.
 */
export function historyOf(facts: readonly LedgerFact[], asOf: string): HistoryEntry[] {
  const shown = facts.filter((fact) => fact.eff <= asOf || entriesBy(fact, asOf).length > 0);
  const corrections = new Map<string, string[]>();
  for (const { id, ref } of shown) if (ref !== undefined) corrections.set(ref, [...(corrections.get(ref) ?? []), id]);
  let net = 0;
  return shown.map((fact) => {
    const { id, stream, revision, type, at, eff, rec, by, obo, src, data, ref, cause } = fact;
    const before = net;
    for (const entry of entriesBy(fact, asOf)) net += netEffect(entry);
    const times = { at, eff, rec };
    const balance = { before, after: net };
    const links = { corrects: ref, correctedBy: corrections.get(id) ?? [], cause };
    return { id, stream, revision, type, ...times, by, obo, src, flags: flagsOf(fact), data, balance, ...links };
  });
}

/** The currency of a case, for its sentences. */
export function currencyOf(facts: readonly LedgerFact[], caseId: string): string | undefined {
  return facts.filter(isCaseFact).reduce(evolveCase, newCase(caseId)).currency;
}
