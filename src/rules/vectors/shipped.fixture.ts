/** The packs that ship, and what they say of contacts in a story told in the short form of vectors. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleVerdict } from '../../ledger/clearance/index.js';
import { toMillis } from '../../ledger/dates.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import { REGISTER_ROLES } from '../../ledger/registers.js';
import type { Act } from '../dossier/attempt.js';
import { Dossier } from '../dossier/dossier.js';
import { verdictsOf } from '../judge.js';
import { parsePack } from '../load-pack.js';
import type { ActivePack, VectorFact } from '../pack.js';
import type { Place } from '../place.js';
import { STORY, storyOf } from './story.js';

export function shipped(name: string): ActivePack {
  const pack = parsePack(readFileSync(join(import.meta.dirname, '..', 'packs', `${name}.yaml`), 'utf8'));
  if ('problems' in pack) throw new Error(pack.problems.join('\n'));
  return pack;
}

/** One rule of a pack, alone. */
export function ruleOf({ pack, digest }: ActivePack, rule: string): ActivePack {
  return { digest, pack: { ...pack, rules: pack.rules.filter(({ rule_id }) => rule_id === rule) } };
}

const PARTY = new Set([
  'PartyRegistered',
  'ContactPointAdded',
  'ContactPointInvalidated',
  'CaseLinked',
  'ContactPermitted',
]);

function isParty(type: string): boolean {
  return PARTY.has(type) || REGISTER_ROLES.get(type)?.register.stream === 'party';
}

/** In Beijing. Facts in the order in which they became known. */
export function storyInChina(given: readonly VectorFact[], place?: Readonly<Record<string, unknown>>): LedgerFact[] {
  return storyOf({ name: 'spec', given, then: {}, zones: ['Asia/Shanghai'], place }, isParty);
}

export const IN_CHINA: Place = {
  jurisdictions: ['CN'],
  capacity: 'FIRST_PARTY',
  creditorKind: 'BANK',
  products: ['credit-card'],
  partyKind: 'PERSON',
  zone: 'Asia/Shanghai',
};

export interface Asking extends Partial<Omit<Act, 'at'>> {
  readonly at: string;
  /** Contact id, where it happened. */
  readonly id?: string;
  /** Whether it is only asked for, at that time. */
  readonly asked?: boolean;
}

export function actAt({ at, id: _id, asked: _asked, ...said }: Asking): Act {
  return {
    kind: 'ATTEMPT',
    channel: 'phone',
    direction: 'OUTBOUND',
    purpose: 'COLLECTION',
    party: STORY.party,
    role: 'DEBTOR',
    debts: [STORY.debt],
    cases: [STORY.case],
    ...said,
    at: toMillis(at),
  };
}

export function verdictsIn(facts: readonly LedgerFact[], asking: Asking, packs: readonly ActivePack[]): RuleVerdict[] {
  const { id, asked = true } = asking;
  const act = actAt(asking);
  const dossier = Dossier.of(facts);
  return verdictsOf({ act, id, asked: asked ? act.at : undefined, dossier, place: IN_CHINA }, packs);
}

/** Of a contact that happened, as its own record tells it. */
export function verdictsOn(facts: readonly LedgerFact[], id: string, packs: readonly ActivePack[]): RuleVerdict[] {
  const dossier = Dossier.of(facts);
  const act = dossier.attempt(id);
  if (!act) throw new Error(`there is no contact ${id}`);
  return verdictsOf({ act, id, dossier, place: IN_CHINA }, packs);
}

/** A fact that withdraws the last of a type. */
export function withdrawing(facts: readonly LedgerFact[], type: string): LedgerFact[] {
  const of = facts.filter((fact) => fact.type === type).at(-1) as LedgerFact;
  const last = facts.at(-1) as LedgerFact;
  const data = { action: 'WITHDRAWN', of: type, reason: 'keyed in the wrong case' };
  const fact = { ...last, stream: of.stream, id: 'event-withdraws', type: 'RecordCorrected', ref: of.id, data };
  return [...facts, fact as unknown as LedgerFact];
}
