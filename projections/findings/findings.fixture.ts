/** A debtor with two cases, as the test vectors of packs tell it, with what a test adds; and packs of single rules. */
import { toMillis } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { REGISTER_ROLES } from '../../src/ledger/registers.js';
import type { ActivePack, RuleEntry, VectorFact } from '../../src/rules/index.js';
import { STORY, storyOf } from '../../src/rules/vectors/story.js';
import { CaseBook } from './case-book.js';
import { contactFindings, type ContactFinding } from './contact-findings.calc.js';
import { Decisions } from './recorded-decision.calc.js';

const PARTY_FACTS = ['PartyRegistered', 'CaseLinked', 'ContactPermitted', 'ContactBlocked', 'ClearanceReleased'];
export const LATER = '2026-12-31';

/** `ref` names a contact that the fact corrects. */
export type Given = VectorFact & { readonly corrects?: string };

function isPartyFact(type: string): boolean {
  return PARTY_FACTS.includes(type) || REGISTER_ROLES.get(type)?.register.stream === 'party';
}

/** Facts in the order in which they were recorded, as a store gives them. */
export function factsOf(given: readonly Given[], stated: object = { jurisdictions: ['US'], capacity: 'AGENCY' }) {
  const vector = { name: 'story', zones: [STORY.zone], given, then: {} };
  const told = storyOf(vector, isPartyFact) as unknown as Record<string, unknown>[];
  const first = told[0] as Record<string, unknown>;
  const portfolio = { ...first, id: 'event-0', type: 'PortfolioCreated', stream: STORY.portfolio, data: stated };
  const begins = new Map(told.map(({ id, data }) => [(data as { contact?: string }).contact, id]).reverse() as never);
  const own = told.length - given.reduce((sum, { at }) => sum + (typeof at === 'string' ? 1 : at.length), 0);
  const withRefs = told.map((fact, i) => {
    const corrects = given[i - own]?.corrects;
    return corrects === undefined ? fact : { ...fact, ref: begins.get(corrects) };
  });
  const facts = [portfolio, ...withRefs] as unknown as LedgerFact[];
  const inOrder = facts
    .map((fact, i) => ({ fact, i }))
    .sort((a, b) => toMillis(a.fact.rec) - toMillis(b.fact.rec) || a.i - b.i);
  return inOrder.map(({ fact }, i) => ({ ...fact, position: i + 1 }));
}

export function packOf(rule_id: string, evaluator: string, parameters: object, more: object = {}): ActivePack {
  const rule = {
    rule_id, version: 1, title: { en: rule_id, zh: rule_id }, text: { en: '', zh: '' }, authority_rank: 'regulation',
    in_force_from: '1990-01-01', citation: 'of this test', source_url: 'https://example.org', verification: 'verified',
    applies_when: {}, evaluator, outcome_kind: 'PROHIBITED', parameters, test_vectors: [], ...more,
  } as unknown as RuleEntry; // prettier-ignore
  const title = { en: 'Test', zh: '测试' };
  return {
    digest: '',
    pack: { pack: rule_id.toLowerCase(), version: 1, title, jurisdiction: '*', includes: ['US'], rules: [rule] },
  };
}

export const HOURS = packOf('HOURS', 'contact-hours@1.0.0', { start: '08:00', end: '21:00', stated_times: true });
export const ONE_A_DAY = packOf('ONE-A-DAY', 'frequency@1.0.0', {
  unit: 'CALLS_PLACED',
  by: 'PERSON',
  max: 1,
  window_days: 1,
});

export function bookOf(given: readonly Given[], packs: readonly ActivePack[]): CaseBook {
  return new CaseBook(STORY.case, factsOf(given), packs);
}

export function findingsOf(given: readonly Given[], packs: readonly ActivePack[]): ContactFinding[] {
  const book = bookOf(given, packs);
  return contactFindings(book, LATER, new Decisions(book.facts));
}

/** What a finding's rules say, on both bases. */
export function outcomes({ asKnown, asNowKnown }: ContactFinding): readonly [readonly string[], readonly string[]] {
  const said = ({ nothing, verdicts }: ContactFinding['asKnown']): string[] =>
    nothing === undefined
      ? verdicts.map(({ outcome, reason }) => [outcome, reason].filter(Boolean).join(' '))
      : [nothing];
  return [said(asKnown), said(asNowKnown)];
}
