/** Conduct: findings about contacts, content, and abuse of staff (duties D25, D46, D63). */
import { code, codes, date, line, opt, part, words } from '../register/field.js';
import { ends, notes, opens, register, steps } from '../register/register.js';

export const conductInvestigations = register({
  stream: 'case',
  entry: 'investigation',
  path: 'conduct-investigations',
  asks: 'Which complaints of conduct were investigated, with which finding?',
  deeds: {
    InvestigateConduct: opens('ConductComplaintReceived', 'Opens an investigation of how somebody was treated.', {
      complaint: opt(part('complaint')),
      about: codes('contact-ref-7'),
      allegation: code('THREAT'),
      due: opt(date('2026-04-10')),
      text: opt(words('He said he would tell my employer.')),
    }),
    RecordConductFinding: steps(
      'ConductFindingRecorded',
      'Records a finding.',
      { finding: code('UPHELD'), rule: opt(code('CN-CC-68')), text: opt(words('The recording confirms it.')) },
      { at: 'findings' },
    ),
    CloseInvestigation: ends(
      'ConductInvestigationClosed',
      'Ends an investigation.',
      { outcome: code('STAFF_RETRAINED') },
      { at: 'closures' },
    ),
  },
});

export const conductFlags = register({
  stream: 'case',
  entry: 'conductFlag',
  path: 'conduct-flags',
  asks: 'Which contents and contacts were flagged?',
  deeds: {
    FlagConduct: notes('ConductRuleBreached', 'Records that a contact broke a rule of conduct.', {
      contact: opt(part('contact')),
      rule: code('US-F-14'),
      staff: opt(code('staff-042')),
      reason: line('called at the place of work'),
    }),
    FlagContent: notes(
      'ContentFlagged',
      'Records that the wording of a message or call was flagged.',
      { contact: opt(part('contact')), rule: opt(code('wording@3')), reason: line('threatening tone') },
      { at: 'contents' },
    ),
  },
});

export const abuseReports = register({
  stream: 'case',
  entry: 'abuseReport',
  path: 'abuse-reports',
  asks: 'Where were members of staff abused, and were they supported?',
  deeds: {
    ReportAbuse: opens('AbuseReported', 'Records that a member of staff was abused or threatened.', {
      staff: code('staff-042'),
      kind: code('VERBAL'),
      contact: opt(part('contact')),
      text: opt(words('Insults; the call was ended.')),
    }),
    GiveSupport: ends(
      'SupportGiven',
      'Records the support that was given.',
      { measure: line('taken off the case') },
      { at: 'support' },
    ),
  },
});

export const conductRegisters = [conductInvestigations, conductFlags, abuseReports] as const;
