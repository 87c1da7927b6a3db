/** Runs a test vector of a pack: the rule alone, on the story that the vector tells. */
import type { RuleVerdict } from '../../ledger/clearance/index.js';
import { isDayOnly, toMillis } from '../../ledger/dates.js';
import { REGISTER_ROLES } from '../../ledger/registers.js';
import { clocksOf, type RuleClock } from '../clocks.js';
import type { Act } from '../dossier/attempt.js';
import type { CaseFile } from '../dossier/case-file.js';
import { Dossier } from '../dossier/dossier.js';
import { whenOf } from '../dossier/moments.js';
import { kindOf } from '../dossier/permits.js';
import { verdictsOf, type Conduct } from '../judge.js';
import { NO_PACK } from '../no-pack.js';
import type { ActivePack, Pack, RuleEntry, TestVector } from '../pack.js';
import type { Place } from '../place.js';
import { STORY, storyOf } from './story.js';

export interface VectorResult {
  readonly rule: string;
  readonly name: string;
  /** What the vector wanted and did not get, one sentence each; empty: it holds. */
  readonly differs: readonly string[];
}

const PARTY_FACTS = new Set([
  'PartyRegistered',
  'ContactPointAdded',
  'ContactPointInvalidated',
  'CaseLinked',
  'ContactPermitted',
  'ContactBlocked',
  'ClearanceReleased',
]);

function isPartyFact(type: string): boolean {
  return PARTY_FACTS.has(type) || REGISTER_ROLES.get(type)?.register.stream === 'party';
}

/** Where the vector plays: what it states, else a place in which the pack applies. */
function placeOf(pack: Pack, { place = {}, zones }: TestVector): Place {
  const said = place as Record<string, string | readonly string[] | undefined>;
  const area = pack.jurisdiction === '*' ? [] : [pack.jurisdiction];
  return {
    jurisdictions: (said['jurisdictions'] as readonly string[] | undefined) ?? area,
    capacity: (said['capacity'] as Place['capacity']) ?? ('capacity' in said ? undefined : 'AGENCY'),
    creditorKind: said['creditor_kind'] as string | undefined,
    products: [said['product'] as string | undefined],
    partyKind: 'PERSON',
    zone: zones?.[0] ?? STORY.zone,
  };
}

function actOf({ when = {}, zones }: TestVector): { readonly act: Act; readonly asked: boolean } {
  const { at, asked = true, ...said } = when as { at: string; asked?: boolean } & Partial<Act>;
  const channel = said.channel ?? 'phone';
  const zone = zones?.[0] ?? STORY.zone;
  const act: Act = {
    channel,
    direction: 'OUTBOUND',
    purpose: 'COLLECTION',
    kind: kindOf(channel),
    party: STORY.party,
    role: 'DEBTOR',
    debts: [STORY.debt],
    cases: [STORY.case],
    ...said,
    ...(isDayOnly(at) ? whenOf(at, zone) : { at: toMillis(at) }),
  };
  return { act, asked };
}

/** A vector's zones are the recorded ones of the person: they take the place of the pack's candidates. */
function inZones(pack: Pack, rule: RuleEntry, { zones }: TestVector): Pack {
  return { ...pack, rules: [rule], zones: zones ?? pack.zones };
}

export function answersOf(pack: Pack, rule: RuleEntry, vector: TestVector): readonly (RuleVerdict | RuleClock)[] {
  const dossier = Dossier.of(storyOf(vector, isPartyFact));
  const place = placeOf(pack, vector);
  const packs = [{ pack: inZones(pack, rule, vector), digest: '' }];
  if (vector.as_of !== undefined) {
    const file = dossier.cases.get(STORY.case) as CaseFile;
    return clocksOf(dossier, file, place, vector.as_of, packs);
  }
  const happened = vector.when?.['contact'];
  if (typeof happened === 'string') {
    const attempt = dossier.attempt(happened);
    return attempt ? ownVerdicts({ act: attempt, id: attempt.id, dossier, place }, packs) : [];
  }
  const { act, asked } = actOf(vector);
  return ownVerdicts({ act, asked: asked ? act.at : undefined, dossier, place }, packs);
}

/** What the rule's own pack says: a vector is about its rule, whatever other law its place has. */
function ownVerdicts(conduct: Conduct, packs: readonly ActivePack[]): RuleVerdict[] {
  return verdictsOf(conduct, packs).filter(({ pack }) => pack !== NO_PACK);
}

/** `null` where nothing is wanted: left out is nothing too. */
function holds(wanted: unknown, got: unknown): boolean {
  if (wanted === null) return got === null || got === undefined;
  if (typeof wanted !== 'object') return wanted === got;
  if (typeof got !== 'object' || got === null) return false;
  return Object.entries(wanted).every(([name, value]) => holds(value, (got as Record<string, unknown>)[name]));
}

/** Members of `then`: those of one finding; `{ outcome: NONE }` where the rule says nothing; `count` of findings. */
export function runVector(pack: Pack, rule: RuleEntry, vector: TestVector): VectorResult {
  const { count, ...wanted } = vector.then;
  const answers = answersOf(pack, rule, vector);
  const told = { rule: rule.rule_id, name: vector.name };
  if (count !== undefined && answers.length !== count) {
    return {
      ...told,
      differs: [`wanted ${JSON.stringify(count)} findings, got ${answers.length}: ${JSON.stringify(answers)}`],
    };
  }
  const isNone = wanted['outcome'] === 'NONE';
  const fits = isNone ? answers.length === 0 : answers.some((answer) => holds(wanted, answer));
  if (fits || Object.keys(wanted).length === 0) return { ...told, differs: [] };
  return { ...told, differs: [`wanted ${JSON.stringify(wanted)}, got ${JSON.stringify(answers)}`] };
}

/** All vectors of a pack. */
export function runVectors(pack: Pack): VectorResult[] {
  return pack.rules.flatMap((rule) => vectorsOf(pack, rule));
}

/** All vectors of one rule. One that tells an impossible story (a date that is none) does not hold. */
export function vectorsOf(pack: Pack, rule: RuleEntry): VectorResult[] {
  return rule.test_vectors.map((vector) => {
    try {
      return runVector(pack, rule, vector);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      return { rule: rule.rule_id, name: vector.name, differs: [`it cannot be played: ${why}`] };
    }
  });
}
