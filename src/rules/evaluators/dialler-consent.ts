/**
 * Calls by machine and texts to mobile telephones need prior express consent; a number that the person gave for the debt
 * is one (47 U.S.C. 227(b)(1)(A); FCC 07-232). Revoking it ends it.
 */
import { consentTo } from '../dossier/consents.js';
import { addBusinessDays, isCalendarId, isNotKnown, type CalendarId } from '../time/index.js';
import { localDate } from '../../ledger/dates.js';
import { saidText, type Spell } from '../dossier/spell.js';
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

/** Whether the days in which a revocation must be honoured still run in some zone; undefined where the calendar ends. */
function stillRuns({ act, zones }: Scene, { end }: Spell, days: number, calendar: CalendarId): boolean | undefined {
  for (const zone of zones) {
    const last = addBusinessDays(localDate(end?.at ?? act.at, zone), days, calendar);
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
function afterRevocation(scene: Scene, taken: Spell, days: number | undefined): Verdict {
  const { calendar } = scene.pack;
  const inputs = [taken.event, taken.end?.event ?? taken.event];
  if (days !== undefined && calendar !== undefined && isCalendarId(calendar)) {
    const runs = stillRuns(scene, taken, days, calendar);
    if (runs === undefined) return { is: 'NOT_EVALUATED', reason: 'calendar-not-known', inputs };
    if (runs) return { is: 'ALLOWED', reason: 'revocation-being-honoured', inputs };
  }
  return { is: 'BREACH', reason: 'consent-revoked', inputs, next: null };
}

function evaluate(scene: Scene, terms: Dialler): Verdict {
  const { act, dossier } = scene;
  const kind = kindOf(scene, terms);
  if (kind === 'FREE') return NOT_CONCERNED;
  if (kind === 'UNKNOWN') return { is: 'NOT_EVALUATED', reason: 'mode-not-stated' };
  const consent = consentTo(act, scene, { purpose: terms.purpose });
  if (consent) return { is: 'ALLOWED', reason: 'consent', inputs: [consent.event] };
  const taken = revoked(scene, terms.purpose);
  if (taken) return afterRevocation(scene, taken, terms.revocation_business_days);
  const point = dossier.pointOf(act);
  if (point?.basis !== undefined && terms.bases.includes(point.basis)) {
    return { is: 'ALLOWED', reason: 'number-given', inputs: [point.event] };
  }
  return { is: 'BREACH', reason: 'no-consent', inputs: [], next: null };
}

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
    },
  },
  evaluate,
};
