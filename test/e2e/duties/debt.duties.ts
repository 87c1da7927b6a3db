/** Money, promises, disputes, assessment (duties D12, D13, D17, D21 to D23, D26 to D28, D40 to D42, D51, D73, D74). */
import { act, ask, deeds, duty, history, listed, onCase, row, type Duty } from './duty.js';

const dispute = (id: string, need: string, ground: string): Duty =>
  duty(
    id,
    need,
    [
      act(
        'cases/{case}/disputes',
        { ground, debts: ['{debt}'], amount: 500, inWriting: true, text: 'not right' },
        'dispute',
      ),
      ...deeds(['RequestEarlyHoldRelease', { dispute: '{dispute}' }], 'ApproveEarlyHoldRelease'),
      act('cases/{case}/disputes/{dispute}/resolutions', {
        outcome: 'PARTLY_UPHELD',
        holdReleaseRequest: '{holdReleaseRequest}',
      }),
    ],
    [
      ask('cases/{case}/disputes', row('disputes', { ground })),
      history('CollectionHoldPlaced'),
      history('CollectionHoldReleased'),
    ],
  );

export const debtDuties: readonly Duty[] = [
  duty('D12', 'Ability and willingness assessment', deeds('AssessAffordability', 'AssessWillingness'), [
    onCase('affordability-assessments', { fields: expect.objectContaining({ disposable: 40_000 }) as unknown }),
    listed('willingness-assessments', 'willingness'),
  ]),
  duty(
    'D13',
    'Economic situation, income source, family',
    deeds('DeclareHardship', 'FlagVulnerability', 'ClearVulnerability'),
    [listed('vulnerabilities', 'vulnerability', { stage: 'ENDED' }), onCase('hardships', { stage: 'OPEN' })],
  ),
  duty(
    'D17',
    'Partial waiver, lower interest',
    [
      ...deeds(
        ['RequestWaiver', { debt: '{debt}', component: 'principal', amount: 500 }],
        ['ApproveWaiver', { limit: 1_000 }],
      ),
      act('cases/{case}/waivers', {
        currency: 'EUR',
        debt: '{debt}',
        component: 'principal',
        amount: 500,
        authority: 'level-2',
        reason: 'goodwill',
        waiverRequest: '{waiverRequest}',
      }),
      ...deeds('RequestWaiver', ['CloseWaiverRequest', { outcome: 'REVOKED' }]),
    ],
    [listed('waiver-requests', 'waiverRequest', { stage: 'ENDED' }), ask('cases/{case}/balance', { net: 9_500 })],
  ),
  duty(
    'D21',
    'Track progress, remind, record payments',
    [
      act('cases/{case}/messages', { channel: 'sms', purpose: 'payment-reminder', text: 'Your instalment is due.' }),
      act('cases/{case}/payments', { currency: 'EUR', amount: 4_000 }, 'payment'),
    ],
    [ask('cases/{case}/balance', { net: 6_000 }), history('PaymentAllocated')],
  ),
  duty(
    'D23',
    'Pay within the agreed time (promise)',
    [
      act('cases/{case}/promises', { currency: 'EUR', amount: 4_000, dueDate: '{later}' }, 'promise'),
      act('cases/{case}/payments', { currency: 'EUR', amount: 4_000 }, 'payment'),
    ],
    [ask('cases/{case}/promises', row('promises', { promise: '{promise}', outcome: 'KEPT' }))],
  ),
  dispute('D26', 'Dispute on legality or interest calculation', 'INTEREST'),
  dispute('D27', 'Dispute on amount or due date', 'DUE_DATE'),
  dispute('D28', 'Rate dispute', 'RATE'),
  duty('D40', 'Risk grading', deeds('AssignRiskGrade'), [listed('risk-grades', 'riskGrade')]),
  duty('D41', 'Judge intent and ability by observation', deeds('AssessWillingness'), [
    onCase('willingness-assessments', { fields: expect.objectContaining({ level: 'WILLING' }) as unknown }),
  ]),
  duty('D42', 'Data analysis and prediction', deeds('RecordScore'), [listed('scores', 'scoring')]),
  duty(
    'D51',
    'Work with finance on each payment',
    [
      act('cases/{case}/payments', { currency: 'EUR', amount: 4_000 }, 'payment'),
      ...deeds(['ReconcilePayment', { payment: '{payment}' }], 'OpenReconciliation', 'CloseReconciliation'),
    ],
    [listed('reconciliations', 'reconciliation', { stage: 'ENDED' })],
  ),
  duty('D73', 'Prevent risk to the bank', deeds('ChangeProvisionClass'), [
    listed('provision-classes', 'provisionClass'),
  ]),
  duty(
    'D74',
    'Reduce bad debt; asset quality',
    [
      ...deeds(['RequestChargeOff', { debt: '{debt}', amount: 10_000 }], 'ApproveChargeOff'),
      act('cases/{case}/debts/{debt}/charge-offs', {
        amount: 10_000,
        reason: '180 days',
        chargeOffRequest: '{chargeOffRequest}',
      }),
      act('cases/{case}/payments', { currency: 'EUR', amount: 1_000 }, 'payment'),
      ...deeds('RecordDebtSale'),
    ],
    [ask('cases/{case}/balance', { net: 9_000 }), listed('debt-sales', 'debtSale'), history('ChargedOff')],
  ),
];
