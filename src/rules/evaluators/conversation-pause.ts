/**
 * No call for some days after a telephone conversation about the debt, of which the date of the conversation is day 1
 * (12 CFR 1006.14(b)(2)(i)(B)). Whoever called: a conversation in a call that the person made begins the days too. An
 * open permit begins none, for nobody has talked yet.
 */
import { addDays, dayNumber, localDate, type Millis } from '../../ledger/dates.js';
import { firstInstantOn, localDayNumber } from '../time/index.js';
import { excusedBy, EXCLUSIONS_SCHEMA, isLeftOut, type Exclusions } from '../counting/exclusions.js';
import { firstFrom } from '../counting/around.js';
import { COUNTED_BY, debtOfKey, keysOf, type CountedBy } from '../counting/keys.js';
import { isCall, type Attempt } from '../dossier/attempt.js';
import { isSameInteraction } from '../dossier/interaction.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface Pause extends Exclusions {
  /** Consecutive local dates, the date of the conversation included. */
  readonly days: number;
  readonly by: CountedBy;
}

const DAY_MS = 86_400_000;

/** When they talked: the conversation's own beginning where it was told. */
function talkedAt({ conversation, at }: Attempt): Millis {
  return conversation?.from ?? at;
}

/** Conversations by telephone before the act, near enough to matter in some zone. */
function conversations(scene: Scene, { days, ...terms }: Pause): Attempt[] {
  const { act, id, dossier } = scene;
  const attempts = dossier.attempts();
  const own = id === undefined ? undefined : dossier.attempt(id);
  const found: Attempt[] = [];
  for (let i = firstFrom(attempts, act.at - (days + 2) * DAY_MS); i < attempts.length; i++) {
    const attempt = attempts[i] as Attempt;
    if (attempt.id === id || attempt.at > act.at) break;
    if (own && isSameInteraction(attempt, own)) continue;
    if (attempt.channel !== 'phone' || attempt.conversation === undefined) continue;
    if (talkedAt(attempt) <= act.at && !isLeftOut(attempt, scene, terms)) found.push(attempt);
  }
  return found;
}

/** The day on which they talked, on the calendar of a zone. */
function dayTalked(attempt: Attempt, zone: string): number {
  const { day, conversation } = attempt;
  return day !== undefined && conversation?.from === undefined
    ? dayNumber(day)
    : localDayNumber(talkedAt(attempt), zone);
}

/** First instant at which the days are over in every zone. */
function overAt(attempt: Attempt, zones: readonly string[], days: number): Millis {
  const ends = zones.map((zone) => {
    const date = attempt.day ?? localDate(talkedAt(attempt), zone);
    return firstInstantOn(addDays(date, days), [zone]) ?? 0;
  });
  return Math.max(...ends);
}

function evaluate(scene: Scene, terms: Pause): Verdict {
  const { act, zones, id, asked, dossier } = scene;
  const own = asked === undefined && id !== undefined ? dossier.attempt(id) : undefined;
  if (!isCall(act) || isLeftOut(own ?? act, scene, terms)) return NOT_CONCERNED;
  const keys = keysOf(act, terms.by);
  if (keys.length === 0) return { is: 'NOT_EVALUATED', reason: 'contact-point-not-named' };
  const recent = conversations(scene, terms).filter((attempt) =>
    zones.some((zone) => {
      const day = act.day === undefined ? localDayNumber(act.at, zone) : dayNumber(act.day);
      return day < dayTalked(attempt, zone) + terms.days;
    }),
  );
  const byKey = keys.map((key) => {
    const debt = terms.by === 'PERSON_DEBT' && act.debts.length > 0 ? debtOfKey(key) : undefined;
    const talked = recent.filter((attempt) => keysOf(attempt, terms.by).includes(key));
    return { debt, talked, consent: excusedBy(act, scene, terms, debt) };
  });
  const closed = byKey.filter(({ talked, consent }) => talked.length > 0 && consent === undefined);
  if (closed.length === 0) {
    const consents = byKey.flatMap(({ talked, consent }) => (talked.length > 0 && consent ? [consent.event] : []));
    return consents.length > 0 ? { is: 'ALLOWED', reason: 'consent', inputs: consents } : { is: 'ALLOWED' };
  }
  const talked = [...new Set(closed.flatMap((one) => one.talked))];
  return {
    is: 'BREACH',
    reason: 'too-soon-after-conversation',
    counters: { conversations: talked.length, days: terms.days },
    inputs: talked.flatMap(({ event, conversation }) => [event, conversation?.event ?? event]),
    next: Math.max(...talked.map((attempt) => overAt(attempt, zones, terms.days))),
    debts: terms.by === 'PERSON_DEBT' ? closed.flatMap(({ debt }) => debt ?? []) : undefined,
  };
}

export const conversationPause: ContactEvaluator<Pause> = {
  of: 'contact',
  name: 'conversation-pause@1.0.0',
  parameters: {
    type: 'object',
    required: ['days', 'by'],
    additionalProperties: false,
    properties: { days: { type: 'integer', minimum: 1, maximum: 366 }, by: { enum: COUNTED_BY }, ...EXCLUSIONS_SCHEMA },
  },
  evaluate,
};
