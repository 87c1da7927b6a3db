/** Plans, deferrals, settlements, delinquency, figures, the case in one view (duties D15, D16, D18 to D20, D22, D30, D37, D44). */
import { act, ask, deeds, duty, history, onCase, row, type Duty } from './duty.js';

const PROPOSE = act(
  'cases/{case}/plans',
  {
    debts: ['{debt}'],
    currency: 'EUR',
    total: 10_000,
    instalments: [
      { dueDate: '{later}', amount: 5_000 },
      { dueDate: '{muchLater}', amount: 5_000 },
    ],
    proposer: 'DEBTOR',
  },
  'plan',
);
const AGREE = act('cases/{case}/plans/{plan}/agreements', { form: 'ORAL', recordingRef: 'rec/2026/0042' });
const ACTIVATE = act('cases/{case}/plans/{plan}/activations', {});

export const planDuties: readonly Duty[] = [
  duty(
    'D15',
    'Repayment plan agreed with the debtor',
    [
      PROPOSE,
      act('cases/{case}/plans/{plan}/counter-offers', {
        total: 10_000,
        instalments: [{ dueDate: '{later}', amount: 10_000 }],
        proposer: 'FIRM',
      }),
      AGREE,
      ACTIVATE,
    ],
    [ask('cases/{case}/plans', row('plans', { plan: '{plan}', state: 'ON_TRACK' })), history('PlanAgreed')],
  ),
  duty(
    'D16',
    'Extension and instalment solutions',
    [
      PROPOSE,
      AGREE,
      ACTIVATE,
      act('cases/{case}/deferrals', { plan: '{plan}', until: '{muchLater}', reason: 'illness' }),
    ],
    [ask('plans?portfolio={portfolio}&limit=1000', row('rows', { plan: '{plan}' })), history('DeferralGranted')],
  ),
  duty(
    'D18',
    'Plan adjustment: instalments, interest reduction',
    [
      PROPOSE,
      AGREE,
      ACTIVATE,
      act('cases/{case}/plans/{plan}/restructurings', {
        total: 10_000,
        instalments: [{ dueDate: '{muchLater}', amount: 10_000 }],
        reason: 'less work',
        form: 'WRITTEN',
      }),
      act('cases/{case}/interest-terms', { debt: '{debt}', rate: '24', period: 'year' }),
      act('cases/{case}/rate-concessions', {
        debt: '{debt}',
        component: 'interest',
        rate: '12',
        period: 'year',
        authority: 'lead',
        reason: 'hardship',
      }),
      act('cases/{case}/interest-suspensions', { debts: ['{debt}'], reason: 'PLAN' }, 'suspension'),
      ...deeds('ReAgeAccount'),
    ],
    [
      ask('cases/{case}/plans', row('plans', { plan: '{plan}' })),
      onCase('re-ageings', { stage: 'NOTED' }),
      history('InterestRateConcessionGranted'),
    ],
  ),
  duty(
    'D19',
    'Reasonable amount and term from ability',
    [PROPOSE, act('cases/{case}/plans/{plan}/affordability-tests', { disposable: 20_000 })],
    [ask('cases/{case}/plans', row('plans', { plan: '{plan}' })), history('PlanAffordabilityTested')],
  ),
  duty(
    'D20',
    'Make sure the plan is kept',
    [PROPOSE, AGREE, ACTIVATE, act('cases/{case}/payments', { currency: 'EUR', amount: 5_000 }, 'payment')],
    [
      ask('cases/{case}/plans', row('plans', { plan: '{plan}', state: 'ON_TRACK' })),
      ask('plans/adherence?portfolio={portfolio}', {
        currencies: [{ currency: 'EUR', states: { ON_TRACK: expect.any(Number) as unknown } }],
      }),
      ask(
        'worklist?portfolio={portfolio}&until={muchLater}&limit=1000',
        row('rows', { case: '{case}', why: 'INSTALMENT_DUE' }),
      ),
    ],
  ),
  duty(
    'D22',
    'Monitor delinquency, act early',
    [
      {
        ...act('cases/{case}/debts/{debt}/delinquency-reports', {
          asOf: '{today}',
          monthsPastDue: 2,
          statedBy: 'host',
        }),
        noticed: true,
      },
    ],
    [
      history('AccountRolled'),
      ask('cases/{case}/delinquency', {
        debts: [{ debt: '{debt}', statement: { asOf: '{today}' }, principal: 10_000 }],
      }),
      ask('ageing?portfolio={portfolio}', {
        table: { name: 'china@1' },
        ...row('currencies', { currency: 'EUR', ...row('buckets', { bucket: 'M2', stated: 1 }) }),
      }),
      ask('roll-rates?portfolio={portfolio}&from={monthAgo}&to={today}', {
        from: '{monthAgo}',
        to: '{today}',
        name: '{portfolio}',
      }),
    ],
  ),
  duty(
    'D30',
    'Settlement that both accept',
    [
      act(
        'cases/{case}/settlements',
        { debts: ['{debt}'], currency: 'EUR', amount: 6_000, expires: '{later}', authority: 'lead' },
        'settlement',
      ),
      act('cases/{case}/settlements/{settlement}/acceptances', { form: 'WRITTEN' }),
      act('cases/{case}/payments', { currency: 'EUR', amount: 6_000 }, 'payment'),
      ...deeds(['RequestWaiver', { component: undefined, amount: 4_000 }], ['ApproveWaiver', { limit: 5_000 }]),
      act('cases/{case}/settlements/{settlement}/completions', {
        authority: 'lead',
        waiverRequest: '{waiverRequest}',
      }),
    ],
    [
      ask('cases/{case}/settlements', row('settlements', { settlement: '{settlement}', stage: 'COMPLETED' })),
      ask('cases/{case}/balance', { net: 0 }),
    ],
  ),
  duty(
    'D37',
    'Report overdue rate, success rate, recovery rate',
    [act('cases/{case}/payments', { currency: 'EUR', amount: 1_000 }, 'payment'), ...deeds('PublishReport')],
    [
      ask('reports/collection?portfolio={portfolio}&from={monthAgo}&to={today}', {
        sections: [{ id: 'overdue' }, { id: 'success' }, { id: 'recovery' }],
      }),
      ask('figures', row('metrics', { id: 'overdue-rate-amount' })),
    ],
  ),
  duty(
    'D44',
    'Status, days past due, willingness and ability in one view',
    [
      act('cases/{case}/payments', { currency: 'EUR', amount: 1_000 }, 'payment'),
      ...deeds('AssessWillingness', 'AssessAffordability'),
    ],
    [
      ask('cases/{case}', { stage: 'OPEN' }),
      ask('cases/{case}/as-told?at={now}', { ref: 'D44', balance: { net: 9_000, held: 0 } }),
      onCase('willingness-assessments', { stage: 'NOTED' }),
    ],
  ),
];
