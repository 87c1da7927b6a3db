/** Details of a party that changed, and preferences (duties D10, D62). */
import { code, digest, line, opt, words } from '../register/field.js';
import { ends, notes, opens, register } from '../register/register.js';

export const detailChanges = register({
  stream: 'party',
  entry: 'detailChange',
  path: 'detail-changes',
  asks: 'Which details of the party changed, when, and who said so?',
  deeds: {
    UpdatePartyDetails: notes('PartyDetailsChanged', 'Records a new value of a personal detail; the value is sealed.', {
      field: code('address'),
      source: code('debtor'),
      oldHash: opt(digest()),
      value: words('Via Verdi 3, 50121 Firenze'),
    }),
  },
});

export const preferences = register({
  stream: 'party',
  entry: 'preference',
  path: 'preferences',
  asks: 'When, where, how and in which language does the party want to be addressed?',
  deeds: {
    RecordPreference: opens('PreferenceRecorded', 'Records how the party wants to be addressed.', {
      kind: code('TIME'),
      wish: line('after 18:00'),
      channel: opt(code('phone')),
      language: opt(code('it-IT')),
    }),
    EndPreference: ends(
      'PreferenceEnded',
      'Ends a preference.',
      { reason: opt(line('said so by phone')) },
      { at: 'endings' },
    ),
  },
});

export const detailRegisters = [detailChanges, preferences] as const;
