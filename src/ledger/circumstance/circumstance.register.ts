/** What befell a party and changes what may be done: death, incapacity, insolvency, moratorium, lost contact (domain/model.md 4.3). */
import type { CivilDate } from '../dates.js';
import { impossible, type Refusal } from '../refusal.js';
import { notAmong } from '../register/among.calc.js';
import { about, choice, code, contactEvents, date, instant, line, opt, words } from '../register/field.js';
import { ends, opens, register } from '../register/register.js';

/** What has happened did not happen after today. */
function aheadRefusal(field: string, day: CivilDate | undefined, today: CivilDate): Refusal | undefined {
  if (day === undefined || day <= today) return undefined;
  return impossible('date-ahead', `${field} ${day} lies after today (${today}): it has not happened yet.`, field);
}

export const deaths = register({
  stream: 'party',
  entry: 'death',
  path: 'deaths',
  asks: 'Who has died, when, and how do we know?',
  deeds: {
    NotifyDeath: opens(
      'DeathNotified',
      'Records that the party has died.',
      {
        diedOn: opt(date('2026-02-27')),
        source: code('family'),
        evidence: opt(code('death-certificate-31')),
        text: opt(words('The widow called.')),
      },
      { check: ({ diedOn }, _entry, { today }) => aheadRefusal('diedOn', diedOn, today) },
    ),
    RefuteDeath: ends(
      'DeathRefuted',
      'Records that the notice was wrong.',
      { reason: line('another person of that name') },
      { at: 'refutations' },
    ),
  },
});

export const incapacities = register({
  stream: 'party',
  entry: 'incapacity',
  path: 'incapacities',
  asks: 'Who cannot act for themselves?',
  deeds: {
    NotifyIncapacity: opens('IncapacityNotified', 'Records that the party cannot act for themselves.', {
      source: code('guardian'),
      evidence: opt(code('court-order-12')),
      until: opt(date('2027-01-01')),
    }),
    EndIncapacity: ends(
      'IncapacityEnded',
      'Records that it is over.',
      { reason: line('guardianship lifted') },
      { at: 'endings' },
    ),
  },
});

export const bankruptcies = register({
  stream: 'party',
  entry: 'bankruptcy',
  path: 'bankruptcies',
  asks: 'Who is insolvent, and where is it handled?',
  deeds: {
    NotifyBankruptcy: opens(
      'BankruptcyNotified',
      'Records that the party is insolvent.',
      {
        kind: code('PERSONAL'),
        court: opt(line('Insolvency Court')),
        docket: opt(code('2026-INS-77')),
        filedOn: opt(date('2026-03-02')),
        due: opt(about(date('2026-05-02'), 'Until when claims must be filed.')),
      },
      { check: ({ filedOn }, _entry, { today }) => aheadRefusal('filedOn', filedOn, today) },
    ),
    EndBankruptcy: ends(
      'BankruptcyEnded',
      'Records how it ended.',
      { outcome: choice('DISCHARGED', 'DISMISSED', 'CLOSED') },
      { at: 'endings' },
    ),
  },
});

export const moratoria = register({
  stream: 'party',
  entry: 'moratorium',
  path: 'moratoria',
  asks: 'Who is protected by a moratorium, from when until when?',
  deeds: {
    NotifyMoratorium: opens(
      'MoratoriumNotified',
      'Records a moratorium: its own dates, and when we were told.',
      {
        kind: code('BREATHING_SPACE'),
        from: date('2026-03-05'),
        until: opt(about(date('2026-05-04'), 'The first day on which it no longer holds.')),
        notifiedAt: opt(instant('2026-03-09T10:00:00+01:00')),
        reference: opt(code('BS-2026-0311')),
      },
      {
        check: ({ from, until }) =>
          until !== undefined && until <= from
            ? impossible(
                'bad-period',
                'until is the first day on which it no longer holds: it comes after from.',
                'until',
              )
            : undefined,
      },
    ),
    EndMoratorium: ends(
      'MoratoriumEnded',
      'Records that it ended, and on which day.',
      { reason: code('EXPIRED'), endedOn: date('2026-05-04') },
      { at: 'endings' },
    ),
  },
});

/** Contact attempts on distinct days without any answer, before a party may be declared lost. */
export const LOST_CONTACT_EVENTS_MIN = 3;

export const lostContacts = register({
  stream: 'party',
  entry: 'lostContact',
  path: 'lost-contacts',
  asks: 'With whom was contact lost, and on which attempts does that rest?',
  deeds: {
    DeclareLostContact: opens(
      'LostContactDeclared',
      'Declares that contact with the party is lost, naming the attempts that show it.',
      {
        predicate: code('no-answer-3@1'),
        predicateEvents: about(
          contactEvents('0192f1d8-0001', '0192f1d8-0002', '0192f1d8-0003'),
          'Event ids of contacts on its cases, or of numbers that proved invalid; flagged where one is not there.',
        ),
      },
      {
        flags: ({ predicateEvents }, _entries, { others }) =>
          notAmong('contacts', predicateEvents, others) === undefined ? [] : ['unknown-evidence'],
        check: ({ predicateEvents }) =>
          new Set(predicateEvents).size >= LOST_CONTACT_EVENTS_MIN
            ? undefined
            : impossible(
                'too-few-attempts',
                `Lost contact rests on at least ${LOST_CONTACT_EVENTS_MIN} different attempts: name their event ids.`,
                'predicateEvents',
              ),
      },
    ),
    FindParty: ends(
      'ContactRegained',
      'Records that the party was found.',
      { how: line('answered a letter') },
      { at: 'findings' },
    ),
  },
});

export const circumstanceRegisters = [deaths, incapacities, bankruptcies, moratoria, lostContacts] as const;
