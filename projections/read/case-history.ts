/**
 * A case's facts with those of its parties, merged by position and cut at K: what every question about one case folds.
 * No table is involved (design.md 5).
 */
import { decode } from '../../src/ledger/envelope.js';
import { localDate, type CivilDate } from '../../src/ledger/dates.js';
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { isAboutFreeze } from '../../src/ledger/hold/index.js';
import type { LedgerFact, PartyStreamFact } from '../../src/ledger/ledger.js';
import { Problem } from '../../src/http/problem.js';
import { PAGE_EVENTS_MAX, type EventStore } from '../../src/store/port.js';
import type { AnswerHead } from './cut.js';
import type { CaseSource } from './read-side.js';

type Opened = Extract<CaseStreamFact, { type: 'CaseOpened' }>;

export interface CaseHistory {
  readonly head: AnswerHead;
  readonly opened: Opened;
  /** Facts of the case's own stream, in order, as known at K; not cut at V. */
  readonly facts: readonly CaseStreamFact[];
  /** Facts of its parties that concern it, and of incidents where they were asked for; as known at K. */
  readonly others: readonly LedgerFact[];
  /** Both, by position. */
  readonly merged: readonly LedgerFact[];
  /** Revision of the case's stream as known at K. */
  readonly revision: number;
}

export interface AsOf {
  /** V; today in the case's zone where left out. */
  readonly asOf?: CivilDate;
  /** K: an instant, a civil date or an event id; everything where left out. */
  readonly knownAt?: string;
}

/** All facts of a stream, in order. */
export async function readStream(store: EventStore, stream: string): Promise<LedgerFact[]> {
  const facts: LedgerFact[] = [];
  for (;;) {
    const page = await store.readStream(stream, facts.length, PAGE_EVENTS_MAX);
    for (const event of page) facts.push(decode(event) as LedgerFact);
    if (page.length < PAGE_EVENTS_MAX) return facts;
  }
}

/** Clearances about this case. */
function clearancesOf(facts: readonly PartyStreamFact[], caseId: string): ReadonlySet<string> {
  const about = facts.flatMap((fact) =>
    (fact.type === 'ContactPermitted' || fact.type === 'ContactBlocked') && fact.data.cases.includes(caseId)
      ? [fact.data.clearance]
      : [],
  );
  return new Set(about);
}

/** A party's facts that are about this case, or about the person as such. */
function concerning(facts: readonly PartyStreamFact[], caseId: string): PartyStreamFact[] {
  const clearances = clearancesOf(facts, caseId);
  return facts.filter((fact) => {
    const { type, data } = fact;
    if (type === 'CaseLinked') return data.case === caseId;
    if (type !== 'ContactPermitted' && type !== 'ContactBlocked' && type !== 'ClearanceReleased') return true;
    return clearances.has(data.clearance);
  });
}

async function partyFacts(store: EventStore, facts: readonly CaseStreamFact[], caseId: string): Promise<LedgerFact[]> {
  const parties = new Set<string>();
  for (const fact of facts) if (fact.type === 'PartyLinked') parties.add(fact.data.party);
  const all: LedgerFact[] = [];
  for (const party of parties) {
    all.push(...concerning((await readStream(store, party)) as PartyStreamFact[], caseId));
  }
  return all;
}

/** The facts of incidents that freeze contact on the case, and end it. Rows say which incidents these are. */
async function incidentFacts(
  read: CaseSource,
  facts: readonly CaseStreamFact[],
  cut: number | undefined,
): Promise<LedgerFact[]> {
  const { stream: caseId, position: last } = facts[facts.length - 1] as CaseStreamFact;
  const until = cut ?? Number.MAX_SAFE_INTEGER;
  const incidents = await read.incidentsAbout(caseId, cut ?? last);
  const all: LedgerFact[] = [];
  for (const incident of incidents) {
    const own = (await readStream(read.store, incident)).filter(({ position }) => position <= until);
    const freezes = new Set<string>();
    for (const fact of own) {
      if (fact.type === 'ContactFrozen' && fact.data.case === caseId) freezes.add(fact.data.freeze);
      if (isAboutFreeze(fact) && freezes.has(fact.data.freeze)) all.push(fact);
    }
  }
  return all;
}

/** Reads a case as of (V, K). */
export async function caseHistory(
  read: CaseSource,
  caseId: string,
  { asOf, knownAt }: AsOf,
  { incidents = false }: { readonly incidents?: boolean } = {},
): Promise<CaseHistory> {
  const all = (await readStream(read.store, caseId)) as CaseStreamFact[];
  const opened = all[0];
  if (opened?.type !== 'CaseOpened') throw Problem.of(404, 'unknown-case', `There is no case '${caseId}'.`);
  const zone = opened.zone.name;
  const cut = await read.cut(knownAt, zone);
  const until = cut.position ?? Number.MAX_SAFE_INTEGER;
  const facts = all.filter((fact) => fact.position <= until);
  if (facts.length === 0) {
    throw Problem.of(404, 'unknown-case', `The case '${caseId}' was not known at ${knownAt ?? 'that time'}.`);
  }
  const ofParties = (await partyFacts(read.store, facts, caseId)).filter((fact) => fact.position <= until);
  const ofIncidents = incidents ? await incidentFacts(read, facts, cut.position) : [];
  const others = [...ofParties, ...ofIncidents];
  const merged = others.length === 0 ? facts : [...facts, ...others].sort((a, b) => a.position - b.position);
  const last = merged[merged.length - 1] as LedgerFact;
  return {
    head: {
      asOf: asOf ?? localDate(read.clock.now(), zone),
      knownAt: last.rec,
      lastEvent: last.id,
      final: cut.final,
    },
    opened,
    facts,
    others,
    merged,
    revision: facts.length - 1,
  };
}
