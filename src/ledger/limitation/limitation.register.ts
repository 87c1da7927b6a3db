/**
 * What sets, stops and proves a limitation clock, beside contacts, payments, promises and legal actions
 * (domain/rules.md CN-LIM-1 to 3). The clock itself is computed from these facts.
 */
import { impossible } from '../refusal.js';
import { about, choice, code, count, date, debts, line, opt, part, words } from '../register/field.js';
import { ends, notes, opens, register } from '../register/register.js';

/** Longest limitation period that is taken for one, in years: nobody means more. */
export const LIMITATION_YEARS_MAX = 100;

export const acknowledgments = register({
  stream: 'case',
  entry: 'acknowledgment',
  path: 'acknowledgments',
  asks: 'When did the debtor acknowledge the debt, in which form, with which evidence?',
  deeds: {
    AcknowledgeDebt: notes('DebtAcknowledged', 'Records that the debtor acknowledged a debt or agreed to pay it.', {
      form: choice('WRITTEN', 'RECORDED_ORAL', 'CONDUCT'),
      debts: opt(debts()),
      evidence: opt(code('doc-2026-0204')),
      text: opt(words('I know that I owe this and will pay it off.')),
    }),
  },
});

export const limitationSuspensions = register({
  stream: 'case',
  entry: 'limitationSuspension',
  path: 'limitation-suspensions',
  asks: 'During which time did limitation not run, and why?',
  deeds: {
    SuspendLimitation: opens(
      'LimitationSuspended',
      'Records an obstacle on account of which limitation does not run (CN-LIM-3).',
      {
        ground: about(code('FORCE_MAJEURE'), 'FORCE_MAJEURE, or another ground that the law of the place names.'),
        from: date('2026-03-05'),
        until: opt(about(date('2026-04-05'), 'The first day on which it runs again.')),
        debts: opt(debts()),
      },
      {
        check: ({ from, until }) =>
          until !== undefined && until <= from
            ? impossible('bad-period', 'until is the first day on which limitation runs again: after from.', 'until')
            : undefined,
      },
    ),
    EndLimitationSuspension: ends(
      'LimitationSuspensionEnded',
      'Records on which day the obstacle was gone: limitation runs again from then on.',
      { endedOn: date('2026-04-05') },
      { at: 'endings' },
    ),
  },
});

export const limitationTerms = register({
  stream: 'case',
  entry: 'limitationTerm',
  path: 'limitation-terms',
  asks: 'Which limitation period was looked up for a debt, where?',
  deeds: {
    RecordLimitationTerms: notes(
      'LimitationTermsRecorded',
      'Records a limitation period for places whose periods are data and not part of a rule pack.',
      {
        debt: opt(about(part('debt'), 'All debts of the case where left out.')),
        startsOn: date('2025-11-30'),
        years: count(6, LIMITATION_YEARS_MAX),
        basis: about(code('limitation-act-2'), 'The provision.'),
        source: line('state code as of 2026-03-02'),
      },
      {
        check: ({ years }) =>
          years === 0 ? impossible('bad-number', 'years must be at least 1.', 'years') : undefined,
      },
    ),
  },
});

export const demands = register({
  stream: 'case',
  entry: 'demand',
  path: 'demands',
  asks: 'Which demands were made in other ways than by letter, message or call?',
  deeds: {
    RecordDemand: notes(
      'DemandRecorded',
      'Records a demand or a step equal to one, which may begin the limitation period anew (CN-LIM-2).',
      {
        kind: choice(
          'NEWSPAPER_NOTICE',
          'POLICE_REPORT',
          'ACCOUNT_DEBIT',
          'PAYMENT_ORDER',
          'ARBITRATION',
          'INSOLVENCY_CLAIM',
          'OTHER',
        ),
        debts: opt(debts()),
        evidence: opt(code('daily-news-2026-03-10-p12')),
      },
    ),
  },
});

export const limitationRegisters = [acknowledgments, limitationSuspensions, limitationTerms, demands] as const;
