/** Legal steps: filed, served, judged. A judgment books nothing by itself. */
import { aCase, aClosedCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';
import type { LegalCommand } from './legal.decide.js';

const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 100 }, occurredAt: '2026-03-01' };
const file: CaseCommand = { type: 'FileLegalAction', kind: 'payment order', occurredAt: '2026-03-15' };

describe('a legal action', () => {
  it('is filed', () => {
    const { state } = aCase(debt)
      .when({
        type: 'FileLegalAction',
        kind: 'payment order',
        court: 'Bari',
        docket: 'R.G. 17/2026',
        debts: ['debt-1'],
      })
      .then({
        type: 'LegalActionFiled',
        data: { action: 'action-1', kind: 'payment order', court: 'Bari', docket: 'R.G. 17/2026', debts: ['debt-1'] },
      });
    expect(state.legal.get('action-1')).toMatchObject({ kind: 'payment order', stage: 'FILED' });
  });

  it('goes on in steps, of the last action where none is named', () => {
    aCase(file, file)
      .when({ type: 'RecordCourtStep', step: 'served', result: 'in person' })
      .then({ type: 'CourtStepRecorded', data: { action: 'action-2', step: 'served', result: 'in person' } })
      .when({ type: 'RecordCourtStep', action: 'action-1', step: 'heard' })
      .then({ type: 'CourtStepRecorded', data: { action: 'action-1', step: 'heard' } });
  });

  it('ends in a judgment, which books nothing by itself and may set a date in the future', () => {
    const scenario = aCase(debt, file);
    const before = scenario.balance();
    scenario.when({ type: 'EnterJudgment', outcome: 'GRANTED', amount: 150, performanceDeadline: '2026-06-30' }).then({
      type: 'JudgmentEntered',
      data: { action: 'action-1', outcome: 'GRANTED', amount: 150, performanceDeadline: '2026-06-30' },
    });
    expect(scenario.balance()).toEqual(before);
    expect(scenario.state.legal.get('action-1')).toMatchObject({ stage: 'JUDGED', outcome: 'GRANTED' });
  });

  it.each<LegalCommand>([
    { type: 'RecordCourtStep', step: 'served' },
    { type: 'EnterJudgment', outcome: 'GRANTED' },
  ])('that the case does not have is unknown: $type', (command) => {
    aCase().when(command).thenRefused('unknown-action', 'action');
    aCase(file)
      .when({ ...command, action: 'action-9' } as LegalCommand)
      .thenRefused('unknown-action', 'action');
  });

  it.each<[string, string, CaseCommand]>([
    ['unknown-debt', 'debts', { ...file, debts: ['debt-9'] }],
    ['bad-amount', 'amount', { type: 'EnterJudgment', outcome: 'GRANTED', amount: -1 }],
    ['bad-amount', 'amount', { type: 'EnterJudgment', outcome: 'GRANTED', amount: 0.5 }],
    ['bad-date', 'performanceDeadline', { type: 'EnterJudgment', outcome: 'GRANTED', performanceDeadline: '30 June' }],
  ])('is refused as %s for its %s', (code, field, command) => {
    aCase(debt, file).when(command).thenRefused(code, field);
  });

  it('on a closed case is recorded, and each of its steps is flagged', () => {
    const { facts } = aClosedCase(file).given(
      { type: 'RecordCourtStep', step: 'served' },
      { type: 'EnterJudgment', outcome: 'GRANTED' },
    );
    for (const fact of facts.slice(3)) expect(fact.data).toMatchObject({ flags: ['case-closed'] });
  });
});
