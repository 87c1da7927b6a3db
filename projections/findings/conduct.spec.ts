/** Complaints with the contacts that they complain of. */
import { STORY } from '../../src/rules/vectors/story.js';
import type { RuleEntry } from '../../src/rules/index.js';
import { addCase, emptyTally } from './compliance.calc.js';
import { conductFindings } from './conduct.calc.js';
import { contactFindings } from './contact-findings.calc.js';
import { bookOf, HOURS, LATER, type Given } from './findings.fixture.js';
import { Decisions } from './recorded-decision.calc.js';

const call = (contact: string, at: string, staff: string): Given => ({
  fact: 'ContactAttempted',
  at,
  data: { contact, party: STORY.party, staff },
});
const CALLS = [
  call('old', '2026-01-05T12:00:00-05:00', 'staff-1'),
  call('noon', '2026-03-01T12:00:00-05:00', 'staff-1'),
  call('night', '2026-03-02T23:00:00-05:00', 'staff-2'),
];
const complaint = (data: object): Given => ({
  fact: 'ComplaintReceived',
  at: '2026-03-10',
  data: { complaint: 'k', ...data },
});

const advising = (rule: RuleEntry): RuleEntry => ({ ...rule, outcome_kind: 'ADVISORY' });

function conduct(...given: Given[]) {
  const book = bookOf([...CALLS, ...given], [HOURS]);
  const [found] = conductFindings(book.file, LATER, contactFindings(book, LATER, new Decisions(book.facts)));
  return found;
}

describe('a complaint', () => {
  it('is linked to the contacts that it names, however old they are, with what the rules say of them', () => {
    const { contacts } = conduct(complaint({ about: ['old', 'night'] })) ?? { contacts: [] };
    expect(contacts).toMatchObject([
      { contact: 'old', why: 'NAMED', asKnown: [], asNowKnown: [] },
      {
        contact: 'night',
        why: 'NAMED',
        clearance: ['uncleared'],
        asKnown: [{ rule: 'HOURS@1', effect: 'BLOCKS', reason: 'outside-hours' }],
        asNowKnown: [{ rule: 'HOURS@1', reason: 'outside-hours' }],
      },
    ]);
  });

  it('counts in a report as about a breach where a rule forbids the contact, not where one only advises', () => {
    const advice = { ...HOURS, pack: { ...HOURS.pack, rules: HOURS.pack.rules.map(advising) } };
    const breaches = [HOURS, advice].map((pack) => {
      const tally = emptyTally();
      const book = bookOf([...CALLS, complaint({ about: ['old', 'night'] })], [pack]);
      addCase(tally, book, { from: '2026-03-01', to: '2026-03-31', asOf: LATER });
      return tally.conduct;
    });
    expect(breaches).toEqual([
      { complaints: 1, contacts: 2, breaches: 1, conflicts: 0 },
      { complaints: 1, contacts: 2, breaches: 0, conflicts: 0 },
    ]);
  });

  it('that names a member of staff is about what he did in the thirty days before', () => {
    expect(conduct(complaint({ about: ['staff-1'] }))?.contacts).toMatchObject([{ contact: 'noon', why: 'STAFF' }]);
  });

  it('that names nobody may be about each contact of the thirty days before', () => {
    const contacts = conduct(complaint({}))?.contacts.map(({ contact, why }) => [contact, why]);
    expect(contacts).toEqual([
      ['noon', 'BEFORE'],
      ['night', 'BEFORE'],
    ]);
  });

  it.each([
    ['who is named in it', { about: ['staff-9'], handler: 'staff-9' }, ['handler-is-subject']],
    ['who made the contact that it names', { about: ['night'], handler: 'staff-2' }, ['handler-is-subject']],
    ['who made a contact of the days before', { handler: 'staff-2' }, ['handler-made-contacts']],
    ['who has no part in it', { about: ['night'], handler: 'staff-7' }, []],
  ])('is handled by one %s', (_who, data, reasons) => {
    expect(conduct(complaint(data))?.conflicts.map(({ reason }) => reason)).toEqual(reasons);
  });

  it('names who became its handler later, too', () => {
    const assigned: Given = {
      fact: 'ComplaintStepRecorded',
      at: '2026-03-12',
      data: { step: 'HANDLER_ASSIGNED', complaint: 'k', handler: 'staff-2' },
    };
    expect(conduct(complaint({ about: ['night'], handler: 'staff-7' }), assigned)?.conflicts).toMatchObject([
      { handler: 'staff-2', reason: 'handler-is-subject' },
    ]);
  });
});
