/** What an agency says about a case placed with it, as it said it and when we got it (duty D56), and what the debtor is told of it. */
import type { Context } from '../command.js';
import { dateOf, daysBetween } from '../dates.js';
import type { Flag } from '../fact.js';
import type { Entries } from '../register/entries.state.js';
import { about, code, instant, line, opt, part, party, words } from '../register/field.js';
import { notes, register } from '../register/register.js';

/** Days after an event within which its agency should have told us. */
export const AGENCY_EVENT_DAYS_MAX = 3;

interface EventCame {
  readonly agency: string;
  readonly originalRef: string;
  readonly receivedAt: string;
}

/** An event that the agency reported before, by its own reference; and one that it reported late. */
function eventFlags({ agency, originalRef, receivedAt }: EventCame, entries: Entries, { at, policy }: Context): Flag[] {
  const known = [...entries.values()].some(
    ({ register: of, fields }) =>
      of === 'agencyEvent' && fields['agency'] === agency && fields['originalRef'] === originalRef,
  );
  const days = daysBetween(dateOf(at, policy.zone), dateOf(receivedAt, policy.zone));
  const isLate = days > AGENCY_EVENT_DAYS_MAX;
  return [...(known ? (['duplicate'] as const) : []), ...(isLate ? (['late'] as const) : [])];
}

export const agencyFacts = register({
  stream: 'case',
  entry: 'agencyEvent',
  path: 'agency-events',
  asks: 'What did agencies report on placed cases, and how late?',
  deeds: {
    IngestAgencyEvent: notes(
      'AgencyEventIngested',
      'Records an event as an agency reported it.',
      {
        agency: code('agency-07'),
        placement: opt(part('placement')),
        originalRef: code('AG7-2026-03-10-0009'),
        kind: code('CALL'),
        receivedAt: instant('2026-03-12T06:00:00+01:00'),
        file: opt(code('agency-07/2026-03-11.csv')),
        text: opt(words('Spoke to debtor, will pay Friday.')),
      },
      { flags: eventFlags },
    ),
    ExpirePlacement: notes(
      'PlacementExpired',
      'Records that the time of a placement has run out.',
      { placement: part('placement'), agency: opt(code('agency-07')), reason: opt(line('180 days are over')) },
      { at: 'placement-expiries' },
    ),
  },
});

export const agencyNotices = register({
  stream: 'case',
  entry: 'agencyNotice',
  path: 'agency-notices',
  asks: 'Was the debtor told which agency collects, before that agency made contact?',
  deeds: {
    NotifyOfAgency: notes('AgencyNotified', 'Records that the debtor was told which agency will collect.', {
      agency: code('agency-07'),
      placement: opt(part('placement')),
      party: opt(about(party(), 'Who was told; the debtor where left out.')),
      channel: opt(code('letter')),
      contact: opt(about(part('contact'), 'The letter or message by which it was told.')),
      notifiedAt: opt(about(instant('2026-03-12T09:30:00+01:00'), 'When; the moment of the fact where left out.')),
      evidence: opt(code('doc-2026-0099')),
    }),
  },
});

export const agencyFactRegisters = [agencyFacts, agencyNotices] as const;
