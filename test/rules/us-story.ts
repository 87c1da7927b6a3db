/** Short stories for rules of the United States: facts as vectors tell them, contacts as a dialler asks for them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { toMillis } from '../../src/ledger/dates.js';
import type { RuleVerdict } from '../../src/ledger/clearance/index.js';
import { REGISTER_ROLES } from '../../src/ledger/registers.js';
import type { Act } from '../../src/rules/dossier/attempt.js';
import { Dossier } from '../../src/rules/dossier/dossier.js';
import { kindOf } from '../../src/rules/dossier/permits.js';
import { verdictsOf } from '../../src/rules/judge.js';
import { parsePack } from '../../src/rules/load-pack.js';
import type { ActivePack, TestVector, VectorFact } from '../../src/rules/pack.js';
import type { Place } from '../../src/rules/place.js';
import { STORY, storyOf } from '../../src/rules/vectors/story.js';

const PARTY_FACTS = new Set(['ContactPointAdded', 'ContactPermitted', 'ClearanceReleased']);

export function packNamed(name: string): ActivePack {
  const file = join(import.meta.dirname, '../../src/rules/packs', `${name}.yaml`);
  const loaded = parsePack(readFileSync(file, 'utf8'));
  if ('problems' in loaded) throw new Error(loaded.problems.join(' '));
  return loaded;
}

export const us = packNamed('us');
export const usMa = packNamed('us-ma');

export function told(given: readonly VectorFact[], zone = 'America/New_York'): ReturnType<typeof storyOf> {
  const vector: TestVector = { name: 'story', zones: [zone], given, then: {} };
  return storyOf(vector, (type) => PARTY_FACTS.has(type) || REGISTER_ROLES.get(type)?.register.stream === 'party');
}

export function dossierOf(given: readonly VectorFact[], zone?: string): Dossier {
  return Dossier.of(told(given, zone));
}

export const PLACE: Place = {
  jurisdictions: ['US'],
  capacity: 'AGENCY',
  products: [undefined],
  partyKind: 'PERSON',
  zone: 'America/New_York',
};

/** A call to the debtor about the debt of the story, or what is said otherwise. */
export function actOf(at: string, more: Partial<Act> = {}): Act {
  const channel = more.channel ?? 'phone';
  return {
    at: toMillis(at),
    channel,
    direction: 'OUTBOUND',
    purpose: 'COLLECTION',
    kind: kindOf(channel),
    party: STORY.party,
    role: 'DEBTOR',
    debts: [STORY.debt],
    cases: [STORY.case],
    ...more,
  };
}

/** All verdicts on a contact that is asked for. */
export function asked(
  dossier: Dossier,
  act: Act,
  packs: readonly ActivePack[] = [us],
  place: Place = PLACE,
): RuleVerdict[] {
  return verdictsOf({ act, asked: act.at, dossier, place }, packs);
}

/** What one rule says. */
export function ruleOf(verdicts: readonly RuleVerdict[], rule: string): RuleVerdict | undefined {
  return verdicts.find((verdict) => verdict.rule === `${rule}@1`);
}
