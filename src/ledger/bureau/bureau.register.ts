/** What was reported to credit bureaus, and put right (duty D60). */
import { amount, choice, code, date, instant, line, opt, part, words } from '../register/field.js';
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

export const bureauObjections = register({
  stream: 'case',
  entry: 'bureauObjection',
  path: 'bureau-objections',
  asks: 'Which objections to credit data came, were they annotated, checked and answered, and when?',
  deeds: {
    ReceiveBureauObjection: opens(
      'CreditBureauObjectionReceived',
      'Records that somebody objects to what was furnished to a credit bureau (CN-CREDIT-1).',
      {
        bureau: code('bureau-1'),
        bureauReport: opt(part('bureauReport')),
        receivedAt: opt(instant('2026-04-07T09:30:00+02:00')),
        due: opt(date('2026-04-27')),
        text: opt(words('I paid in March; the report is wrong.')),
      },
    ),
    AnnotateBureauReport: steps(
      'CreditBureauReportAnnotated',
      'Records that the report was marked as objected to.',
      { reference: opt(code('ANN-2026-04-0003')) },
      { at: 'annotations' },
    ),
    AnswerBureauObjection: ends(
      'CreditBureauObjectionAnswered',
      'Records the answer after the check.',
      {
        outcome: choice('CORRECTED', 'PARTLY_CORRECTED', 'CONFIRMED'),
        sentAt: opt(instant('2026-04-20T11:00:00+02:00')),
        text: opt(words('The report was corrected on 17 April.')),
      },
      { at: 'answers' },
    ),
  },
});

export const bureauRegisters = [bureauReports, bureauObjections] as const;
