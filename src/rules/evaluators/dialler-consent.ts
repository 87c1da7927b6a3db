/**
 * Calls by machine and texts to mobile telephones need prior express consent; a number that the person gave for the debt
 * is one (47 U.S.C. 227(b)(1)(A); FCC 07-232). Revoking it ends it, by any reasonable means: a request to stop texts or
 * calls, or all contact, revokes it as a revocation of the consent does, and one text may confirm it (47 CFR
 * 64.1200(a)(12), FCC 24-24).
 */
import { localDate, type Millis } from '../../ledger/dates.js';
import type { Act } from '../dossier/attempt.js';
import { consentTo } from '../dossier/consents.js';
import { isSameInteraction } from '../dossier/interaction.js';
import { saidList, saidText, type Spell } from '../dossier/spell.js';
import { addBusinessDays, isCalendarId, isNotKnown, type CalendarId } from '../time/index.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Dialler {
  /** Ways of calling that need it. */
  readonly modes: readonly string[];
  /** Channels that always need it. */
  readonly channels: readonly string[];
  readonly purpose: string;
  /** Bases of a contact point that are a consent: the person gave the number. */
  readonly bases: readonly string[];
  /** Labels of numbers that are no mobile telephones. */
  readonly fixed_labels?: readonly string[];
  /** Business days within which a revocation must be honoured; at once where left out. */
  readonly revocation_business_days?: number;
  /** Registers whose standing requests revoke the consent too. */
  readonly also_revoked_by?: readonly ('optOut' | 'ceaseRequest')[];
  /** The one message that may confirm a revocation; within so many minutes nobody asks why it was late. */
  readonly confirmation?: {
    readonly purpose: string;
    readonly channels: readonly string[];
    readonly minutes: number;
  };
}

/** What took the consent back: when, and by which facts. */
interface Revocation {
  readonly at: Millis;
  readonly inputs: readonly string[];
}

function isRelevant(spell: Spell, { act }: Scene, purpose: string): boolean {
  const [medium, point] = [saidText(spell, 'medium'), saidText(spell, 'point')];
  if (spell.stream !== act.party || saidText(spell, 'purpose') !== purpose) return false;
  return (medium === undefined || medium === act.channel) && (point === undefined || point === act.point);
}

/** The last revocation before the contact of a consent that would cover it. */
function revoked(scene: Scene, purpose: string): Spell | undefined {
  return scene.dossier
    .spells('consent')
    .filter((spell) => isRelevant(spell, scene, purpose) && spell.end !== undefined && spell.end.at <= scene.act.at)
    .sort((a, b) => (b.end?.at ?? 0) - (a.end?.at ?? 0))[0];
}

function revocationOf(taken: Spell): Revocation {
  return { at: taken.end?.at ?? taken.from, inputs: [taken.event, taken.end?.event ?? taken.event] };
}

/** The last standing request to stop this medium, or all contact about these debts. */
function stopRequest({ act, dossier }: Scene, registers: readonly string[]): Revocation | undefined {
  const isMeant = (spell: Spell): boolean => {
    const [medium, point, debts] = [saidText(spell, 'medium'), saidText(spell, 'point'), saidList(spell, 'debts')];
    if (medium !== undefined && medium !== act.channel) return false;
    if (point !== undefined && point !== act.point) return false;
    return debts === undefined || debts.some((debt) => act.debts.includes(debt));
  };
  if (act.party === undefined) return undefined;
  const party = act.party;
  const last = registers
    .flatMap((register) => dossier.standing(register, act.at, party))
    .filter(isMeant)
    .sort((a, b) => b.from - a.from)[0];
  return last && { at: last.from, inputs: [last.event] };
}

/** Whether the days in which a revocation must be honoured still run in some zone; undefined where the calendar ends. */
function stillRuns({ act, zones }: Scene, { at }: Revocation, days: number, calendar: CalendarId): boolean | undefined {
  for (const zone of zones) {
    const last = addBusinessDays(localDate(at, zone), days, calendar);
    if (isNotKnown(last)) return undefined;
    if (localDate(act.at, zone) > last) return false;
  }
  return true;
}

/** What kind of contact it is for the rule. */
function kindOf({ act, dossier }: Scene, terms: Dialler): 'BOUND' | 'FREE' | 'UNKNOWN' {
  if (act.direction !== 'OUTBOUND') return 'FREE';
  const isListed = terms.channels.includes(act.channel);
  if (!isListed && (act.channel !== 'phone' || act.kind !== 'ATTEMPT')) return 'FREE';
  if (terms.fixed_labels?.includes(dossier.pointOf(act)?.label ?? '')) return 'FREE';
  if (isListed) return 'BOUND';
  if (act.mode === undefined) return 'UNKNOWN';
  return terms.modes.includes(act.mode) ? 'BOUND' : 'FREE';
}

/** What a revocation leaves: days to honour it, where the rule gives some. */
function afterRevocation(scene: Scene, taken: Revocation, days: number | undefined): Verdict {
  const { calendar } = scene.pack;
  const { inputs } = taken;
  if (days !== undefined && calendar !== undefined && isCalendarId(calendar)) {
    const runs = stillRuns(scene, taken, days, calendar);
    if (runs === undefined) return { is: 'NOT_EVALUATED', reason: 'calendar-not-known', inputs };
    if (runs) return { is: 'ALLOWED', reason: 'revocation-being-honoured', inputs };
  }
  return { is: 'BREACH', reason: 'consent-revoked', inputs, next: null };
}

/** Whether a message already confirmed the revocation, or a permit reserves one. */
function isConfirmed({ act, id, asked, dossier }: Scene, { at }: Revocation, purpose: string): boolean {
  const confirms = (one: Act): boolean =>
    one.direction === 'OUTBOUND' && one.party === act.party && one.channel === act.channel && one.purpose === purpose;
  const own = id === undefined ? undefined : dossier.attempt(id);
  const made = dossier
    .attempts()
    .some(
      (one) =>
        one.id !== id && one.at >= at && one.at <= act.at && confirms(one) && !(own && isSameInteraction(one, own)),
    );
  return made || (asked !== undefined && dossier.reservations(asked).some(confirms));
}

/** The one text that confirms a revocation. */
function confirming(scene: Scene, taken: Revocation, { confirmation }: Dialler): Verdict | undefined {
  const { act } = scene;
  if (confirmation?.purpose !== act.purpose || !confirmation.channels.includes(act.channel)) return undefined;
  if (isConfirmed(scene, taken, act.purpose)) return undefined;
  const isLate = act.at > taken.at + confirmation.minutes * 60_000;
  const flags = isLate ? ['confirmation-late'] : undefined;
  return { is: 'ALLOWED', reason: 'confirms-opt-out', inputs: taken.inputs, flags };
}

function later(one: Revocation | undefined, other: Revocation | undefined): Revocation | undefined {
  if (one && other) return one.at > other.at ? one : other;
  return one ?? other;
}

function evaluate(scene: Scene, terms: Dialler): Verdict {
  const { act, dossier } = scene;
  const kind = kindOf(scene, terms);
  if (kind === 'FREE') return NOT_CONCERNED;
  if (kind === 'UNKNOWN') return { is: 'NOT_EVALUATED', reason: 'mode-not-stated' };
  const stop = stopRequest(scene, terms.also_revoked_by ?? []);
  const consent = consentTo(act, scene, { purpose: terms.purpose, after: stop?.at });
  if (consent) return { is: 'ALLOWED', reason: 'consent', inputs: [consent.event] };
  const spell = revoked(scene, terms.purpose);
  const taken = later(spell && revocationOf(spell), stop);
  if (taken) return confirming(scene, taken, terms) ?? afterRevocation(scene, taken, terms.revocation_business_days);
  const point = dossier.pointOf(act);
  if (point?.basis !== undefined && terms.bases.includes(point.basis)) {
    return { is: 'ALLOWED', reason: 'number-given', inputs: [point.event] };
  }
  return { is: 'BREACH', reason: 'no-consent', inputs: [], next: null };
}

const CONFIRMATION = {
  type: 'object',
  required: ['purpose', 'channels', 'minutes'],
  additionalProperties: false,
  properties: {
    purpose: { type: 'string' },
    channels: { type: 'array', items: { type: 'string' } },
    minutes: { type: 'integer', minimum: 1 },
  },
};

export const diallerConsent: ContactEvaluator<Dialler> = {
  of: 'contact',
  name: 'dialler-consent@1.0.0',
  parameters: {
    type: 'object',
    required: ['modes', 'channels', 'purpose', 'bases'],
    additionalProperties: false,
    properties: {
      modes: { type: 'array', items: { type: 'string' } },
      channels: { type: 'array', items: { type: 'string' } },
      purpose: { type: 'string' },
      bases: { type: 'array', items: { type: 'string' } },
      fixed_labels: { type: 'array', items: { type: 'string' } },
      revocation_business_days: { type: 'integer', minimum: 1 },
      also_revoked_by: { type: 'array', items: { enum: ['optOut', 'ceaseRequest'] } },
      confirmation: CONFIRMATION,
    },
  },
  evaluate,
};
