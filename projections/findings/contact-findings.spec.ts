/** Contacts judged twice: by what was known then, and by what is known now. */
import { canonical, type Json } from '../../src/seal/canonical.js';
import { Dossier } from '../../src/rules/index.js';
import { contactHours } from '../../src/rules/evaluators/contact-hours.js';
import { frequency } from '../../src/rules/evaluators/frequency.js';
import { STORY } from '../../src/rules/vectors/story.js';
import { CaseBook } from './case-book.js';
import { contactFindings } from './contact-findings.calc.js';
import { bookOf, factsOf, findingsOf, HOURS, LATER, ONE_A_DAY, outcomes, type Given } from './findings.fixture.js';
import { LateFacts } from './late.calc.js';
import { addCase, emptyTally } from './compliance.calc.js';
import { Decisions } from './recorded-decision.calc.js';
import { rowsOf, rowsOfContact } from './rows.calc.js';

const NOON = '2026-03-10T12:00:00-04:00';
const call = (at: string, data: object = {}, more: object = {}): Given => ({
  fact: 'ContactAttempted',
  at,
  data: { party: STORY.party, ...data },
  ...more,
});
const LATE = '2026-03-20T09:00:00-04:00';

function lateOf(given: readonly Given[], packs = [HOURS]): (readonly string[])[] {
  const book = bookOf(given, packs);
  const late = new LateFacts(book.facts);
  const types = new Map(book.facts.map(({ id, type }) => [id, type]));
  return contactFindings(book, LATER, new Decisions(book.facts)).map((finding) =>
    rowsOfContact(finding, late).flatMap((row) =>
      row.kind === 'CONTACT' ? row.lateFacts.map((id) => types.get(id) ?? '') : [],
    ),
  );
}

describe('a contact', () => {
  it('that was fine, and of which nothing came to be known later, is fine twice', () => {
    const [finding] = findingsOf([call(NOON)], [HOURS, ONE_A_DAY]);
    expect(outcomes(finding as never)).toEqual([
      ['ALLOWED', 'ALLOWED'],
      ['ALLOWED', 'ALLOWED'],
    ]);
  });

  it('is not counted against itself, however soon it was recorded', () => {
    const recordedAt = ['2026-03-10T12:00:00-04:00', '2026-03-10T18:00:00-04:00'];
    for (const rec of recordedAt) {
      const [finding] = findingsOf([call(NOON, {}, { rec })], [ONE_A_DAY]);
      expect(finding?.asKnown.verdicts[0]?.counters).toMatchObject({ calls_placed: 1 });
      expect(finding?.asNowKnown.verdicts[0]?.counters).toMatchObject({ calls_placed: 1 });
    }
  });

  it('counts what was recorded in time on another case of the person', () => {
    const given = [call('2026-03-10T10:00:00-04:00', {}, { stream: 'case2' }), call(NOON)];
    const [finding] = findingsOf(given, [ONE_A_DAY]);
    const breach = ['PROHIBITED too-many-calls-placed'];
    expect(outcomes(finding as never)).toEqual([breach, breach]);
  });

  it('counts a call that an agency told of late only by what is known now, and names it', () => {
    const given = [call('2026-03-10T10:00:00-04:00', { agency: 'agency-3' }, { rec: LATE }), call(NOON)];
    const findings = findingsOf(given, [ONE_A_DAY]);
    expect(outcomes(findings.find(({ attempt }) => attempt.agency === undefined) as never)).toEqual([
      ['ALLOWED'],
      ['PROHIBITED too-many-calls-placed'],
    ]);
    expect(lateOf(given, [ONE_A_DAY]).flat()).toEqual(['ContactAttempted']);
  });

  it('was fine by what was known when a wish came by post and was keyed later', () => {
    const data = { from: '09:00', to: '17:00', avoid: true };
    const given = [
      call(NOON),
      { fact: 'PreferenceRecorded', at: '2026-03-09T09:00:00-04:00', rec: LATE, data: { preference: 'p', ...data } },
    ];
    expect(findingsOf(given, [HOURS]).map(outcomes)).toEqual([[['ALLOWED'], ['PROHIBITED inconvenient-time']]]);
    expect(lateOf(given)).toEqual([['PreferenceRecorded']]);
  });

  it('was fine by the zone that was known, and too early in the one that came to be known', () => {
    const at = '2026-03-10T09:00:00-04:00';
    const zone = { zone: 'America/Los_Angeles', source: 'STATED', zoneEntry: 'z' };
    const given = [call(at), { fact: 'ZoneRecorded', at: '2026-01-01', rec: LATE, data: { partyZone: 'z', ...zone } }];
    expect(findingsOf(given, [HOURS]).map(outcomes)).toEqual([[['ALLOWED'], ['PROHIBITED outside-hours']]]);
    // The verdict names no fact: what was recorded late about what was before is named.
    expect(lateOf(given)).toEqual([['ZoneRecorded']]);
  });

  it('is judged as it was told and as it was corrected', () => {
    const changes = { occurredAt: '2026-03-10T22:30:00-04:00' };
    const correction = {
      fact: 'ContactRecordCorrected',
      at: LATE,
      data: { contact: 'c', reason: 'typing', changes },
      corrects: 'c',
    };
    const given = [call(NOON, { contact: 'c' }), correction];
    expect(findingsOf(given, [HOURS]).map(outcomes)).toEqual([[['ALLOWED'], ['PROHIBITED outside-hours']]]);
    expect(lateOf(given)).toEqual([['ContactRecordCorrected']]);
  });

  it('that its source took back is none by what is known now', () => {
    const changes = { record: 'WITHDRAWN' };
    const given = [
      call('2026-03-10T23:00:00-04:00', { contact: 'c' }),
      { fact: 'ContactRecordCorrected', at: LATE, data: { contact: 'c', reason: 'IMPORT', changes }, corrects: 'c' },
      call('2026-03-10T23:30:00-04:00', { contact: 'd' }, { rec: LATE }),
    ];
    const [taken, other] = findingsOf(given, [HOURS, ONE_A_DAY]);
    expect(outcomes(taken as never)).toEqual([['PROHIBITED outside-hours', 'ALLOWED'], ['record-taken-back']]);
    // It does not count against the next one either.
    expect(outcomes(other as never)[1]).toEqual(['PROHIBITED outside-hours', 'ALLOWED']);
  });

  it('that was made before anybody had recorded the case is not judged by what was known', () => {
    const facts = factsOf([call('1999-03-10T23:00:00-05:00', {}, { rec: LATE })]);
    const book = new CaseBook(STORY.case, facts, [HOURS]);
    const [finding] = contactFindings(book, LATER, new Decisions(facts));
    expect(outcomes(finding as never)).toEqual([['case-not-recorded-then'], ['PROHIBITED outside-hours']]);
    expect(rowsOfContact(finding as never)).toMatchObject([{ kind: 'CLEARANCE' }, { differs: false, asKnown: null }]);
  });

  it('that came in is not judged', () => {
    expect(findingsOf([call(NOON, { direction: 'INBOUND' })], [HOURS])).toEqual([]);
  });
});

describe('a contact that was corrected to have come in', () => {
  const fix = { fact: 'ContactRecordCorrected', at: LATE, corrects: 'c' };
  const given = [
    call('2026-03-10T10:00:00-04:00', { contact: 'c' }),
    { ...fix, data: { contact: 'c', reason: 'wrong line', changes: { direction: 'INBOUND' } } },
    call(NOON, { contact: 'd' }),
  ];

  it('counts in no limit by what is known now, and needed no clearance', () => {
    const [first, second] = findingsOf(given, [ONE_A_DAY]);
    expect(outcomes(first as never)).toEqual([['ALLOWED'], ['not-outbound']]);
    expect(first?.decision).toEqual({ is: 'NONE', reasons: [], inputs: [] });
    expect(outcomes(second as never)).toEqual([['PROHIBITED too-many-calls-placed'], ['ALLOWED']]);
    expect(second?.decision.reasons).toEqual(['uncleared']);
  });

  it('is no outbound contact of a report', () => {
    const tally = emptyTally();
    addCase(tally, bookOf(given, [ONE_A_DAY]), { from: '2026-03-01', to: '2026-03-31', asOf: LATER });
    expect(tally.contacts).toMatchObject({
      outbound: 1,
      breachesAsKnown: 1,
      breachesAsNowKnown: 0,
      clearance: { uncleared: 1 },
    });
  });
});

describe('one call that was recorded on two cases', () => {
  const permit: Given = {
    fact: 'ContactPermitted',
    at: '2026-03-10T11:55:00-04:00',
    data: {
      ...{
        clearance: 'k',
        purpose: 'COLLECTION',
        channel: 'phone',
        plannedAt: NOON,
        askedAt: '2026-03-10T11:55:00-04:00',
      },
      ...{ cases: [STORY.case, STORY.case2], expiresAt: '2026-03-10T12:15:00-04:00' },
    },
  };
  const both = (at: string): Given[] => [
    call(NOON, { contact: 'b', clearance: 'k' }, { stream: 'case2' }),
    call(at, { contact: 'a', clearance: 'k' }),
  ];

  it('counts once and uses its permit once', () => {
    const [finding] = findingsOf([permit, ...both(NOON)], [ONE_A_DAY]);
    expect(outcomes(finding as never)).toEqual([['ALLOWED'], ['ALLOWED']]);
    expect(finding?.decision.reasons).toEqual([]);
    const next = findingsOf([permit, ...both(NOON), call('2026-03-10T15:00:00-04:00')], [ONE_A_DAY])[1];
    expect(next?.asNowKnown.verdicts[0]?.counters).toMatchObject({ calls_placed: 2 });
  });

  it('is two calls where the second was made later: the permit was used before', () => {
    const [finding] = findingsOf([permit, ...both('2026-03-10T12:01:00-04:00')], [ONE_A_DAY]);
    expect(outcomes(finding as never)[1]).toEqual(['PROHIBITED too-many-calls-placed']);
    expect(finding?.decision.reasons).toEqual(['clearance-used-before']);
  });
});

describe('the same inputs and versions', () => {
  const given = [
    call('2026-03-10T10:00:00-04:00', {}, { stream: 'case2' }),
    call(NOON),
    call('2026-03-11T23:00:00-04:00', {}, { rec: LATE }),
  ];
  const bytes = (facts: CaseBook['facts']): string => {
    const book = new CaseBook(STORY.case, facts, [HOURS, ONE_A_DAY]);
    const rows = rowsOf(contactFindings(book, LATER, new Decisions(facts)), [], facts, new LateFacts(facts));
    return canonical(JSON.parse(JSON.stringify(rows)) as Json);
  };

  it('give equal bytes', () => {
    expect(bytes(factsOf(given))).toBe(bytes(factsOf(given)));
  });

  it('give equal bytes at an earlier K, whatever was recorded since', () => {
    const later = [call('2026-03-10T11:00:00-04:00', {}, { rec: '2026-04-01T09:00:00-04:00' })];
    const before = factsOf(given);
    const after = factsOf([...given, ...later]);
    const cut = after.filter(({ rec }) => rec <= (before.at(-1)?.rec as string));
    expect(bytes(after)).not.toBe(bytes(before));
    expect(bytes(cut)).toBe(bytes(before));
  });
});

/** Calls the method while it counts how often it is called. */
function counted<K extends string>(of: Record<K, (...args: never[]) => unknown>, name: K): { calls: number } {
  const count = { calls: 0 };
  const own = of[name];
  of[name] = function (this: unknown, ...args: never[]) {
    count.calls += 1;
    return own.apply(this, args);
  };
  onceOver.push(() => (of[name] = own));
  return count;
}
const onceOver: (() => void)[] = [];
afterEach(() => onceOver.splice(0).forEach((undo) => undo()));

it('judges a thousand contacts of one case with two evaluations of each rule, and folds each fact once', () => {
  const given = Array.from({ length: 1_000 }, (_, i) => {
    const at = new Date(Date.UTC(2026, 0, 2, 12) + i * 3_600_000).toISOString();
    return call(at, { contact: `c${i}` });
  });
  const book = bookOf(given, [HOURS, ONE_A_DAY]);
  const evaluations = [contactHours, frequency].map((evaluator) => counted(evaluator, 'evaluate'));
  // Once for what was known then; the dossier of what is known now was made with the book.
  const reads = counted(Dossier.prototype, 'add');
  expect(contactFindings(book, LATER, new Decisions(book.facts))).toHaveLength(1_000);
  expect(evaluations).toEqual([{ calls: 2_000 }, { calls: 2_000 }]);
  expect(reads.calls).toBeLessThanOrEqual(book.facts.length);
});
