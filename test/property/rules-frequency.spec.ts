/** What must hold of every rule that limits frequency, in every pack that ships; a new one is taken in by itself. */
import fc from 'fast-check';
import { shippedPacks } from '../../src/clearance/index.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { canonical, type Json } from '../../src/seal/canonical.js';
import { toInstant, toMillis } from '../../src/ledger/dates.js';
import { Dossier } from '../../src/rules/dossier/dossier.js';
import { verdictsOf } from '../../src/rules/judge.js';
import type { ActivePack, VectorFact } from '../../src/rules/pack.js';
import { actAt, IN_CHINA, storyInChina, type Asking } from '../../src/rules/vectors/shipped.fixture.js';
import { STORY } from '../../src/rules/vectors/story.js';

const LIMITS = /^(frequency|conversation-pause|location-contact)@/;
const NOON = toMillis('2026-03-10T12:00:00+08:00');
const MINUTE = 60_000;

/** Each rule as a pack of its own that applies everywhere: conditions on the place are no limit. */
const RULES: readonly (readonly [string, ActivePack])[] = shippedPacks().flatMap(({ pack, digest }) =>
  pack.rules
    .filter(({ evaluator }) => LIMITS.test(evaluator))
    .map((rule) => {
      const alone = { ...rule, applies_when: {}, in_force_from: '2000-01-01', in_force_to: undefined };
      return [rule.rule_id, { digest, pack: { ...pack, jurisdiction: '*', rules: [alone] } }] as const;
    }),
);

const KINDS = ['CALL', 'FAILED', 'TALKED', 'INBOUND', 'SMS', 'VISIT', 'TWICE'] as const;
/** TWICE: one call under one permit, recorded on both cases. */
interface Contact {
  /** Minutes before noon of 10 March. */
  readonly before: number;
  readonly kind: (typeof KINDS)[number];
  readonly point: string;
}

const contact = fc.record<Contact>({
  before: fc.oneof({ weight: 2, arbitrary: fc.integer({ min: 1, max: 700 }) }, fc.integer({ min: 1, max: 9_000 })),
  kind: fc.constantFrom(...KINDS),
  point: fc.constantFrom('p1', 'p1', 'p2'),
});
/** Many are alike, of one day and at one point: else no limit of a day is reached by chance. */
const contacts = fc
  .tuple(fc.constantFrom(...KINDS), fc.array(contact, { minLength: 1, maxLength: 20 }))
  .map(([kind, all]) =>
    all.map((one, n) => (n % 3 === 0 ? one : { kind, before: 1 + (one.before % 700), point: 'p1' })),
  );

function told({ before, kind, point }: Contact, n: number): VectorFact[] {
  const at = toInstant(NOON - before * MINUTE);
  const data = { contact: `contact-${n}`, point, party: whom.party, role: whom.role, purpose: whom.purpose };
  const then = (fact: string): VectorFact => ({ fact, at, data: { contact: data.contact, cause: 'NO_ANSWER' } });
  const begun: VectorFact = { fact: 'ContactAttempted', at, data };
  switch (kind) {
    case 'CALL':
      return [begun];
    case 'FAILED':
      return [begun, then('DialNotConnected')];
    case 'TALKED':
      return [begun, { ...then('ConversationHeld'), data: { contact: data.contact, effective: true } }];
    case 'INBOUND':
      return [{ ...begun, data: { ...data, direction: 'INBOUND' } }, then('ConversationHeld')];
    case 'SMS':
      return [{ fact: 'MessageSent', at, data: { ...data, channel: 'sms' } }];
    case 'VISIT':
      return [{ fact: 'VisitConducted', at, data: { ...data, channel: 'visit' } }];
    case 'TWICE': {
      const permit = { ...data, clearance: `permit-${n}` };
      const other = { ...permit, contact: `contact-${n}-too` };
      return [
        { ...begun, data: permit },
        { ...begun, stream: 'case2', data: other },
      ];
    }
  }
}

/** The debtor; of rules about others, somebody who is asked where he is. */
let whom: Pick<Asking, 'party' | 'role' | 'purpose'> = {};

function factsOf(all: readonly Contact[]): LedgerFact[] {
  return storyInChina(all.flatMap(told));
}

function breaks(facts: readonly LedgerFact[], asking: Asking, pack: ActivePack): boolean {
  const act = actAt({ ...asking, ...whom });
  const dossier = Dossier.of(facts);
  const verdicts = verdictsOf({ act, asked: act.at, dossier, place: IN_CHINA }, [pack]);
  return verdicts.some(({ effect }) => effect !== undefined);
}

const asking = fc.record({
  channel: fc.constantFrom('phone', 'phone', 'visit'),
  debts: fc.constantFrom([STORY.debt], [STORY.debt, STORY.debt2]),
});

function wanted({ channel, debts }: { channel: string; debts: readonly string[] }): Asking {
  const kind = channel === 'visit' ? ('VISIT' as const) : ('ATTEMPT' as const);
  return { at: toInstant(NOON), channel, kind, point: 'p1', debts, cases: [STORY.case, STORY.case2] };
}

it('are known: the rules of all packs that limit frequency', () => {
  const known = ['US-F-1', 'US-F-2', 'US-F-15', 'US-MA-7-04', 'CN-CBA-2', 'CN-GBT-2', 'CO-CAP', 'IN-RBI-1-PERSISTENT'];
  expect(RULES.map(([rule]) => rule)).toEqual(expect.arrayContaining(known));
});

describe.each(RULES)('%s', (_rule, pack) => {
  beforeAll(() => {
    const third = pack.pack.rules[0]?.evaluator.startsWith('location-contact@');
    whom = third
      ? { party: STORY.other, role: 'CONTACT_PERSON', purpose: 'LOCATE' }
      : { party: STORY.party, role: 'DEBTOR', purpose: 'COLLECTION' };
  });

  it('never blocks by one contact fewer, and does block', () => {
    let blocked = 0;
    fc.assert(
      fc.property(contacts, asking, fc.nat(), (all, how, pick) => {
        const fewer = all.map((one, n) => [one, n] as const).filter(([, n]) => n !== pick % all.length);
        // Each keeps its name: what was left out is the only difference.
        const rest = storyInChina(fewer.flatMap(([one, n]) => told(one, n)));
        const isBlocked = breaks(factsOf(all), wanted(how), pack);
        if (isBlocked) blocked++;
        else expect(breaks(rest, wanted(how), pack)).toBe(false);
      }),
      { numRuns: 80, seed: 20261122 },
    );
    expect(blocked).toBeGreaterThan(0);
  });

  it('says the same at a position, whatever was recorded later', () => {
    fc.assert(
      fc.property(contacts, asking, fc.nat(), (all, how, cut) => {
        const facts = factsOf(all);
        const k = cut % (facts.length + 1);
        const act = actAt({ ...wanted(how), ...whom });
        const said = (dossier: Dossier): string =>
          canonical(
            JSON.parse(JSON.stringify(verdictsOf({ act, asked: act.at, dossier, place: IN_CHINA }, [pack]))) as Json,
          );
        const moving = new Dossier();
        facts.slice(0, k).forEach((fact) => moving.add(fact));
        const then = said(moving);
        facts.slice(k).forEach((fact) => moving.add(fact));
        expect(said(moving)).toBe(said(Dossier.of(facts)));
        expect(said(Dossier.of(facts.slice(0, k)))).toBe(then);
      }),
      { numRuns: 30, seed: 20261122 },
    );
  });
});
