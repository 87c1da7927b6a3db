/** Contact, notices, enquiries, conduct (duties D01 to D10, D24, D25, D45 to D47, D59, D61 to D63). */
import { act, ask, deeds, duty, history, listed, onCase, row, type Duty } from './duty.js';

const CALL = act(
  'cases/{case}/contacts',
  { channel: 'phone', party: '{party}', connected: true, outcome: 'PTP' },
  'contact',
);

export const contactDuties: readonly Duty[] = [
  duty(
    'D01',
    'Contact by phone, letter, mail',
    [
      act('cases/{case}/contacts', {
        channel: 'phone',
        connected: true,
        rightParty: 'BIRTH_DATE',
        conversation: { effective: true },
      }),
      act('cases/{case}/messages', { channel: 'email', text: 'Please call us.' }, 'contact'),
      act('cases/{case}/contacts/{contact}/deliveries', { delivered: true }),
    ],
    [ask('cases/{case}/contacts', row('contacts', { channel: 'phone' })), history('ConversationHeld')],
  ),
  duty(
    'D02',
    'Contact by SMS',
    [
      act('cases/{case}/messages', { channel: 'sms', text: 'Your payment is overdue.' }, 'contact'),
      act('cases/{case}/contacts/{contact}/deliveries', { delivered: false, cause: 'UNKNOWN_NUMBER' }),
      ...deeds('ReceiveOptOut'),
    ],
    [ask('cases/{case}/contacts', row('contacts', { channel: 'sms' })), onCase('opt-outs', { stage: 'OPEN' })],
  ),
  duty(
    'D03',
    'Face-to-face visit',
    [
      ...deeds('ScheduleVisit'),
      act(
        'cases/{case}/visits',
        { visitors: ['staff-042', 'staff-050'], idShown: true, entryConsent: true },
        'contact',
      ),
      ...deeds('CloseVisitAppointment', ['AttachVisitEvidence', { contact: '{contact}' }]),
    ],
    [listed('visit-appointments', 'visitAppointment', { stage: 'ENDED' }), history('VisitConducted')],
  ),
  duty(
    'D04',
    'Written notice or formal letter',
    [
      act('cases/{case}/notices', { notice: 'reminder', template: 'R-1' }, 'contact'),
      act('cases/{case}/contacts/{contact}/deliveries', { delivered: true, method: 'registered-mail' }),
    ],
    [ask('contacts?portfolio={portfolio}', row('rows', { contact: '{contact}' })), history('NoticeDelivered')],
  ),
  duty(
    'D05',
    'First reminder, learn the cause, propose repayment',
    [
      act('cases/{case}/messages', { channel: 'sms', purpose: 'first-reminder', text: 'A reminder.' }),
      ...deeds('RecordDelinquencyReason'),
    ],
    [onCase('delinquency-reasons', { fields: expect.objectContaining({ reason: 'UNEMPLOYMENT' }) as unknown })],
  ),
  duty('D06', 'Explain the debt and its consequences', deeds('RecordDisclosure', 'ProvideItemisation'), [
    listed('disclosures', 'disclosure'),
    history('DebtItemisationProvided'),
  ]),
  duty(
    'D07',
    'Record every contact and negotiation',
    [CALL, ...deeds(['NoteNegotiation', { contact: '{contact}' }])],
    [onCase('negotiations', { words: { text: 'Offers 200 a month from May.' } }), history('ContactOutcomeRecorded')],
  ),
  duty(
    'D08',
    'Fields of the contact record: time, form, feedback',
    [
      act(
        'cases/{case}/contacts',
        { channel: 'phone', direction: 'OUTBOUND', outcome: 'PTP', feedback: 'pays on Friday', connected: true },
        'contact',
      ),
    ],
    [
      ask('cases/{case}/contacts', row('contacts', { channel: 'phone', direction: 'OUTBOUND' })),
      history('ContactOutcomeRecorded'),
    ],
  ),
  duty(
    'D09',
    'Record payments, promises and contacts: searchable and private',
    [
      act('cases/{case}/payments', { currency: 'EUR', amount: 2_000 }, 'payment'),
      act('cases/{case}/promises', { currency: 'EUR', amount: 3_000, dueDate: '{later}' }, 'promise'),
      CALL,
    ],
    [
      ask('cases/{case}/balance', { net: 8_000 }),
      ask('cases/{case}/promises', row('promises', { promise: '{promise}', outcome: 'OPEN' })),
    ],
  ),
  duty(
    'D10',
    'Accurate records for later decisions',
    [
      CALL,
      ...deeds('UpdatePartyDetails'),
      act('cases/{case}/contacts/{contact}/corrections', { reason: 'wrong line', changes: { outcome: 'NO_ANSWER' } }),
    ],
    [onCase('detail-changes', { words: { value: 'Via Verdi 3, 50121 Firenze' } }), history('ContactRecordCorrected')],
  ),
  duty(
    'D24',
    'Complaints and objections handled',
    [
      act('cases/{case}/complaints', { text: 'rude call', topic: 'conduct', dueDate: '{later}' }, 'complaint'),
      ...deeds(['RecordComplaintStep', { complaint: '{complaint}' }]),
      act('cases/{case}/complaints/{complaint}/acknowledgements', { responseBy: '{later}' }),
      act('cases/{case}/complaints/{complaint}/decisions', { outcome: 'UPHELD', text: 'we apologise' }),
      act('cases/{case}/complaints/{complaint}/closures', {}),
    ],
    [
      ask('complaints?portfolio={portfolio}&limit=1000', row('rows', { complaint: '{complaint}', stage: 'CLOSED' })),
      ask('cases/{case}/complaints', row('complaints', { id: '{complaint}', stage: 'CLOSED', outcome: 'UPHELD' })),
      listed('complaint-steps', 'complaintStep'),
    ],
  ),
  duty(
    'D25',
    'Complaint that conduct was unlawful or improper',
    deeds('InvestigateConduct', 'RecordConductFinding', 'CloseInvestigation'),
    [listed('conduct-investigations', 'investigation', { stage: 'ENDED' })],
  ),
  duty('D45', 'Privacy and confidentiality', deeds('OpenIncident', 'ReportBreach'), [
    listed('incidents', 'incident', { last: 'BreachReported' }),
  ]),
  duty('D46', 'Respect privacy and personality rights', deeds('FlagConduct', 'FlagContent'), [
    listed('conduct-flags', 'conductFlag', { last: 'ContentFlagged' }),
  ]),
  duty(
    'D47',
    'Legal compliance of every act',
    [
      act('contacts/clearances', { party: '{party}', channel: 'phone', case: '{case}' }, 'clearance'),
      act('cases/{case}/contacts', { channel: 'phone', party: '{party}', connected: false, clearance: '{clearance}' }),
      ...deeds('GrantComplianceException'),
    ],
    [
      ask('parties/{party}/clearances', row('rows', { clearance: '{clearance}' })),
      ask('cases/{case}/findings', row('rows', { kind: 'CLEARANCE' })),
      onCase('compliance-exceptions', { stage: 'OPEN' }),
    ],
  ),
  duty('D59', 'Customer education', deeds('RecordEducation', 'SignpostDebtAdvice'), [
    listed('educations', 'education', { last: 'DebtAdviceSignposted' }),
  ]),
  duty(
    'D60',
    'Help to keep a good credit record',
    deeds(
      'GiveCreditReportingNotice',
      'ReportToBureau',
      ['ReceiveBureauObjection', { bureauReport: '{bureauReport}' }],
      'AnnotateBureauReport',
      'CorrectBureauReport',
      'AnswerBureauObjection',
    ),
    [
      listed('bureau-objections', 'bureauObjection', { stage: 'ENDED' }),
      listed('bureau-reports', 'bureauReport', { last: 'CreditBureauCorrected' }),
      history('CreditReportingNoticeGiven'),
    ],
  ),
  duty('D61', 'Answer questions', deeds('ReceiveEnquiry', 'AnswerEnquiry'), [
    listed('enquiries', 'enquiry', { stage: 'ENDED' }),
  ]),
  duty('D62', 'Keep the customer relationship', deeds('RecordPreference'), [
    listed('preferences', 'preference', { stage: 'OPEN' }),
    onCase('preferences', { fields: expect.objectContaining({ wish: 'after 18:00' }) as unknown }),
  ]),
  duty('D63', 'Angry or uncooperative debtors', deeds('ReportAbuse', 'GiveSupport'), [
    listed('abuse-reports', 'abuseReport', { stage: 'ENDED' }),
  ]),
];
