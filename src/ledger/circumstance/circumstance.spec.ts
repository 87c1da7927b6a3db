/** What befell a party. */
import { aParty } from '../../../test/support/other-scenarios.js';

describe('a death, and a bankruptcy', () => {
  it('may be of today or earlier, or of a day that nobody knows', () => {
    const death = { type: 'NotifyDeath', source: 'registry' } as const;
    aParty()
      .when({ ...death, diedOn: '2026-03-31' })
      .then({ type: 'DeathNotified', data: { diedOn: '2026-03-31' } });
    aParty().when(death).then({ type: 'DeathNotified' });
  });

  it('did not happen on a day that lies ahead', () => {
    aParty()
      .when({ type: 'NotifyDeath', source: 'registry', diedOn: '2026-04-01' })
      .thenRefused('date-ahead', 'diedOn');
    aParty()
      .when({ type: 'NotifyBankruptcy', kind: 'PERSONAL', filedOn: '2027-03-02' })
      .thenRefused('date-ahead', 'filedOn');
  });
});
