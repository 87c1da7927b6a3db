/** An account is placed with an agency and recalled from it. */
import { aCase, aClosedCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';

const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 100 }, occurredAt: '2026-03-01' };
const place: CaseCommand = { type: 'PlaceAccount', agency: 'agency-1', batch: 'B-7', occurredAt: '2026-03-15' };

describe('an account', () => {
  it('is placed', () => {
    const { state } = aCase(debt)
      .when({ ...place, debts: ['debt-1'] })
      .then({
        type: 'AccountPlaced',
        data: { placement: 'placement-1', agency: 'agency-1', batch: 'B-7', debts: ['debt-1'] },
      });
    expect(state.placements.get('placement-1')).toMatchObject({ agency: 'agency-1', active: true });
  });

  it('is recalled: the active placement where none is named', () => {
    const { state } = aCase(place)
      .when({ type: 'RecallAccount', reason: 'no result in 180 days' })
      .then({
        type: 'AccountRecalled',
        ref: 'event-1',
        data: { placement: 'placement-1', reason: 'no result in 180 days' },
      });
    expect(state.placements.get('placement-1')?.active).toBe(false);
  });

  it('is recalled from the agency that is named', () => {
    aCase(place, { type: 'RecallAccount', reason: 'x' }, place)
      .when({ type: 'RecallAccount', placement: 'placement-2', reason: 'settled' })
      .then({ type: 'AccountRecalled', ref: 'event-3', data: { placement: 'placement-2' } });
  });

  it('is recalled once', () => {
    aCase(place, { type: 'RecallAccount', reason: 'x' })
      .when({ type: 'RecallAccount', placement: 'placement-1', reason: 'again' })
      .thenRefused('placement-recalled', 'placement')
      .when({ type: 'RecallAccount', reason: 'again' })
      .thenRefused('unknown-placement', 'placement');
  });

  it('that was never placed cannot be recalled', () => {
    aCase().when({ type: 'RecallAccount', reason: 'x' }).thenRefused('unknown-placement', 'placement');
    aCase(place)
      .when({ type: 'RecallAccount', placement: 'placement-9', reason: 'x' })
      .thenRefused('unknown-placement', 'placement');
  });

  it('is placed with the debts that the case has', () => {
    aCase(debt)
      .when({ ...place, debts: ['debt-9'] })
      .thenRefused('unknown-debt', 'debts');
  });

  it('that is placed already is placed all the same, and that is flagged: a debt has one active placement', () => {
    const other: CaseCommand = { ...debt, balances: { principal: 50 } };
    const mine = (...debts: string[]): CaseCommand => ({ ...place, debts });
    const flagged = { type: 'AccountPlaced', data: { flags: ['placed-already'] } };
    aCase(debt, other, mine('debt-1')).when(mine('debt-1')).then(flagged);
    aCase(debt, other, mine('debt-1')).when(place).then(flagged);
    aCase(debt, other, place).when(mine('debt-2')).then(flagged);
    const { result } = aCase(debt, other, mine('debt-1')).when(mine('debt-2'));
    expect(JSON.stringify(result)).not.toContain('placed-already');
    const ends: CaseCommand[] = [
      { type: 'RecallAccount', reason: 'x' },
      { type: 'ExpirePlacement', placement: 'placement-1' },
    ];
    for (const end of ends) {
      expect(JSON.stringify(aCase(debt, place, end).when(place).result)).not.toContain('placed-already');
    }
  });

  it('of a closed case is placed and recalled all the same, and that is flagged', () => {
    aClosedCase()
      .when(place)
      .then({ type: 'AccountPlaced', data: { flags: ['case-closed'] } })
      .when({ type: 'RecallAccount', reason: 'x' })
      .then({ type: 'AccountRecalled', data: { flags: ['case-closed'] } });
  });
});
