import { aCase } from '../../test/support/case-scenario.js';

const debt = { type: 'RegisterDebt' as const, balances: { principal: 1_000 }, occurredAt: '2026-02-01' };
const paid = { type: 'RecordPayment' as const, amount: 1_000, occurredAt: '2026-02-10' };

describe('what comes on a settled case is recorded and flagged', () => {
  it('a payment when nothing is owed any more', () => {
    aCase(debt, paid)
      .when({ type: 'RecordPayment', amount: 50, occurredAt: '2026-02-11' })
      .then(
        { type: 'PaymentReceived', data: { amount: 50, flags: ['case-settled'] } },
        { type: 'PaymentUnallocatedHeld' },
      );
  });

  it('a call, a letter and a placement', () => {
    const scenario = aCase(debt, paid);
    scenario
      .when({ type: 'RecordContact', channel: 'phone' })
      .then({ type: 'ContactAttempted', data: { flags: ['case-settled', 'uncleared'] } });
    scenario
      .when({ type: 'IssueNotice', notice: 'reminder' })
      .then({ type: 'NoticeIssued', data: { flags: ['case-settled', 'uncleared'] } });
    scenario
      .when({ type: 'PlaceAccount', agency: 'x' })
      .then({ type: 'AccountPlaced', data: { flags: ['case-settled'] } });
  });

  it('but not while something is owed, nor on a case without a debt', () => {
    const { result } = aCase(debt).when({ type: 'RecordContact', channel: 'phone' });
    expect(JSON.stringify(result)).not.toContain('case-settled');
    expect(JSON.stringify(aCase().when({ type: 'RecordContact', channel: 'phone' }).result)).not.toContain(
      'case-settled',
    );
  });
});
