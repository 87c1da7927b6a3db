/** China's conduct rules whatever happens: random contacts, told late or not; the seed is printed on failure. */
import fc from 'fast-check';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { toInstant, toMillis } from '../../src/ledger/dates.js';
import type { VectorFact } from '../../src/rules/pack.js';
import { isPermitted } from '../../src/rules/judge.js';
import { ruleOf, shipped, storyInChina, verdictsIn, type Asking } from '../../src/rules/vectors/shipped.fixture.js';

const RUNS = { numRuns: 300, seed: 20261122 };
const NOON = toMillis('2026-03-10T12:00:00+08:00');
const HOUR = 3_600_000;

const cba = shipped('cn-cba');
const gbt = shipped('cn-gbt');
const counts = [ruleOf(cba, 'CN-CBA-2'), ruleOf(gbt, 'CN-GBT-2')];
const thirdPersons = [ruleOf(cba, 'CN-CBA-4'), ruleOf(gbt, 'CN-GBT-3')];

type How = 'FAILED' | 'TALKED' | 'UNKNOWN' | 'INBOUND' | 'MESSAGE' | 'BOUNCED';

interface Contact {
  /** Minutes after noon of 10 March in Beijing; most before. */
  readonly at: number;
  /** Minutes until it was recorded. */
  readonly late: number;
  readonly how: How;
  readonly point: string;
}

const contact = fc.record<Contact>({
  at: fc.integer({ min: -2880, max: 600 }),
  late: fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.integer({ min: 1, max: 2880 })),
  how: fc.oneof(
    { weight: 4, arbitrary: fc.constant<How>('FAILED') },
    { weight: 2, arbitrary: fc.constant<How>('TALKED') },
    fc.constantFrom<How>('UNKNOWN', 'INBOUND', 'MESSAGE', 'BOUNCED'),
  ),
  point: fc.constantFrom('p1', 'p2'),
});
const contacts = fc.array(contact, { maxLength: 14 });

const THEN: Readonly<Record<How, readonly string[]>> = {
  FAILED: ['DialNotConnected'],
  TALKED: ['ContactConnected', 'ConversationHeld'],
  UNKNOWN: [],
  INBOUND: ['ConversationHeld'],
  MESSAGE: [],
  BOUNCED: ['MessageBounced'],
};

function factsOf({ at, late, how, point }: Contact, n: number): VectorFact[] {
  const when = toInstant(NOON + at * 60_000);
  const rec = toInstant(NOON + (at + late) * 60_000);
  const id = `contact-of-${n}`;
  const isMessage = how === 'MESSAGE' || how === 'BOUNCED';
  const direction = how === 'INBOUND' ? 'INBOUND' : 'OUTBOUND';
  const channel = isMessage ? 'sms' : 'phone';
  const fact = isMessage ? 'MessageSent' : 'ContactAttempted';
  const then = { contact: id, cause: 'NO_ANSWER', effective: true };
  return [
    { fact, at: when, rec, data: { contact: id, direction, channel, point } },
    ...THEN[how].map((type) => ({ fact: type, at: when, rec, data: then })),
  ];
}

/** In the order in which they became known. */
function told(all: readonly Contact[]): LedgerFact[] {
  const facts = all.flatMap(factsOf).sort((a, b) => toMillis(a.rec as string) - toMillis(b.rec as string));
  return storyInChina(facts);
}

const call: Asking = { at: toInstant(NOON), point: 'p1' };
const asksThird: Asking = { ...call, party: 'party-2', role: 'CONTACT_PERSON', purpose: 'LOCATE' };

function breached(facts: readonly LedgerFact[], asking: Asking): string[] {
  return verdictsIn(facts, asking, counts).flatMap(({ rule, effect }) => (effect === undefined ? [] : [rule]));
}

it.each([true, false])('one contact fewer never turns permitted into blocked (asked for: %s)', (asked) => {
  let blocked = 0;
  fc.assert(
    fc.property(contacts, fc.nat(), (all, pick) => {
      const fewer = all.filter((_, i) => i !== pick % Math.max(1, all.length));
      const before = breached(told(all), { ...call, asked });
      expect(before).toEqual(expect.arrayContaining(breached(told(fewer), { ...call, asked })));
      if (before.length > 0) blocked++;
    }),
    RUNS,
  );
  expect(blocked).toBeGreaterThan(0);
});

it('whether a third person may be asked does not depend on what happens or is recorded later', () => {
  let allowed = 0;
  fc.assert(
    fc.property(contacts, (all) => {
      const facts = told(all);
      const then = facts.filter(({ rec }) => toMillis(rec) <= NOON);
      const asking = { ...asksThird, asked: false };
      const [known, now] = [then, facts].map((some) => verdictsIn(some, asking, thirdPersons));
      // What was recorded later may say that it came too late; it changes neither the answer nor what it rests on.
      const rests = (verdicts: typeof known) =>
        verdicts?.map(({ outcome, counters, inputs }) => [outcome, counters, inputs]);
      expect(rests(now)).toEqual(rests(known));
      if (isPermitted(known ?? [])) allowed++;
    }),
    RUNS,
  );
  expect(allowed).toBeGreaterThan(0);
});

it('one failure more never takes the third person away; one talk more never gives it', () => {
  fc.assert(
    fc.property(contacts, fc.integer({ min: 1, max: 48 }), (all, hours) => {
      const at = -hours * 60;
      const failure: Contact = { at, late: 0, how: 'FAILED', point: 'p1' };
      const last: Contact = { at: -1, late: 0, how: 'TALKED', point: 'p1' };
      const may = (some: readonly Contact[]): boolean => isPermitted(verdictsIn(told(some), asksThird, thirdPersons));
      if (may(all)) expect(may([...all, failure])).toBe(true);
      const past = all.filter((one) => one.at < -1);
      expect(may([...past, last])).toBe(false);
    }),
    RUNS,
  );
});

it('a refusal holds at every later instant, whatever else happens', () => {
  fc.assert(
    fc.property(contacts, fc.integer({ min: 0, max: 20_000 }), (all, hours) => {
      const refusal: VectorFact = {
        fact: 'ThirdPersonRefusedContact',
        stream: 'other',
        at: toInstant(NOON - 72 * HOUR),
        data: { prohibition: 'x1' },
      };
      const facts = storyInChina([refusal, ...all.flatMap(factsOf)]);
      const at = toInstant(NOON + hours * HOUR);
      const reasons = verdictsIn(facts, { ...asksThird, at }, thirdPersons).map(({ reason }) => reason);
      expect(reasons).toEqual(['refused-contact', 'refused-contact']);
    }),
    RUNS,
  );
});
