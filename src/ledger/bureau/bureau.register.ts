/** What was reported to credit bureaus, and put right (duty D60). */
import { amount, code, date, line, opt } from '../register/field.js';
import { ends, opens, register, steps } from '../register/register.js';

export const bureauReports = register({
  stream: 'case',
  entry: 'bureauReport',
  path: 'bureau-reports',
  asks: 'What was furnished to which credit bureau, and was it corrected?',
  deeds: {
    ReportToBureau: opens('CreditBureauReported', 'Records what was furnished to a credit bureau.', {
      bureau: code('bureau-1'),
      status: code('90-DAYS-PAST-DUE'),
      amount: opt(amount(150_000)),
      asOf: date('2026-03-31'),
      reference: opt(code('FURN-2026-03-0017')),
    }),
    CorrectBureauReport: steps(
      'CreditBureauCorrected',
      'Records that a report was put right.',
      { status: code('PAID'), reason: line('payment was booked late'), amount: opt(amount(0)) },
      { at: 'corrections' },
    ),
    WithdrawBureauReport: ends(
      'CreditBureauReportWithdrawn',
      'Records that a report was taken back.',
      { reason: line('identity theft') },
      { at: 'withdrawals' },
    ),
  },
});

export const bureauRegisters = [bureauReports] as const;
