/** A pack of one rule, for specs of evaluators: what it says of a story told in the short form of vectors. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleVerdict } from '../../ledger/clearance/index.js';
import { toMillis } from '../../ledger/dates.js';
import { clocksOf, type RuleClock } from '../clocks.js';
import { Dossier } from '../dossier/dossier.js';
import type { Act } from '../dossier/attempt.js';
import type { CaseFile } from '../dossier/case-file.js';
import { verdictsOf } from '../judge.js';
import { parsePack } from '../load-pack.js';
import type { Pack, RuleEntry, VectorFact } from '../pack.js';
import type { Place } from '../place.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import { REGISTER_ROLES } from '../../ledger/registers.js';
import { STORY, storyOf } from './story.js';

const words = { en: 'x', zh: 'x' };

export function oneRule(evaluator: string, parameters: object, more: Partial<RuleEntry> = {}): RuleEntry {
  return {
    rule_id: 'XX-1',
    version: 1,
    title: words,
    text: words,
    authority_rank: 'regulation',
    in_force_from: '2001-01-01',
    citation: 'x',
    source_url: 'https://example.org/',
    verification: 'verified',
    applies_when: {},
    evaluator,
    outcome_kind: 'PROHIBITED',
    parameters: parameters as RuleEntry['parameters'],
    test_vectors: [],
    ...more,
  };
}

export function packOf(rule: RuleEntry, more: Partial<Pack> = {}): Pack {
  return { pack: 'one', version: 1, title: words, jurisdiction: '*', rules: [rule], ...more };
}

const PARTY = new Set(['PartyRegistered', 'ContactPointAdded', 'ContactPointInvalidated', 'ContactPermitted']);

export function dossierOf(given: readonly VectorFact[], zone = 'Europe/London'): Dossier {
  const isParty = (type: string): boolean => PARTY.has(type) || REGISTER_ROLES.get(type)?.register.stream === 'party';
  return Dossier.of(storyOf({ name: 'spec', given, then: {}, zones: [zone] }, isParty));
}

export function placeIn(zone = 'Europe/London', more: Partial<Place> = {}): Place {
  return { jurisdictions: [], capacity: 'AGENCY', products: [], partyKind: 'PERSON', zone, ...more };
}

/** The clocks of the first case on a day. */
export function clocksIn(dossier: Dossier, pack: Pack, asOf: string, place = placeIn()): RuleClock[] {
  return clocksOf(dossier, dossier.cases.get(STORY.case) as CaseFile, place, asOf, [{ pack, digest: '' }]);
}

export function clocksOn(pack: Pack, given: readonly VectorFact[], asOf: string, place = placeIn()): RuleClock[] {
  return clocksIn(dossierOf(given, place.zone), pack, asOf, place);
}

/** A later fact that withdraws another. */
export function withdraw(dossier: Dossier, ref: string): void {
  const last = dossier.cases.get(STORY.case)?.facts.at(-1);
  const data = { action: 'WITHDRAWN', of: 'x', reason: 'keyed twice' };
  dossier.add({ ...last, id: `withdraws-${ref}`, type: 'RecordCorrected', ref, data } as unknown as LedgerFact);
}

export function shipped(name: string): Pack {
  const loaded = parsePack(readFileSync(join(import.meta.dirname, '..', 'packs', `${name}.yaml`), 'utf8'));
  if ('problems' in loaded) throw new Error(loaded.problems.join(' '));
  return loaded.pack;
}

/** A pack with one of its rules only. */
export function only(pack: Pack, ruleId: string): Pack {
  return { ...pack, rules: pack.rules.filter(({ rule_id }) => rule_id === ruleId) };
}

/** A call to the debtor of the story about its debt. */
export function call(at: string, more: Partial<Act> = {}): Act {
  const { party, debt, case: caseId } = STORY;
  return {
    at: toMillis(at),
    kind: 'ATTEMPT',
    channel: 'phone',
    direction: 'OUTBOUND',
    purpose: 'COLLECTION',
    role: 'DEBTOR',
    party,
    debts: [debt],
    cases: [caseId],
    ...more,
  };
}

/** What a pack says before a contact (asked) or of one that happened. */
export function verdicts(dossier: Dossier, pack: Pack, act: Act, asked = true, place = placeIn()): RuleVerdict[] {
  return verdictsOf({ act, asked: asked ? act.at : undefined, dossier, place }, [{ pack, digest: '' }]);
}
