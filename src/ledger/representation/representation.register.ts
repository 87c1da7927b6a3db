/** Who speaks for a party: attorneys, guardians, debt advisers (domain/model.md 4.3). */
import { choice, code, date, line, opt, party, words, yes } from '../register/field.js';
import { ends, opens, register } from '../register/register.js';

export const representations = register({
  stream: 'party',
  entry: 'representation',
  path: 'representations',
  asks: 'Who represents the party, since when, and may the party be contacted?',
  deeds: {
    AppointRepresentative: opens('RepresentativeAppointed', 'Records that somebody speaks for the party.', {
      kind: choice('ATTORNEY', 'GUARDIAN', 'DEBT_ADVISER', 'EXECUTOR', 'OTHER'),
      representative: opt(party()),
      firm: opt(code('law-firm-12')),
      evidence: opt(code('power-of-attorney-7')),
      knownAttorney: opt(yes(true)),
      until: opt(date('2027-03-10')),
      text: opt(words('Please write to my lawyer only.')),
    }),
    EndRepresentation: ends(
      'RepresentativeEnded',
      'Records that the mandate is over.',
      { reason: line('mandate ended') },
      { at: 'endings' },
    ),
  },
});

export const representationRegisters = [representations] as const;
