/**
 * That the collector said who it is: in the first communication in full, in each later one that it comes from a debt
 * collector (12 CFR 1006.18(e)). Only what happened can be looked at.
 */
import { saidList, saidText, type Spell } from '../dossier/spell.js';
import type { Attempt } from '../dossier/attempt.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';
import { COMMUNICATION_SCHEMA, isCommunication, type CommunicationTerms } from '../validation/communications.js';
import { personOf } from '../counting/keys.js';

interface Terms extends CommunicationTerms {
  /** Topics, one of which the first communication tells. */
  readonly initial: readonly string[];
  /** Topics, one of which each later communication tells. */
  readonly subsequent: readonly string[];
}

function disclosuresAt({ dossier }: Scene, contact: string): Spell[] {
  return dossier
    .spells('disclosure')
    .filter((spell) => spell.type === 'DisclosureMade' && saidText(spell, 'contact') === contact);
}

function isFirst({ dossier }: Scene, own: Attempt, terms: Terms): boolean {
  for (const other of dossier.attempts()) {
    if (other.id === own.id) return true;
    if (!isCommunication(other, terms, '9999-12-31') || personOf(other) !== personOf(own)) continue;
    if (other.debts.some((debt) => own.debts.includes(debt))) return false;
  }
  return true;
}

function evaluate(scene: Scene, terms: Terms): Verdict {
  const { id, asked, dossier } = scene;
  const own = asked === undefined && id !== undefined ? dossier.attempt(id) : undefined;
  if (!own || own.kind === 'NOTICE' || !isCommunication(own, terms, '9999-12-31')) return NOT_CONCERNED;
  const first = isFirst(scene, own, terms);
  const wanted = first ? terms.initial : [...terms.initial, ...terms.subsequent];
  const made = disclosuresAt(scene, own.id).filter((spell) =>
    saidList(spell, 'topics')?.some((topic) => wanted.includes(topic)),
  );
  const isTold = made.length > 0 || own.discloses?.some((code) => wanted.includes(code)) === true;
  const inputs = [own.event, ...made.map(({ event }) => event)];
  if (isTold) return { is: 'ALLOWED', inputs };
  const reason = first ? 'no-initial-disclosure' : 'no-collector-disclosure';
  return { is: 'BREACH', reason, inputs, next: null };
}

export const collectorDisclosure: ContactEvaluator<Terms> = {
  of: 'contact',
  name: 'collector-disclosure@1.0.0',
  parameters: {
    type: 'object',
    required: ['initial', 'subsequent', 'limited_voicemails'],
    additionalProperties: false,
    properties: {
      initial: { type: 'array', items: { type: 'string' } },
      subsequent: { type: 'array', items: { type: 'string' } },
      ...COMMUNICATION_SCHEMA,
    },
  },
  evaluate,
};
