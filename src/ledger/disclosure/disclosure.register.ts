/** What the debtor was told, taught or answered (duties D06, D07, D59, D60, D61). */
import { code, codes, date, instant, line, opt, part, words } from '../register/field.js';
import { ends, notes, opens, register } from '../register/register.js';

export const disclosures = register({
  stream: 'case',
  entry: 'disclosure',
  path: 'disclosures',
  asks: 'What was the debtor told about the debt, when, and with which figures?',
  deeds: {
    RecordDisclosure: notes('DisclosureMade', 'Records that the debt and its consequences were explained.', {
      topics: codes('balance', 'consequences'),
      language: opt(code('it-IT')),
      contact: opt(part('contact')),
      /** As of when the figures were. */
      asOf: opt(date('2026-03-10')),
      knownAt: opt(instant('2026-03-10T14:05:00+01:00')),
      text: opt(words('Said that the card is blocked until the arrears are paid.')),
    }),
    ProvideItemisation: notes(
      'DebtItemisationProvided',
      'Records that an itemisation of the debt was given, as of when and as known when.',
      {
        asOf: date('2026-03-10'),
        knownAt: instant('2026-03-10T14:05:00+01:00'),
        channel: opt(code('letter')),
        contact: opt(part('contact')),
      },
      { at: 'itemisations' },
    ),
    GiveCreditReportingNotice: notes(
      'CreditReportingNoticeGiven',
      'Records that the debtor was warned before a report to a credit bureau.',
      { bureau: opt(code('bureau-1')), channel: opt(code('letter')), contact: opt(part('contact')) },
      { at: 'credit-reporting-notices' },
    ),
  },
});

export const education = register({
  stream: 'case',
  entry: 'education',
  path: 'educations',
  asks: 'Which help with money was the debtor given?',
  deeds: {
    RecordEducation: notes('EducationProvided', 'Records financial education given to the debtor.', {
      topic: code('budgeting'),
      provider: opt(line('city advice centre')),
      contact: opt(part('contact')),
    }),
    SignpostDebtAdvice: notes(
      'DebtAdviceSignposted',
      'Records that the debtor was told of free debt advice.',
      { provider: line('city advice centre'), topic: opt(code('debt-advice')), contact: opt(part('contact')) },
      { at: 'signposts' },
    ),
  },
});

export const enquiries = register({
  stream: 'case',
  entry: 'enquiry',
  path: 'enquiries',
  asks: 'What did debtors ask, and was it answered?',
  deeds: {
    ReceiveEnquiry: opens('EnquiryReceived', 'Records a question that the debtor asked.', {
      topic: code('interest'),
      channel: opt(code('phone')),
      contact: opt(part('contact')),
      due: opt(date('2026-03-24')),
      text: opt(words('Why is the interest higher in February?')),
    }),
    AnswerEnquiry: ends(
      'EnquiryAnswered',
      'Records the answer.',
      {
        channel: opt(code('email')),
        contact: opt(part('contact')),
        text: opt(words('February began with the higher balance.')),
      },
      { at: 'answers' },
    ),
  },
});

export const negotiations = register({
  stream: 'case',
  entry: 'negotiation',
  path: 'negotiations',
  asks: 'What was negotiated, in which words?',
  deeds: {
    NoteNegotiation: notes('NegotiationNoted', 'Records what was negotiated in a contact.', {
      contact: opt(part('contact')),
      position: opt(code('COUNTER_OFFER')),
      text: words('Offers 200 a month from May.'),
    }),
  },
});

export const disclosureRegisters = [disclosures, education, enquiries, negotiations] as const;
