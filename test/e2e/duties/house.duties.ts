/** Work of the department itself (duties D11, D14, D38, D39, D43, D48 to D50, D52 to D55, D64 to D70, D72). */
import { act, ask, deeds, duty, history, listed, onCase, row, type Duty } from './duty.js';

export const houseDuties: readonly Duty[] = [
  duty('D11', 'Hand-over to the next collector', deeds('HandOverCase'), [
    onCase('hand-overs', { words: { brief: 'Calls only after 18:00; asked twice for the interest sheet.' } }),
    ask(
      'cases?assignee=staff-042&portfolio={portfolio}&limit=1000',
      row('cases', { id: '{case}', assignee: 'staff-042' }),
    ),
  ]),
  duty(
    'D14',
    'Strategy per customer; goals and milestones',
    deeds('AssignStrategy', 'CompleteStrategyStep', 'ChangeStrategy', 'EndStrategy'),
    [listed('strategies', 'strategy', { stage: 'ENDED' })],
  ),
  duty('D38', 'Report case progress upward', deeds('EscalateCase', 'ReviewEscalation'), [
    listed('escalations', 'escalation', { stage: 'ENDED' }),
  ]),
  duty('D39', 'Periodic work report', deeds('PublishReport'), [listed('reports-published', 'report')]),
  duty('D43', 'Analyse effectiveness, optimise strategy', deeds('MeasureStrategyOutcome'), [
    listed('strategy-outcomes', 'strategyOutcome'),
  ]),
  duty('D48', 'Know financial regulation', deeds('RegisterStaff', 'RecordTraining'), [
    listed('trainings', 'training', { stage: 'OPEN' }),
  ]),
  duty('D49', 'Follow industry norms and company policy', deeds('RegisterStaff', 'AttestPolicy'), [
    listed('attestations', 'attestation'),
  ]),
  duty('D50', 'Work with risk and legal', deeds('RequestTask', 'RescheduleTask', 'CompleteTask'), [
    listed('tasks', 'task', { stage: 'ENDED' }),
  ]),
  duty('D52', 'Work with credit and risk, share information', deeds('ShareData'), [listed('data-shares', 'dataShare')]),
  duty(
    'D53',
    'Joint monitoring by the post-loan department',
    [act('cases/{case}/payments', { currency: 'EUR', amount: 1_000 }, 'payment')],
    [ask('events?limit=1000', row('facts', { type: 'CaseOpened' }))],
  ),
  duty(
    'D54',
    'Crisis: complaint surge, media',
    deeds(
      'OpenIncident',
      'UpdateIncident',
      'NotifyRegulator',
      ['FreezeContact', { case: '{case}' }],
      'RequestFreezeRelease',
      'ReleaseFreeze',
      'CloseIncident',
    ),
    [listed('incidents', 'incident', { stage: 'ENDED' }), listed('freezes', 'freeze', { stage: 'ENDED' })],
  ),
  duty('D55', 'Sudden events in collection', deeds(['OpenIncident', { kind: 'SAFETY' }]), [
    ask('incidents/{incident}/registers', row('entries', { register: 'incident', stage: 'OPEN' })),
  ]),
  duty('D64', 'Training quality', deeds('RegisterStaff', 'RecordTraining', 'LapseCertification', 'ScoreInteraction'), [
    listed('trainings', 'training', { stage: 'ENDED' }),
    listed('quality-reviews', 'qualityReview'),
  ]),
  duty('D65', 'On-boarding training before work', deeds('RegisterStaff', 'RecordTraining'), [
    ask('staff/{staff}/registers', row('entries', { register: 'training', stage: 'OPEN' })),
  ]),
  duty(
    'D66',
    'Targets',
    deeds('RegisterStaff', 'SetTarget', 'MeasureTarget', 'SetPortfolioTarget', 'MeasurePortfolioTarget'),
    [
      listed('targets', 'target', { stage: 'ENDED' }),
      listed('portfolio-targets', 'portfolioTarget', { stage: 'ENDED' }),
    ],
  ),
  duty('D67', 'Incentives and merit', deeds('RegisterStaff', 'ComputeIncentive'), [listed('incentives', 'incentive')]),
  duty('D68', 'Use of systems and tools', deeds(['RequestTask', { due: '{later}' }]), [
    ask(
      'worklist?portfolio={portfolio}&until={muchLater}&limit=1000',
      row('rows', { case: '{case}', why: 'TASK_DUE', due: '{later}' }),
    ),
  ]),
  duty(
    'D71',
    'Protect the rights of both sides',
    [
      act('cases/{case}/disputes', { ground: 'AMOUNT', debts: ['{debt}'], text: 'not mine' }, 'dispute'),
      act('cases/{case}/payments', { currency: 'EUR', amount: 1_000, directedTo: ['{debt}'] }, 'payment'),
    ],
    // One history for bank and debtor, with the balance before and after, in both languages.
    [
      ask(
        'cases/{case}/history',
        row('entries', { type: 'PaymentReceived', balance: { before: 10_000, after: 9_000 } }),
      ),
      ask('cases/{case}/holds', row('holds', { source: 'dispute' })),
    ],
  ),
  duty(
    'D69',
    'Case management: registration, follow-up, payment update',
    [
      act('cases/{case}/assignments', { assignee: 'staff-042' }),
      act('cases/{case}/notes', { text: 'called back' }),
      act('cases/{case}/closures', { reason: 'WITHDRAWN' }),
      act('cases/{case}/reopenings', { reason: 'new facts' }),
    ],
    [ask('cases/{case}', { stage: 'OPEN' }), history('CaseReopened')],
  ),
  duty('D70', 'Team work, shared strategy', deeds('ShareNote'), [
    onCase('shared-notes', { words: { text: 'Try mornings: he works nights.' } }),
  ]),
  duty('D72', 'Execute an agreed collection plan', deeds('AssignStrategy', 'CompleteStrategyStep'), [
    onCase('strategies', { stage: 'OPEN', last: 'StrategyStepCompleted' }),
  ]),
];
