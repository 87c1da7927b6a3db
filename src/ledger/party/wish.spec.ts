/** How and when somebody wishes to be addressed, and what is inconvenient. */
import { aParty } from '../../../test/support/other-scenarios.js';
import type { PartyStreamCommand } from '../ledger.js';

const wish = { type: 'RecordPreference', kind: 'TIME', wish: 'evenings' } as const satisfies PartyStreamCommand;

describe('a preference', () => {
  it('keeps local times, days, place, contact point, and whether they are inconvenient', () => {
    const said = { from: '18:00', to: '21:00', days: ['MO', 'SU'], place: 'WORK', point: 'point-1', avoid: true };
    aParty({ type: 'AddContactPoint', medium: 'phone', value: '+39 02 5555' })
      .when({ ...wish, ...said })
      .then({ type: 'PreferenceRecorded', data: said });
  });

  it.each([
    { from: '22:00', to: '06:00' },
    { from: '00:00' },
    { to: '23:59' },
    { days: ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'] },
  ])('may go over midnight, leave an end open, or hold on every day: %j', (said) => {
    aParty()
      .when({ ...wish, ...said })
      .then({ type: 'PreferenceRecorded', data: said });
  });

  it.each([
    ['bad-time', 'from', { from: '24:00' }],
    ['bad-time', 'from', { from: '9:00' }],
    ['bad-time', 'to', { from: '18:00', to: '18:60' }],
    ['bad-time', 'to', { to: '18:00:00' }],
    ['bad-time', 'from', { from: 'evening' }],
    ['bad-period', 'to', { from: '18:00', to: '18:00' }],
    ['bad-day', 'days', { days: ['MO', 'MON'] }],
    ['bad-day', 'days', { days: ['mo'] }],
  ])('is refused as %s in %s: %j', (code, field, said) => {
    aParty()
      .when({ ...wish, ...said })
      .thenRefused(code, field);
  });
});
