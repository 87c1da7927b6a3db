/** What a consent, a request to cease and a mandate say beside that they were given. */
import { aParty } from '../../../test/support/other-scenarios.js';
import type { PartyStreamCommand } from '../ledger.js';

const consent = { type: 'GiveConsent', purpose: 'FREQUENCY', form: 'ORAL' } as const satisfies PartyStreamCommand;

describe('a consent', () => {
  it('says from which day it holds, for which debts, and whether it was given directly to who collects', () => {
    const said = { from: '2026-03-10', until: '2026-03-16', debts: ['debt-1'], direct: true };
    aParty()
      .when({ ...consent, ...said })
      .then({ type: 'ConsentGiven', data: { purpose: 'FREQUENCY', ...said } });
  });

  it('may hold for a single day, but not end before it begins', () => {
    aParty()
      .when({ ...consent, from: '2026-03-10', until: '2026-03-10' })
      .then({ type: 'ConsentGiven' })
      .when({ ...consent, from: '2026-03-10', until: '2026-03-09' })
      .thenRefused('bad-period', 'until')
      .when({ ...consent, from: '2026-02-29' })
      .thenRefused('bad-date', 'from');
  });
});

it('a request to cease and a mandate may be about some of the debts only', () => {
  aParty()
    .when({ type: 'ReceiveCeaseRequest', inWriting: true, debts: ['debt-1'] })
    .then({ type: 'CeaseRequestReceived', data: { debts: ['debt-1'] } })
    .when({ type: 'AppointRepresentative', kind: 'ATTORNEY', debts: ['debt-1', 'debt-2'] })
    .then({ type: 'RepresentativeAppointed', data: { debts: ['debt-1', 'debt-2'] } });
});

it('a representative may stay silent, or allow direct contact for a while; the mandate goes on', () => {
  const { state } = aParty({ type: 'AppointRepresentative', kind: 'ATTORNEY', until: '2026-12-31' })
    .when({
      type: 'RecordRepresentativeUnresponsive',
      representation: 'representation-1',
      since: '2026-03-20',
      text: 'Three letters, no answer.',
    })
    .then({
      type: 'RepresentativeUnresponsive',
      ref: 'event-1',
      data: { representation: 'representation-1', since: '2026-03-20' },
      personal: { subject: 'party-1', fields: { text: 'Three letters, no answer.' } },
    })
    .when({ type: 'RecordRepresentativeConsent', representation: 'representation-1', allowedUntil: '2026-06-30' })
    .then({ type: 'RepresentativeConsented', data: { allowedUntil: '2026-06-30' } });
  expect(state.entries.get('representation-1')).toMatchObject({ stage: 'OPEN', fields: { until: '2026-12-31' } });
});
