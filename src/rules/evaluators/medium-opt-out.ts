/**
 * A medium that a person asked not to be used is not used (12 CFR 1006.14(h)), except to confirm the opt-out once, to
 * answer once each time that the person uses the medium, and where law asks for it. A state machine for each person and
 * opt-out: each inbound gives one answer, each outbound uses one.
 */
import { localDate } from '../../ledger/dates.js';
import type { Act, Attempt } from '../dossier/attempt.js';
import { isSameInteraction, once } from '../dossier/interaction.js';
import { saidText, type Spell } from '../dossier/spell.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface OptOut {
  /** Purposes that law asks for. */
  readonly exempt_purposes?: readonly string[];
  /** Purpose of the one confirmation. */
  readonly confirmation: string;
}

interface State {
  confirmed: boolean;
  answers: number;
  /** The last inbound that gave an answer. */
  inbound?: string;
}

function isOver(spell: Spell, { channel, point, party }: Act): boolean {
  const place = saidText(spell, 'point');
  if (spell.stream !== party || saidText(spell, 'medium') !== channel) return false;
  return place === undefined || place === point;
}

/** The message that says STOP is itself no question to answer; where only its day is known, none of that day is. */
function cameAfter(attempt: Attempt, { from, day }: Spell, zones: readonly string[]): boolean {
  if (attempt.direction === 'OUTBOUND') return attempt.at >= from;
  if (day === undefined) return attempt.at > from;
  return zones.every((zone) => (attempt.day ?? localDate(attempt.at, zone)) > day);
}

/** What came after the opt-out and before the act; of one that is only asked for, open permits too. */
function since(scene: Scene, spell: Spell): readonly (Act | Attempt)[] {
  const { act, id, asked, dossier, recordsCount } = scene;
  const own = id === undefined ? undefined : dossier.attempt(id);
  const found: Attempt[] = [];
  for (const attempt of dossier.attempts()) {
    if (attempt.id === id || attempt.at > act.at) break;
    if (own && isSameInteraction(attempt, own)) continue;
    if (isOver(spell, attempt) && cameAfter(attempt, spell, scene.zones)) found.push(attempt);
  }
  const met = once(found, recordsCount);
  if (asked === undefined) return met;
  return [...met, ...dossier.reservations(asked).filter((one) => isOver(spell, one))];
}

function stateOf(scene: Scene, spell: Spell, { confirmation, exempt_purposes }: OptOut): State {
  const state: State = { confirmed: false, answers: 0 };
  for (const one of since(scene, spell)) {
    if (one.direction === 'INBOUND') {
      state.answers += 1;
      if ('event' in one) state.inbound = one.event;
    } else if (one.purpose === confirmation) state.confirmed = true;
    else if (!exempt_purposes?.includes(one.purpose)) state.answers = Math.max(0, state.answers - 1);
  }
  return state;
}

/** Why a contact may be made in spite of one opt-out. */
function exceptionOf(scene: Scene, spell: Spell, terms: OptOut): { reason: string; event?: string } | undefined {
  const { purpose } = scene.act;
  if (terms.exempt_purposes?.includes(purpose)) return { reason: 'required-by-law' };
  const state = stateOf(scene, spell, terms);
  if (purpose === terms.confirmation) return state.confirmed ? undefined : { reason: 'confirms-opt-out' };
  return state.answers > 0 ? { reason: 'answers-inbound', event: state.inbound } : undefined;
}

function evaluate(scene: Scene, terms: OptOut): Verdict {
  const { act, dossier } = scene;
  if (act.direction !== 'OUTBOUND' || act.party === undefined) return NOT_CONCERNED;
  const standing = dossier.standing('optOut', act.at, act.party).filter((spell) => isOver(spell, act));
  if (standing.length === 0) return { is: 'ALLOWED' };
  const seen = standing.map((spell) => ({ spell, exception: exceptionOf(scene, spell, terms) }));
  const against = seen.filter(({ exception }) => exception === undefined);
  if (against.length > 0) {
    return { is: 'BREACH', reason: 'opted-out', inputs: against.map(({ spell }) => spell.event), next: null };
  }
  const inputs = seen.flatMap(({ spell, exception }) => [spell.event, ...(exception?.event ? [exception.event] : [])]);
  return { is: 'ALLOWED', reason: seen[0]?.exception?.reason, inputs };
}

export const mediumOptOut: ContactEvaluator<OptOut> = {
  of: 'contact',
  name: 'medium-opt-out@1.0.0',
  parameters: {
    type: 'object',
    required: ['confirmation'],
    additionalProperties: false,
    properties: {
      exempt_purposes: { type: 'array', items: { type: 'string' } },
      confirmation: { type: 'string' },
    },
  },
  evaluate,
};
