/** Who speaks for a party: attorneys, guardians, debt advisers (domain/model.md 4.3). */
import { about, choice, code, date, debtsOfCases, line, opt, otherParty, words, yes } from '../register/field.js';
import { ends, opens, register, steps } from '../register/register.js';

export const representations = register({
  stream: 'party',
  entry: 'representation',
  path: 'representations',
  asks: 'Who represents the party, since when, and may the party be contacted?',
  deeds: {
    AppointRepresentative: opens('RepresentativeAppointed', 'Records that somebody speaks for the party.', {
      kind: choice('ATTORNEY', 'GUARDIAN', 'DEBT_ADVISER', 'EXECUTOR', 'OTHER'),
      representative: opt(otherParty()),
      firm: opt(code('law-firm-12')),
      evidence: opt(code('power-of-attorney-7')),
      knownAttorney: opt(yes(true)),
      until: opt(date('2027-03-10')),
      debts: opt(about(debtsOfCases(), 'Ids of the debts that it is about; all where left out.')),
      text: opt(words('Please write to my lawyer only.')),
    }),
    RecordRepresentativeUnresponsive: steps(
      'RepresentativeUnresponsive',
      'Records that the representative does not answer within a reasonable time (12 CFR 1006.6(b)(2)).',
      { since: opt(date('2026-03-20')), text: opt(words('Three letters, no answer.')) },
      { at: 'unresponsive' },
    ),
    RecordRepresentativeConsent: steps(
      'RepresentativeConsented',
      'Records that the representative allows direct contact with the party.',
      // Not `until`: that is the last day of the mandate, which this must not change.
      { allowedUntil: opt(about(date('2026-06-30'), 'Last day on which direct contact is allowed.')) },
      { at: 'consents' },
    ),
    EndRepresentation: ends(
      'RepresentativeEnded',
      'Records that the mandate is over.',
      { reason: line('mandate ended') },
      { at: 'endings' },
    ),
  },
});

export const representationRegisters = [representations] as const;
