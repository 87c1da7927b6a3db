/** Exceptions from a rule that somebody granted, with who, why and until when (duty D47; domain/model.md 4.3, Compliance). */
import { impossible } from '../refusal.js';
import { about, choice, code, date, line, opt, party } from '../register/field.js';
import { ends, opens, register } from '../register/register.js';

export const complianceExceptions = register({
  stream: 'case',
  entry: 'complianceException',
  path: 'compliance-exceptions',
  asks: 'Which exceptions from a rule were granted, by whom, why, until when?',
  deeds: {
    GrantComplianceException: opens(
      'ComplianceExceptionGranted',
      'Records an exception from a rule. Whether the rule allows it is for the rule to say.',
      {
        rule: about(code('US-F-5'), 'Id of the rule.'),
        ground: choice('COURT_PERMISSION', 'LEGAL_DUTY', 'COMPANY_POLICY', 'OTHER'),
        approver: code('compliance-2'),
        reason: line('court allowed service by telephone'),
        from: opt(about(date('2026-03-10'), 'Its first day; the day of the fact where left out.')),
        expires: about(date('2026-06-30'), 'Its last day.'),
        party: opt(party()),
        evidence: opt(code('court-order-12')),
      },
      {
        check: ({ from, expires }) =>
          from !== undefined && expires < from
            ? impossible('bad-period', `The exception expires on ${expires}, before its first day ${from}.`, 'expires')
            : undefined,
      },
    ),
    RevokeComplianceException: ends(
      'ComplianceExceptionRevoked',
      'Takes an exception back before it expires.',
      { reason: line('order was lifted') },
      { at: 'revocations' },
    ),
  },
});

export const complianceRegisters = [complianceExceptions] as const;
