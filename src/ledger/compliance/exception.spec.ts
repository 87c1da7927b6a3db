/** Exceptions, notices and documents that rules ask for: recorded with who, why, until when. */
import { aCase } from '../../../test/support/case-scenario.js';
import type { CaseCommand } from '../ledger.js';

const grant = {
  type: 'GrantComplianceException',
  rule: 'US-F-5',
  ground: 'COURT_PERMISSION',
  approver: 'compliance-2',
  reason: 'order of the court',
  expires: '2026-06-30',
} as const satisfies CaseCommand;

describe('an exception from a rule', () => {
  it('says which rule, on which ground, by whom, until when, and can be taken back', () => {
    const { state } = aCase()
      .when({ ...grant, evidence: 'court-order-12' })
      .then({
        type: 'ComplianceExceptionGranted',
        data: { rule: 'US-F-5', approver: 'compliance-2', expires: '2026-06-30', evidence: 'court-order-12' },
      })
      .when({
        type: 'RevokeComplianceException',
        complianceException: 'complianceException-1',
        reason: 'order was lifted',
      })
      .then({ type: 'ComplianceExceptionRevoked', ref: 'event-1' });
    expect(state.entries.get('complianceException-1')).toMatchObject({
      stage: 'ENDED',
      fields: { expires: '2026-06-30' },
    });
  });

  it('may hold for one day, but not expire before it begins', () => {
    aCase()
      .when({ ...grant, from: '2026-06-30' })
      .then({ type: 'ComplianceExceptionGranted', data: { from: '2026-06-30' } })
      .when({ ...grant, from: '2026-07-01' })
      .thenRefused('bad-period', 'expires');
  });
});

it('the debtor is told of the agency', () => {
  aCase({ type: 'PlaceAccount', agency: 'agency-07' })
    .when({ type: 'NotifyOfAgency', agency: 'agency-07', placement: 'placement-1', channel: 'letter' })
    .then({ type: 'AgencyNotified', data: { agency: 'agency-07', placement: 'placement-1', channel: 'letter' } });
});

it('a document is filed by reference and digest', () => {
  const said = { reference: 'doc-7', kind: 'DELIVERY_RECEIPT', sha256: 'ab'.repeat(32), signedBy: 'staff-042' };
  aCase()
    .when({ type: 'FileDocument', ...said, stamped: true })
    .then({ type: 'DocumentFiled', data: { ...said, stamped: true } })
    .when({ type: 'FileDocument', ...said, sha256: 'abc' })
    .thenRefused('bad-digest', 'sha256');
});

it('an objection to credit data is received, annotated and answered', () => {
  const { state } = aCase()
    .when({ type: 'ReceiveBureauObjection', bureau: 'bureau-1', text: 'I paid in March.' })
    .then({
      type: 'CreditBureauObjectionReceived',
      personal: { subject: 'case-1', fields: { text: 'I paid in March.' } },
    })
    .when({ type: 'AnnotateBureauReport', bureauObjection: 'bureauObjection-1' })
    .then({ type: 'CreditBureauReportAnnotated', ref: 'event-1' })
    .when({ type: 'AnswerBureauObjection', bureauObjection: 'bureauObjection-1', outcome: 'CORRECTED' })
    .then({ type: 'CreditBureauObjectionAnswered', data: { outcome: 'CORRECTED' } });
  expect(state.entries.get('bureauObjection-1')).toMatchObject({ stage: 'ENDED' });
});
