/**
 * Before a debt is furnished to a credit bureau the collector speaks with the person about it, or writes and waits a
 * reasonable time in which nothing comes back (12 CFR 1006.30(a)).
 */
import { addDays } from '../../ledger/dates.js';
import type { Attempt } from '../dossier/attempt.js';
import { dayOf } from '../dossier/told-days.js';
import { saidText, type Spell } from '../dossier/spell.js';
import type { Clock, DutyEvaluator, DutyScene } from '../evaluator.js';
import {
  cameBack,
  COMMUNICATION_SCHEMA,
  contactsOf,
  isCommunication,
  type CommunicationTerms,
} from '../validation/communications.js';

interface Terms extends CommunicationTerms {
  /** Consecutive days between a letter or message and furnishing. */
  readonly wait_days: number;
}

/** A notice that no contact names: the debtor was warned, on a day. */
interface Warned {
  readonly spoken: boolean;
  readonly on: string;
  readonly event: string;
}

const WRITTEN: ReadonlySet<string> = new Set(['letter', 'email', 'sms', 'chat']);

function warnings({ dossier, file }: DutyScene): Warned[] {
  return dossier
    .spells('disclosure')
    .filter(({ stream, type }) => stream === file.id && type === 'CreditReportingNoticeGiven')
    .flatMap((spell) => {
      const contact = saidText(spell, 'contact');
      // The contact itself is looked at: it may have come back.
      if (contact !== undefined && dossier.attempt(contact)) return [];
      const channel = saidText(spell, 'channel');
      if (channel === undefined) return [];
      return [{ spoken: !WRITTEN.has(channel), on: spell.on, event: spell.event }];
    });
}

function clockOf(scene: DutyScene, report: Spell, contacts: readonly Attempt[], terms: Terms): Clock {
  const { file } = scene;
  const before = contacts.filter((one) => dayOf(one, file) <= report.on && isCommunication(one, terms, report.on));
  const spoken = before.find(({ conversation, kind }) => conversation !== undefined || kind === 'VISIT');
  const written = before.find(
    (one) =>
      (one.kind === 'NOTICE' || one.kind === 'MESSAGE') &&
      addDays(dayOf(one, file), terms.wait_days) <= report.on &&
      !cameBack(one, report.on),
  );
  const warned = warnings(scene).find(({ spoken: said, on }) =>
    said ? on <= report.on : addDays(on, terms.wait_days) <= report.on,
  );
  const met = spoken ?? written ?? warned;
  const clock = { subject: report.id, due: report.on, set: report.event, counters: { wait_days: terms.wait_days } };
  if (met) {
    const reason = spoken ? 'spoken-before-furnishing' : 'written-before-furnishing';
    return { ...clock, outcome: 'DUTY_MET', reason, inputs: [report.event, met.event] };
  }
  const last = before.at(-1);
  const reason = last === undefined ? 'furnished-without-notice' : 'furnished-too-early';
  return { ...clock, outcome: 'DUTY_MISSED', reason, inputs: [report.event, ...(last ? [last.event] : [])] };
}

function evaluate(scene: DutyScene, terms: Terms): Clock[] {
  const { dossier, file, asOf } = scene;
  const reports = dossier.spells('bureauReport').filter(({ stream, on }) => stream === file.id && on <= asOf);
  if (reports.length === 0) return [];
  const contacts = contactsOf(dossier, file, asOf);
  return reports.map((report) => clockOf(scene, report, contacts, terms));
}

export const furnishingNotice: DutyEvaluator<Terms> = {
  of: 'duty',
  name: 'furnishing-notice@1.0.0',
  parameters: {
    type: 'object',
    required: ['wait_days', 'limited_voicemails'],
    additionalProperties: false,
    properties: { wait_days: { type: 'integer', minimum: 1 }, ...COMMUNICATION_SCHEMA },
  },
  evaluate,
};
