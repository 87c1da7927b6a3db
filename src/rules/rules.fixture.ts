/** Facts, contacts and packs for specs of this room: the story of the vectors, told briefly. */
import { toMillis } from '../ledger/dates.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { REGISTER_ROLES } from '../ledger/registers.js';
import type { Act } from './dossier/attempt.js';
import { Dossier } from './dossier/dossier.js';
import { kindOf } from './dossier/permits.js';
import type { ContactEvaluator, Verdict } from './evaluator.js';
import type { Pack, RuleEntry, VectorFact } from './pack.js';
import { STORY, storyOf } from './vectors/story.js';

const PARTY_FACTS = new Set(['ContactPointAdded', 'ContactPermitted', 'ClearanceReleased']);

export function factsOf(given: readonly VectorFact[]): LedgerFact[] {
  return storyOf(
    { name: 'spec', given, then: {} },
    (type) => PARTY_FACTS.has(type) || REGISTER_ROLES.get(type)?.register.stream === 'party',
  );
}

export function dossierOf(...given: VectorFact[]): Dossier {
  return Dossier.of(factsOf(given));
}

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

const place = { jurisdictions: [], products: [], zone: STORY.zone };

/** What an evaluator says of a contact that is asked for. */
export function saidOf<P>(
  evaluator: ContactEvaluator<P>,
  parameters: P,
  dossier: Dossier,
  act: Act,
  zones: readonly string[] = [STORY.zone],
): Verdict {
  const scene = {
    act,
    asked: act.at,
    dossier,
    place,
    zones,
    zonesKnown: true,
    pack: {} as Pack,
    rule: {} as RuleEntry,
  };
  return evaluator.evaluate(scene, parameters);
}

/** What it says of one that happened. */
export function judgedBy<P>(
  evaluator: ContactEvaluator<P>,
  parameters: P,
  dossier: Dossier,
  id: string,
  zones: readonly string[] = [STORY.zone],
): Verdict {
  const act = dossier.attempt(id);
  if (!act) throw new Error(`no contact ${id}`);
  const scene = { act, id, dossier, place, zones, zonesKnown: true, pack: {} as Pack, rule: {} as RuleEntry };
  return evaluator.evaluate(scene, parameters);
}
