/** A dispute places a hold on collection; only its end releases the hold. */
import { aCase, aClosedCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import type { DisputeCommand } from './dispute.decide.js';

const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 100 }, occurredAt: '2026-03-01' };
const raise: CaseCommand = { type: 'RaiseDispute', ground: 'AMOUNT', occurredAt: '2026-03-15' };

describe('a dispute', () => {
  it('is raised on a part of a debt, its words sealed, and holds that part', () => {
    const { facts, state } = aCase(debt)
      .when({
        type: 'RaiseDispute',
        ground: 'AMOUNT',
        debts: ['debt-1'],
        amount: 40,
        inWriting: true,
        text: 'I returned the goods.',
      })
      .then(
        {
          type: 'DisputeRaised',
          data: { dispute: 'dispute-1', ground: 'AMOUNT', debts: ['debt-1'], amount: 40, inWriting: true },
          personal: { subject: 'case-1', fields: { text: 'I returned the goods.' } },
        },
        { type: 'CollectionHoldPlaced', cause: 'event-2', data: { dispute: 'dispute-1', amount: 40 } },
      );
    expect(JSON.stringify(facts)).not.toContain('goods');
    expect(state.disputes.get('dispute-1')).toMatchObject({ stage: 'RAISED', held: true, amount: 40 });
  });

  it('without a hold, with its first step as the source names it', () => {
    const { state } = aCase()
      .when({ ...raise, hold: false, step: 'Appeal to Judge', result: 'filed' })
      .then(
        { type: 'DisputeRaised' },
        {
          type: 'DisputeStepRecorded',
          cause: 'event-1',
          data: { dispute: 'dispute-1', step: 'Appeal to Judge', result: 'filed' },
        },
      );
    expect(state.disputes.get('dispute-1')?.held).toBe(false);
  });

  it('has further steps, of the last dispute where none is named', () => {
    aCase(raise, raise)
      .when({ type: 'RecordDisputeStep', step: 'verification sent' })
      .then({ type: 'DisputeStepRecorded', data: { dispute: 'dispute-2', step: 'verification sent' } })
      .when({ type: 'RecordDisputeStep', dispute: 'dispute-1', step: 'answered', result: 'partly' })
      .then({ type: 'DisputeStepRecorded', data: { dispute: 'dispute-1', result: 'partly' } });
  });

  it.each<[string, CaseCommand, object]>([
    ['DisputeResolved', { type: 'ResolveDispute', outcome: 'REJECTED' }, { outcome: 'REJECTED' }],
    ['DisputeWithdrawn', { type: 'WithdrawDispute' }, {}],
  ])('ends once, and its end releases the hold: %s', (type, end, data) => {
    const { state } = aCase(raise)
      .when(end)
      .then(
        { type, data: { dispute: 'dispute-1', ...data } },
        { type: 'CollectionHoldReleased', cause: 'event-3', data: { dispute: 'dispute-1' } },
      )
      .when({ type: 'ResolveDispute', outcome: 'UPHELD' })
      .thenRefused('dispute-ended', 'dispute')
      .when({ type: 'WithdrawDispute', dispute: 'dispute-1' })
      .thenRefused('dispute-ended', 'dispute')
      .when({ type: 'RecordDisputeStep', step: 'file archived' })
      .then({ type: 'DisputeStepRecorded' });
    expect(state.disputes.get('dispute-1')?.held).toBe(false);
  });

  it('that held nothing releases nothing', () => {
    aCase({ ...raise, hold: false })
      .when({ type: 'WithdrawDispute' })
      .then({ type: 'DisputeWithdrawn' });
  });

  it.each<DisputeCommand>([
    { type: 'RecordDisputeStep', step: 'x' },
    { type: 'ResolveDispute', outcome: 'UPHELD' },
    { type: 'WithdrawDispute' },
  ])('that the case does not have is unknown: $type', (command) => {
    aCase().when(command).thenRefused('unknown-dispute', 'dispute');
    aCase(raise)
      .when({ ...command, dispute: 'dispute-9' } as DisputeCommand)
      .thenRefused('unknown-dispute', 'dispute');
  });

  it.each([
    ['unknown-debt', 'debts', { debts: ['debt-9'] }],
    ['bad-amount', 'amount', { amount: -1 }],
    ['bad-amount', 'amount', { amount: 1.5 }],
    ['text-too-long', 'text', { text: 'x'.repeat(32_769) }],
  ])('is refused as %s for its %s', (code, field, change) => {
    aCase(debt)
      .when({ ...raise, ...change })
      .thenRefused(code, field);
  });

  it('on a closed case is recorded, and each of its steps is flagged', () => {
    const { facts } = aClosedCase(raise).given(
      { type: 'RecordDisputeStep', step: 'x' },
      { type: 'ResolveDispute', outcome: 'UPHELD' },
    );
    expect(facts[4]?.data).toMatchObject({ flags: ['case-closed'] });
    expect(facts[5]?.data).toMatchObject({ flags: ['case-closed'] });
    aClosedCase(raise)
      .when({ type: 'WithdrawDispute' })
      .then({ type: 'DisputeWithdrawn', data: { flags: ['case-closed'] } }, { type: 'CollectionHoldReleased' });
  });
});
