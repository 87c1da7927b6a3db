/** A party as of any (V, K): how it may be reached, in which cases it is, what is open about it. */
import { PARTY, type PartyStreamCommand } from '../../src/ledger/ledger.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { PartyViewHandler, PartyViewQuery } from './party-view.query.js';

let ledger: TestLedger;
let party: string;
let sent = 0;

async function tell(command: PartyStreamCommand): Promise<string> {
  const request = { command, cmd: `party-${++sent}`, by: 'key:test' };
  const outcome = await ledger.transactor.run(PARTY, party, request);
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return outcome.id ?? outcome.stream;
}

async function view(when: { asOf?: string; knownAt?: string } = {}, discloses = true) {
  return new PartyViewHandler(ledger.read, ledger.vault).execute(new PartyViewQuery(party, when, discloses));
}

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-03-01T12:00:00Z');
  await ledger.createPortfolio();
  party = ledger.ids.stream('party', [ledger.portfolio, 'P1']);
  await tell({ type: 'RegisterParty', portfolio: ledger.portfolio, kind: 'PERSON', ref: 'P1', name: 'Rosa Bianchi' });
  await ledger.openRead();
  ledger.projector.start();
});
afterEach(() => ledger.close());

describe('a party', () => {
  it('is shown with its contact points and their history', async () => {
    const point = await tell({
      type: 'AddContactPoint',
      medium: 'phone',
      value: '+39 055 1',
      basis: 'CONTRACT',
      place: 'WORK',
      reserved: true,
    });
    ledger.clock.set('2026-03-10T12:00:00Z');
    await tell({ type: 'InvalidateContactPoint', point, reason: 'wrong number' });
    expect((await view()).points).toMatchObject([
      {
        point,
        basis: 'CONTRACT',
        place: 'WORK',
        reserved: true,
        valid: false,
        invalidSince: '2026-03-10',
        reason: 'wrong number',
      },
    ]);
    expect((await view({ asOf: '2026-03-09' })).points).toMatchObject([{ point, valid: true, invalidSince: null }]);
    expect((await view({ knownAt: '2026-03-05T00:00:00Z' })).points).toMatchObject([{ point, valid: true }]);
  });

  it('is shown with all its cases and its role in each', async () => {
    const [a, b] = [await ledger.openCase('A'), await ledger.openCase('B')];
    await tell({ type: 'LinkCase', case: a, role: 'DEBTOR' });
    await tell({ type: 'LinkCase', case: b, role: 'GUARANTOR' });
    expect((await view()).cases).toMatchObject([
      { case: a, role: 'DEBTOR' },
      { case: b, role: 'GUARANTOR' },
    ]);
  });

  it('is shown with what is open about it then', async () => {
    const optOut = await tell({ type: 'ReceiveOptOut', medium: 'sms' });
    ledger.clock.set('2026-03-10T12:00:00Z');
    await tell({ type: 'WithdrawOptOut', optOut });
    expect((await view()).open).toEqual([]);
    expect((await view({ asOf: '2026-03-05' })).open).toMatchObject([
      { register: 'optOut', fields: { medium: 'sms' } },
    ]);
  });

  it('shows personal values only to those who may see them', async () => {
    await tell({ type: 'AddContactPoint', medium: 'phone', value: '+39 055 1' });
    expect(await view()).toMatchObject({
      words: { name: 'Rosa Bianchi' },
      points: [{ words: { value: '+39 055 1' } }],
    });
    expect(JSON.stringify(await view({}, false))).not.toMatch(/Rosa|39 055/);
  });

  it('was not there before it was known', async () => {
    const early = view({ knownAt: '2026-02-01T00:00:00Z' });
    await expect(early).rejects.toMatchObject({
      details: { status: 404, type: expect.stringContaining('unknown-party') },
    });
  });
});
