/** Consent, opt-out and requests to be left alone, per medium (domain/model.md 4.3, Party and consent). */
import { impossible } from '../refusal.js';
import { about, choice, code, codes, date, instant, line, opt, part, party, words, yes } from '../register/field.js';
import { ends, notes, opens, register } from '../register/register.js';

const MEDIA = choice('phone', 'sms', 'email', 'letter', 'visit', 'chat');

const PURPOSES =
  'CONTACT; FREQUENCY: calls beyond the limits (12 CFR 1006.14(b)(3)(i)); OUTSIDE_HOURS: contact between 22:00 and ' +
  '08:00 agreed (CN); WORKPLACE; ELECTRONIC; AUTODIALLED; DIRECT_DESPITE_ATTORNEY; THIRD_PARTY.';
const DEBTS = 'Ids of the debts that it is about; all where left out.';

export const consents = register({
  stream: 'party',
  entry: 'consent',
  path: 'consents',
  asks: 'To what did the party consent, on which medium, and was it revoked?',
  deeds: {
    GiveConsent: opens(
      'ConsentGiven',
      'Records a consent.',
      {
        purpose: about(code('CONTACT'), PURPOSES),
        medium: opt(MEDIA),
        point: opt(part('point')),
        form: code('WRITTEN'),
        evidence: opt(code('doc-2026-0117')),
        from: opt(about(date('2026-03-10'), 'Its first day; the day of the fact where left out.')),
        until: opt(date('2027-03-10')),
        debts: opt(about(codes('8f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d12'), DEBTS)),
        direct: opt(about(yes(true), 'true: given directly to who collects, not taken over from the creditor.')),
      },
      {
        check: ({ from, until }) =>
          from !== undefined && until !== undefined && until < from
            ? impossible('bad-period', `The consent ends on ${until}, before its first day ${from}.`, 'until')
            : undefined,
      },
    ),
    RevokeConsent: ends(
      'ConsentRevoked',
      'Records that a consent was taken back.',
      { receivedAt: opt(instant('2026-03-12T09:30:00+01:00')), channel: opt(code('email')) },
      { at: 'revocations' },
    ),
  },
});

export const optOuts = register({
  stream: 'party',
  entry: 'optOut',
  path: 'opt-outs',
  asks: 'From which medium did the party opt out?',
  deeds: {
    ReceiveOptOut: opens('OptOutReceived', 'Records that the party wants no more messages on a medium.', {
      medium: MEDIA,
      point: opt(part('point')),
      receivedAt: opt(instant('2026-03-12T09:30:00+01:00')),
      text: opt(words('STOP')),
    }),
    WithdrawOptOut: ends(
      'OptOutWithdrawn',
      'Records that the party may be reached on that medium again.',
      { evidence: opt(code('doc-2026-0131')) },
      { at: 'withdrawals' },
    ),
  },
});

export const ceaseRequests = register({
  stream: 'party',
  entry: 'ceaseRequest',
  path: 'cease-requests',
  asks: 'Who asked not to be contacted any more?',
  deeds: {
    ReceiveCeaseRequest: opens('CeaseRequestReceived', 'Records a request to stop all contact, or to refuse to pay.', {
      inWriting: yes(true),
      receivedAt: opt(instant('2026-03-12T09:30:00+01:00')),
      scope: opt(code('ALL')),
      debts: opt(about(codes('8f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d12'), DEBTS)),
      text: opt(words('Do not contact me again.')),
    }),
    WithdrawCeaseRequest: ends(
      'CeaseRequestWithdrawn',
      'Records that contact may go on.',
      { reason: line('debtor called us') },
      { at: 'withdrawals' },
    ),
  },
});

export const prohibitions = register({
  stream: 'party',
  entry: 'prohibition',
  path: 'prohibitions',
  asks: 'Which places and persons must not be contacted?',
  deeds: {
    RecordEmployerProhibition: opens('EmployerProhibitionRecorded', 'Records that the employer forbids such calls.', {
      point: opt(part('point')),
      source: code('debtor'),
    }),
    RecordThirdPersonRefusal: notes(
      'ThirdPersonRefusedContact',
      'Records that a third person does not want to be contacted.',
      {
        person: opt(party()),
        point: opt(part('point')),
        source: opt(code('call')),
        text: opt(words('I am his sister. Leave me out of it.')),
      },
      { at: 'third-person-refusals' },
    ),
    EndProhibition: ends(
      'ProhibitionEnded',
      'Ends a prohibition.',
      { reason: line('left that employer') },
      { at: 'endings' },
    ),
  },
});

export const consentRegisters = [consents, optOuts, ceaseRequests, prohibitions] as const;
