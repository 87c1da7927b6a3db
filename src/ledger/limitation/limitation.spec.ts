/** What sets, stops and proves a limitation clock: recorded as it was, with its evidence. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';

const debt: CaseCommand = { type: 'RegisterDebt', balances: { principal: 100 }, occurredAt: '2026-03-01' };

it('the debtor acknowledges a debt, in a form and with evidence; the words are sealed', () => {
  aCase(debt)
    .when({ type: 'AcknowledgeDebt', form: 'RECORDED_ORAL', debts: ['debt-1'], evidence: 'rec-7', text: 'I owe it.' })
    .then({
      type: 'DebtAcknowledged',
      data: { form: 'RECORDED_ORAL', debts: ['debt-1'], evidence: 'rec-7' },
      personal: { subject: 'case-1', fields: { text: 'I owe it.' } },
    });
});

it.each<CaseCommand>([
  { type: 'AcknowledgeDebt', form: 'WRITTEN', debts: ['debt-9'] },
  { type: 'SuspendLimitation', ground: 'FORCE_MAJEURE', from: '2026-03-05', debts: ['debt-9'] },
  { type: 'RecordDemand', kind: 'ACCOUNT_DEBIT', debts: ['debt-9'] },
])('$type is refused where the case has no such debt', (command) => {
  aCase(debt).when(command).thenRefused('unknown-debt', 'debts');
});

describe('a suspension of limitation', () => {
  const suspend = { type: 'SuspendLimitation', ground: 'FORCE_MAJEURE', from: '2026-03-05' } as const;

  it('is open until it ends, on a day of its own', () => {
    const { state } = aCase(suspend)
      .when({
        type: 'EndLimitationSuspension',
        limitationSuspension: 'limitationSuspension-1',
        endedOn: '2026-03-20',
      })
      .then({ type: 'LimitationSuspensionEnded', ref: 'event-1', data: { endedOn: '2026-03-20' } });
    expect(state.entries.get('limitationSuspension-1')).toMatchObject({
      stage: 'ENDED',
      fields: { from: '2026-03-05', endedOn: '2026-03-20' },
    });
  });

  it('lasts a day at least', () => {
    aCase()
      .when({ ...suspend, until: '2026-03-06' })
      .then({ type: 'LimitationSuspended', data: { until: '2026-03-06' } })
      .when({ ...suspend, until: '2026-03-05' })
      .thenRefused('bad-period', 'until');
  });
});

describe('limitation terms', () => {
  const terms = {
    type: 'RecordLimitationTerms',
    startsOn: '2025-11-30',
    basis: 'limitation-act-2',
    source: 'code',
  } as const;

  it('say from when, for how long, by which provision, found where', () => {
    aCase(debt)
      .when({ ...terms, debt: 'debt-1', years: 6 })
      .then({
        type: 'LimitationTermsRecorded',
        data: { debt: 'debt-1', startsOn: '2025-11-30', years: 6, basis: 'limitation-act-2', source: 'code' },
      });
  });

  it.each([0, 101, 1.5, -3])('are no period where they last %d years', (years) => {
    const { result } = aCase(debt).when({ ...terms, years });
    expect(result).toMatchObject({ why: 'impossible', field: 'years' });
  });
});

it('a demand is recorded by its kind', () => {
  aCase(debt)
    .when({ type: 'RecordDemand', kind: 'POLICE_REPORT', evidence: 'report-12' })
    .then({ type: 'DemandRecorded', data: { kind: 'POLICE_REPORT', evidence: 'report-12' } })
    .when({ type: 'RecordDemand', kind: 'PHONE' as 'OTHER' })
    .thenRefused('bad-choice', 'kind');
});
