/**
 * An address that the creditor used may be used after the creditor's notice said how to opt out, and only when the days
 * that the notice gives are over (12 CFR 1006.6(d)(4)(ii)).
 */
import { addDays, dayNumber, localDate } from '../../ledger/dates.js';
import { firstInstantOn, localDayNumber } from '../time/index.js';
import { NOT_CONCERNED, type ContactEvaluator, type Scene, type Verdict } from '../evaluator.js';

interface CreditorNotice {
  readonly channels: readonly string[];
  /** Codes of the basis of such a contact point. */
  readonly bases: readonly string[];
  /** Codes of such notices. */
  readonly notices: readonly string[];
  /** Days from the notice to the last day of the opt-out. */
  readonly days: number;
}

function evaluate(scene: Scene, { channels, bases, notices, days }: CreditorNotice): Verdict {
  const { act, zones, dossier } = scene;
  if (act.direction !== 'OUTBOUND' || !channels.includes(act.channel)) return NOT_CONCERNED;
  const point = dossier.pointOf(act);
  if (point?.basis === undefined || !bases.includes(point.basis)) return NOT_CONCERNED;
  const sent = dossier
    .attempts()
    .filter(
      ({ at, notice, party, delivery }) =>
        at <= act.at &&
        notice !== undefined &&
        notices.includes(notice) &&
        party === act.party &&
        (delivery === undefined || delivery.how === 'DELIVERED' || delivery.at > act.at),
    )
    .at(0);
  if (!sent) return { is: 'NOT_EVALUATED', reason: 'creditor-notice-not-recorded', inputs: [point.event] };
  const inputs = [point.event, sent.event];
  const isOver = zones.every((zone) => {
    const today = act.day === undefined ? localDayNumber(act.at, zone) : dayNumber(act.day);
    const sentOn = sent.day === undefined ? localDayNumber(sent.at, zone) : dayNumber(sent.day);
    return today > sentOn + days;
  });
  if (isOver) return { is: 'ALLOWED', inputs };
  const sentOn = zones.map((zone) => sent.day ?? localDate(sent.at, zone)).sort();
  const next = firstInstantOn(addDays(sentOn.at(-1) as string, days + 1), zones) ?? null;
  return { is: 'BREACH', reason: 'opt-out-period-runs', inputs, next };
}

export const creditorNotice: ContactEvaluator<CreditorNotice> = {
  of: 'contact',
  name: 'creditor-notice@1.0.0',
  parameters: {
    type: 'object',
    required: ['channels', 'bases', 'notices', 'days'],
    additionalProperties: false,
    properties: {
      channels: { type: 'array', items: { type: 'string' } },
      bases: { type: 'array', items: { type: 'string' } },
      notices: { type: 'array', items: { type: 'string' } },
      days: { type: 'integer', minimum: 1 },
    },
  },
  evaluate,
};
