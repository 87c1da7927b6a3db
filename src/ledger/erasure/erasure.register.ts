/**
 * Erasure of a person's data, asked for and approved by two persons (PIPL 47, GDPR 17), and legal holds, under which nothing
 * is erased (GDPR 17(3)(e)). What erases is `SubjectKeyDestroyed` (`erasure.decide.ts`).
 */
import { about, choice, code, date, line, opt, words } from '../register/field.js';
import { ends, opens, register, steps } from '../register/register.js';
import { secondPerson } from './four-eyes.calc.js';

/** Why data is to go (PIPL 47(1); GDPR 17(1)). */
export const ERASURE_BASES = [
  'REQUEST',
  'PURPOSE_ENDED',
  'RETENTION_EXPIRED',
  'CONSENT_WITHDRAWN',
  'UNLAWFUL',
  'COURT_ORDER',
] as const;

/** Why it has to stay (PIPL 47(2); GDPR 17(3)). */
export const ERASURE_GROUNDS = [
  'LEGAL_HOLD',
  'OPEN_CASE',
  'RETENTION',
  'LEGAL_CLAIM',
  'NOT_IDENTIFIED',
  'OTHER',
] as const;

const HOLD_GROUNDS = ['LITIGATION', 'INVESTIGATION', 'REGULATOR', 'AUDIT', 'OTHER'] as const;

export const erasures = register({
  stream: 'party',
  entry: 'erasure',
  path: 'erasures',
  asks: 'Who asked that whose data be erased, and what was decided?',
  deeds: {
    RequestErasure: opens('ErasureRequested', "Asks that the party's personal data be erased.", {
      requester: choice('SUBJECT', 'REPRESENTATIVE', 'REGULATOR', 'CREDITOR', 'COMPANY'),
      basis: choice(...ERASURE_BASES),
      text: opt(words('He wants to be forgotten.')),
    }),
    ApproveErasure: ends(
      'ErasureApproved',
      'Approves an erasure that somebody else asked for. Under a legal hold, on an open case or while records must be kept, the refusal is recorded instead; else the keys are destroyed, and nothing brings the data back.',
      {},
      {
        at: 'approvals',
        fourEyes: true,
        check: (_given, entry, context) => secondPerson(entry, 'ErasureRequested', context, 'erasure'),
      },
    ),
    RefuseErasure: ends(
      'ErasureRefused',
      'Refuses an erasure, with its ground.',
      {
        ground: choice(...ERASURE_GROUNDS),
        until: opt(about(date('2029-03-10'), 'Last day on which the data must be kept, where that is known.')),
        reason: opt(line('claim pending before the court')),
      },
      { at: 'refusals' },
    ),
  },
});

const placed = {
  ground: choice(...HOLD_GROUNDS),
  matter: opt(about(code('court-2026-118'), 'The proceeding that it is for.')),
  reason: opt(line('evidence in pending proceedings')),
};
const asked = { reason: line('judgment is final') };

export const legalHolds = register({
  stream: 'party',
  entry: 'legalHold',
  path: 'legal-holds',
  asks: 'Whose data must be kept for proceedings, and since when?',
  deeds: {
    PlaceLegalHold: opens('LegalHoldPlaced', 'Places a legal hold: nothing about the party is erased.', placed),
    RequestHoldRelease: steps('LegalHoldReleaseRequested', 'Asks that a legal hold be released.', asked, {
      at: 'release-requests',
    }),
    ApproveHoldRelease: ends(
      'LegalHoldReleased',
      'Releases a legal hold, as somebody else asked.',
      {},
      {
        at: 'releases',
        fourEyes: true,
        check: (_given, entry, context) => secondPerson(entry, 'LegalHoldReleaseRequested', context, 'legalHold'),
      },
    ),
  },
});

export const caseLegalHolds = register({
  stream: 'case',
  entry: 'caseLegalHold',
  path: 'case-legal-holds',
  asks: 'Which cases must be kept for proceedings, and since when?',
  deeds: {
    PlaceCaseLegalHold: opens('CaseLegalHoldPlaced', 'Places a legal hold: nobody of the case is erased.', placed),
    RequestCaseHoldRelease: steps('CaseLegalHoldReleaseRequested', 'Asks that a legal hold be released.', asked, {
      at: 'release-requests',
    }),
    ApproveCaseHoldRelease: ends(
      'CaseLegalHoldReleased',
      'Releases a legal hold, as somebody else asked.',
      {},
      {
        at: 'releases',
        fourEyes: true,
        check: (_given, entry, context) =>
          secondPerson(entry, 'CaseLegalHoldReleaseRequested', context, 'caseLegalHold'),
      },
    ),
  },
});

export const erasureRegisters = [erasures, legalHolds] as const;
export const caseHoldRegisters = [caseLegalHolds] as const;
