/** Details of a party that changed, and preferences (duties D10, D62). */
import { about, code, codes, digest, line, opt, part, words, yes } from '../register/field.js';
import { ends, notes, opens, register } from '../register/register.js';
import { WEEKDAYS, wishRefusal } from './wish.calc.js';

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
    RecordPreference: opens(
      'PreferenceRecorded',
      'Records how the party wants to be addressed, or which time, place or medium is inconvenient.',
      {
        kind: about(code('TIME'), 'TIME, PLACE, MEDIUM, LANGUAGE.'),
        wish: line('after 18:00'),
        channel: opt(code('phone')),
        language: opt(code('it-IT')),
        from: opt(about(code('18:00'), 'Local time HH:MM of the party. After `to`: over midnight.')),
        to: opt(about(code('21:00'), 'Local time HH:MM, not included; the end of the day where left out.')),
        days: opt(about(codes('MO', 'TU', 'WE'), `${WEEKDAYS.join(', ')}; every day where left out.`)),
        place: opt(about(code('HOME'), 'HOME, WORK, OTHER.')),
        point: opt(part('point')),
        avoid: opt(about(yes(false), 'true: that time, place or medium is inconvenient; else it is the wished one.')),
      },
      { check: wishRefusal },
    ),
    EndPreference: ends(
      'PreferenceEnded',
      'Ends a preference.',
      { reason: opt(line('said so by phone')) },
      { at: 'endings' },
    ),
  },
});

export const detailRegisters = [detailChanges, preferences] as const;
