/** The sample book, told through the ledger's rules with ids that nobody could guess, as `quittance demo` will tell it. */
import { createHash } from 'node:crypto';
import { CASE_FACT_TYPES, type CaseState, type CaseStreamFact } from '../../../ledger/case-state.js';
import { addDays, isDayOnly, startOfDay, toMillis } from '../../../ledger/dates.js';
import type { AnyFact } from '../../../ledger/fact.js';
import { AGENCY, CASE, INCIDENT, PARTY, PORTFOLIO, STAFF } from '../../../ledger/ledger.js';
import { heldOf, netOf } from '../../../ledger/payment/index.js';
import { STANDARD_POLICY, type Policy } from '../../../ledger/policy.js';
import { policyFor } from '../../../ledger/portfolio/index.js';
import { PlanBook } from '../../../ledger/plan/index.js';
import { PromiseBook } from '../../../ledger/promise/index.js';
import { isRefusal } from '../../../ledger/refusal.js';
import { BOOK_DAYS, bookCases, demoBook } from './book.js';
import { Rehearsal } from './rehearsal.js';
import { resolve, type DemoStep, type ResolvedStep } from './step.js';

const TODAY = '2026-11-24';
const KINDS = { case: CASE, party: PARTY, portfolio: PORTFOLIO, staff: STAFF, incident: INCIDENT, agency: AGENCY };
/**
 * Written by reactors, and by intake about rows of a file: a person sends neither. Clearances are asked of the ledger
 * itself after the book (`call-desk.ts`): only there the rules answer.
 */
const NOT_SENT = [
  ...['NoticePromiseOutcome', 'NoticePlan', 'NoticeSettlement', 'NoticeDeadline', 'NoticeBuckets', 'CorrectRecord'],
  ...['RequestClearance', 'ReleaseClearance', 'PostLeft'],
];
const NOT_TOLD = [
  ...['PromiseKept', 'PromisePartiallyKept', 'PromiseBroken', 'PromiseOutcomeRevised', 'RecordCorrected'],
  ...['InstalmentDue', 'InstalmentPaid', 'InstalmentPaidLate', 'InstalmentPartiallyPaid', 'InstalmentMissed'],
  ...['InstalmentOutcomeRevised', 'PlanBroken', 'PlanCompleted', 'PlanStateRevised'],
  ...['SettlementLapsed', 'SettlementLapseRevised'],
  ...['DeadlineMissed', 'DeadlineMissRevised'],
  ...['DelinquencyBucketChanged', 'AccountRolled', 'AccountCured', 'DelinquencyBucketRevised'],
];

interface Stream {
  readonly facts: readonly AnyFact[];
  readonly state: unknown;
  run(command: object, newId: string, by?: string): unknown;
}

/** Which stream a step is about, and what it says. */
function partsOf(step: ResolvedStep) {
  if ('portfolio' in step) return { kind: 'portfolio', ref: step.portfolio.name, command: step.portfolio } as const;
  if ('house' in step) return step.house;
  if ('party' in step) return { kind: 'party', ...step.party } as const;
  return { kind: 'case', ...step.case } as const;
}

/** Records a book step by step, as of a day. */
class Recorder {
  readonly commands: { type: string; stream: string; command: object }[] = [];
  readonly streams = new Map<string, Stream>();
  readonly refusals: string[] = [];
  private readonly ids = new Map<string, string>();
  private readonly policies = new Map<string, Policy>();

  constructor(readonly today: string) {
    for (const step of demoBook(today)) this.record(step);
  }

  /** Facts of every stream whose name begins so. */
  facts(prefix = ''): AnyFact[] {
    return [...this.streams].filter(([name]) => name.startsWith(prefix)).flatMap(([, { facts }]) => facts);
  }

  cases(prefix = ''): Stream[] {
    return [...this.streams].filter(([name]) => name.startsWith(`case:${prefix}`)).map(([, stream]) => stream);
  }

  private record(step: DemoStep): void {
    const parts = partsOf(resolve(step, this.ids));
    const { kind, ref, command } = parts;
    const name = `${kind}:${ref}`;
    const policy = 'portfolio' in parts ? (this.policies.get(parts.portfolio) as Policy) : STANDARD_POLICY;
    const stream = this.streams.get(name) ?? this.begin(kind, name, policy);
    this.commands.push({ type: command.type, stream: name, command });
    const newId = opaque(`part of ${name} by ${step.key}`);
    const result = stream.run(command, newId, step.by);
    if (isRefusal(result)) this.refusals.push(`${step.key}: ${result.message}`);
    const rules = KINDS[kind].rules as Record<string, { creates?: string }>;
    this.ids.set(step.key, rules[command.type]?.creates === undefined ? opaque(name) : newId);
    if (command.type === 'CreatePortfolio') this.policies.set(ref, policyFor(stream.facts[0] as never));
  }

  private begin(kind: keyof typeof KINDS, name: string, policy: Policy): Stream {
    const now = toMillis(`${this.today}T00:00:00Z`);
    const stream = new Rehearsal(KINDS[kind] as never, opaque(name), policy, now) as Stream;
    this.streams.set(name, stream);
    return stream;
  }
}

/** An id as the ledger gives them: it does not show what it was made of. */
function opaque(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 24);
}

function tally(words: Iterable<string>): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const word of words) counts[word] = (counts[word] ?? 0) + 1;
  return counts;
}

/** Which of these occur fewer than five times. */
function rare(words: readonly string[], counts: Record<string, number>): string[] {
  return words.filter((word) => (counts[word] ?? 0) < 5);
}

const book = new Recorder(TODAY);

describe('the sample book', () => {
  it.each([TODAY, '2027-01-01', '2028-02-29'])('is accepted whole, as of %s', (today) => {
    const { refusals, streams } = today === TODAY ? book : new Recorder(today);
    expect(refusals).toEqual([]);
    expect([...streams.keys()].filter((name) => name.startsWith('case:'))).toHaveLength(300);
  });

  it('is the same, byte for byte, for the same day, and moves with the day', () => {
    const text = (today: string): string => JSON.stringify([...demoBook(today)]);
    expect(text(TODAY)).toBe(text(TODAY));
    expect(text(addDays(TODAY, 7))).not.toBe(text(TODAY));
  });

  it('has 120, 100 and 80 cases in three currencies, each with a debtor and a story', () => {
    const opened = book.facts('case:').filter((fact) => fact.type === 'CaseOpened');
    expect(tally(opened.map(({ data }) => (data as { currency: string }).currency))).toEqual({
      CNY: 120,
      USD: 100,
      EUR: 80,
    });
    for (const { state } of book.cases()) {
      const { frame } = state as CaseState;
      expect(frame.stage === 'NONE' ? [] : [...frame.parties.values()][0]).toEqual(['DEBTOR']);
    }
    expect(bookCases().map(({ ref }) => `case:${ref}`)).toEqual(
      [...book.streams.keys()].filter((name) => name.startsWith('case:')),
    );
  });

  it('has 8,000 to 12,000 facts, some of them on persons beside the debtor', () => {
    expect(book.facts().length).toBeGreaterThan(8_000);
    expect(book.facts().length).toBeLessThan(12_000);
    const roles = book.facts('case:').flatMap(({ type, data }) => (type === 'PartyLinked' ? [data] : []));
    const counts = tally(roles.map((data) => (data as { role: string }).role));
    expect(Object.keys(counts)).toEqual(
      expect.arrayContaining(['GUARANTOR', 'CONTACT_PERSON', 'JOINT_DEBTOR', 'ATTORNEY', 'REPRESENTATIVE']),
    );
  });

  it('has every command that a person can send, several times', () => {
    const sendable = [...Object.keys(CASE.rules), ...Object.keys(PARTY.rules)].filter(
      (type) => !NOT_SENT.includes(type),
    );
    expect(rare(sendable, tally(book.commands.map(({ type }) => type)))).toEqual([]);
    expect(book.commands.filter(({ type }) => type === 'CreatePortfolio')).toHaveLength(3);
  });

  it('has every command about staff, agencies, incidents and what is published', () => {
    const sendable = [STAFF, AGENCY, INCIDENT, PORTFOLIO].flatMap(({ rules }) => Object.keys(rules));
    const told = tally(book.commands.map(({ type }) => type));
    expect(sendable.filter((type) => (told[type] ?? 0) < 3)).toEqual([]);
  });

  it('has every fact of a case but those that reactors and intake write', () => {
    const types = CASE_FACT_TYPES.filter((type) => !NOT_TOLD.includes(type));
    expect(rare(types, tally(book.facts('case:').map(({ type }) => type)))).toEqual([]);
  });

  it('has promises that became everything a promise can become', () => {
    const results = book.cases().flatMap(({ facts }) => new PromiseBook(facts as CaseStreamFact[]).at(TODAY));
    const outcomes = tally(results.map(({ outcome, when }) => (when ? `${outcome} ${when}` : outcome)));
    const all = ['OPEN', 'KEPT ON_TIME', 'KEPT IN_GRACE', 'PARTIALLY_KEPT', 'BROKEN', 'CANCELLED', 'RENEGOTIATED'];
    expect(rare(all, outcomes)).toEqual([]);
  });
});

it('has plans that are completed, broken, and restructured on the way', () => {
  const plans = book.cases().flatMap(({ facts }) => new PlanBook(facts as CaseStreamFact[]).at(TODAY));
  const states = tally(plans.flatMap(({ versions }) => versions.map(({ state }) => state)));
  expect(rare(['COMPLETED', 'BROKEN', 'RESTRUCTURED'], states)).toEqual([]);
  const holding = plans.filter(({ record }) => record.terms.kind === 'PERSONALISED');
  expect(holding.length).toBeGreaterThan(4);
});

describe('the money of the sample book', () => {
  it('has every component, both reversal bases, held and directed money, late value dates and flagged facts', () => {
    const data = book.facts('case:').map((fact) => fact.data as Record<string, unknown>);
    const components = tally(data.flatMap((d) => (typeof d['component'] === 'string' ? [d['component']] : [])));
    const charged = ['principal', 'interest', 'fee', 'penalty', 'cost', 'judgment-debt', 'doubled-interest'];
    expect(Object.keys(components).sort()).toEqual(charged.sort());
    const bases = tally(data.flatMap((d) => (typeof d['basis'] === 'string' ? [d['basis']] : [])));
    expect(rare(['ORIGINAL_DATE', 'REVERSAL_DATE'], bases)).toEqual([]);
    expect(data.filter((d) => Array.isArray(d['directedTo'])).length).toBeGreaterThan(4);
    const late = book.facts('case:').filter((f) => f.type === 'PaymentReceived' && f.eff < f.at.slice(0, 10));
    expect(late.length).toBeGreaterThan(4);
    const flags = tally(data.flatMap((d) => (d['flags'] as string[] | undefined) ?? []));
    expect(Object.keys(flags).sort()).toEqual([
      'case-closed',
      'case-recalled',
      'case-settled',
      'entry-ended',
      'uncleared',
      'zero-amount',
    ]);
  });

  it('owes again what was refunded and then bounced', () => {
    const lines = book.facts('case:AC').flatMap((f) => (f.type === 'PaymentReversed' ? [f.data] : []));
    const components = (lines as { lines: { component: string }[] }[]).flatMap((d) => d.lines.map((l) => l.component));
    expect(components).toContain('refund-recoverable');
  });

  it.each([
    ['CC', 3_000_00, 80_000_00],
    ['AC', 50_00, 9_000_00],
    ['VB', 20_00, 2_000_00],
  ])('is of a believable size in %s', (prefix, least, most) => {
    for (const { state, facts } of book.cases(prefix)) {
      const { account, frame } = state as CaseState;
      const opening = facts
        .filter(({ type }) => type === 'DebtRegistered')
        .flatMap((fact) => {
          return Object.values((fact.data as { balances: Record<string, number> }).balances);
        });
      expect(opening.reduce((sum, amount) => sum + amount, 0)).toBeGreaterThanOrEqual(least);
      expect(netOf(account)).toBeLessThan(most);
      expect(heldOf(account)).toBeLessThanOrEqual(500_00);
      if (frame.stage === 'CLOSED' && frame.reason === 'SETTLED') expect(netOf(account)).toBeLessThanOrEqual(0);
    }
  });

  it('has cases that owe, cases in credit and cases at zero', () => {
    const nets = book.cases().map(({ state }) => Math.sign(netOf((state as CaseState).account)));
    expect(rare(['1', '0'], tally(nets.map(String)))).toEqual([]);
    expect(nets).toContain(-1);
  });
});

describe('the time of the sample book', () => {
  it('is the 18 months before today, and never today', () => {
    const days = book
      .facts()
      .map(({ eff }) => eff)
      .sort();
    expect(days[0]).toBe(addDays(TODAY, -BOOK_DAYS));
    expect(days.at(-1)).toBe(addDays(TODAY, -1));
    const ahead = book.facts().filter((f) => !isDayOnly(f.at) && toMillis(f.at) >= toMillis(`${TODAY}T00:00:00Z`));
    expect(ahead).toEqual([]);
  });

  it('goes forward within each case and its parties, in working hours', () => {
    for (const { facts } of book.cases()) {
      const moments = facts.map(({ at, zone }) => ({ day: at.slice(0, 10), at, zone: zone.name }));
      expect(moments.map(({ day }) => day)).toEqual(moments.map(({ day }) => day).sort());
      const instants = moments.filter(({ at }) => !isDayOnly(at));
      expect(instants.map(({ at }) => at)).toEqual(instants.map(({ at }) => at).sort());
      for (const { at, day, zone } of instants) {
        const hour = (toMillis(at) - startOfDay(day, zone)) / 3_600_000;
        expect(hour >= 9 && hour < 22).toBe(true);
      }
    }
  });
});
