/** What an agency says about a case placed with it, as it said it and when we got it (duty D56). */
import { code, instant, line, opt, part, words } from '../register/field.js';
import { notes, register } from '../register/register.js';

export const agencyFacts = register({
  stream: 'case',
  entry: 'agencyEvent',
  path: 'agency-events',
  asks: 'What did agencies report on placed cases, and how late?',
  deeds: {
    IngestAgencyEvent: notes('AgencyEventIngested', 'Records an event as an agency reported it.', {
      agency: code('agency-07'),
      placement: opt(part('placement')),
      originalRef: code('AG7-2026-03-10-0009'),
      kind: code('CALL'),
      receivedAt: instant('2026-03-12T06:00:00+01:00'),
      file: opt(code('agency-07/2026-03-11.csv')),
      text: opt(words('Spoke to debtor, will pay Friday.')),
    }),
    ExpirePlacement: notes(
      'PlacementExpired',
      'Records that the time of a placement has run out.',
      { placement: part('placement'), agency: opt(code('agency-07')), reason: opt(line('180 days are over')) },
      { at: 'placement-expiries' },
    ),
  },
});

export const agencyFactRegisters = [agencyFacts] as const;
