/** What must hold of every decision under the rules of the United States, whatever the history. */
import fc from 'fast-check';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { canonical, type Json } from '../../src/seal/canonical.js';
import { Dossier } from '../../src/rules/dossier/dossier.js';
import { isPermitted, verdictsOf } from '../../src/rules/judge.js';
import type { VectorFact } from '../../src/rules/pack.js';
import { actOf, asked, PLACE, told, us, usMa } from '../rules/us-story.js';

const PACKS = [us, usMa];
const IN_STATE = { ...PLACE, jurisdictions: ['US-MA'] };

const hour = fc.integer({ min: 7, max: 22 }).map((h) => String(h).padStart(2, '0'));
const day = fc.integer({ min: 1, max: 20 }).map((d) => `2026-03-${String(d).padStart(2, '0')}`);
const at = fc.tuple(day, hour).map(([date, h]) => `${date}T${h}:15:00-05:00`);
const point = fc.constantFrom('home', 'office', undefined);

type Begun = readonly VectorFact[];

function call(when: string, data: Record<string, unknown>, id: number): VectorFact {
  return { fact: 'ContactAttempted', at: when, data: { contact: `call-${id}`, ...data } };
}

/** A call with what came of it. */
const calling: fc.Arbitrary<Begun> = fc
  .record({
    when: at,
    id: fc.nat({ max: 1_000_000 }),
    direction: fc.constantFrom('OUTBOUND', 'OUTBOUND', 'OUTBOUND', 'INBOUND'),
    point,
    debts: fc.constantFrom(undefined, ['debt-1'], ['debt-1', 'debt-2']),
    then: fc.constantFrom('NOTHING', 'TALK', 'VOICEMAIL', 'NO_ANSWER', 'NOT_IN_SERVICE'),
  })
  .map(({ when, id, then, ...data }) => {
    const begun = call(when, data, id);
    const later = (fact: string, more = {}): VectorFact => ({
      fact,
      at: when,
      data: { contact: `call-${id}`, ...more },
    });
    if (then === 'TALK') return [begun, later('ConversationHeld')];
    if (then === 'VOICEMAIL') return [begun, later('VoicemailLeft', { class: 'LIMITED_CONTENT' })];
    return then === 'NOTHING' ? [begun] : [begun, later('DialNotConnected', { cause: then })];
  });

/** Calls with ids of their own: of two begun with one id the later would take the earlier one's place. */
const calls: fc.Arbitrary<readonly Begun[]> = fc
  .array(calling, { minLength: 1, maxLength: 12 })
  .map((all) =>
    all.map((facts, n) => facts.map((fact) => ({ ...fact, data: { ...fact.data, contact: `call-${n}` } }))),
  );

/** What else may stand in a history. */
const other: fc.Arbitrary<Begun> = fc
  .tuple(at, fc.nat({ max: 1_000_000 }), fc.nat({ max: 8 }))
  .map(([when, id, kind]) => {
    const said: readonly VectorFact[] = [
      {
        fact: 'ConsentGiven',
        at: when,
        data: { consent: `c-${id}`, purpose: 'FREQUENCY', form: 'ORAL', direct: true },
      },
      { fact: 'OptOutReceived', at: when, data: { optOut: `o-${id}`, medium: 'sms' } },
      { fact: 'CeaseRequestReceived', at: when, data: { ceaseRequest: `q-${id}`, inWriting: id % 2 === 0 } },
      { fact: 'RepresentativeAppointed', at: when, data: { representation: `r-${id}`, kind: 'ATTORNEY', firm: 'f-1' } },
      {
        fact: 'EmployerProhibitionRecorded',
        at: when,
        data: { prohibition: `e-${id}`, point: 'office', source: 'debtor' },
      },
      { fact: 'NoticeIssued', at: when, data: { contact: `notice-${id}`, notice: 'VALIDATION' } },
      { fact: 'DisputeRaised', at: when, data: { dispute: `d-${id}`, ground: 'AMOUNT', inWriting: true } },
      { fact: 'MessageSent', at: when, data: { contact: `sms-${id}`, channel: 'sms', optOut: true } },
      {
        fact: 'PreferenceRecorded',
        at: when,
        data: { preference: `p-${id}`, kind: 'TIME', wish: 'x', avoid: true, from: '12:00', to: '14:00' },
      },
    ];
    return [said[kind] as VectorFact];
  });

const history = fc.array(fc.oneof({ weight: 2, arbitrary: calling }, other), { maxLength: 25 });
const act = fc
  .record({ when: at, point, channel: fc.constantFrom('phone', 'sms', 'letter') })
  .map(({ when, point: where, channel }) => actOf(when, { point: where, channel, mode: 'MANUAL', optOut: true }));

function bytes(value: unknown): string {
  return canonical(JSON.parse(JSON.stringify(value)) as Json);
}

/** The same facts of other people: another person, case, debt and contact points. */
function ofOthers(facts: readonly LedgerFact[]): LedgerFact[] {
  const text = JSON.stringify(facts).replaceAll(
    /"((?:case|party|debt|event|call|notice|sms|c|o|q|r|e|d|p)-\d+|home|office)"/g,
    (_all, name: string) => `"${name}-other"`,
  );
  return JSON.parse(text) as LedgerFact[];
}

/** Two histories of one ledger, each in its own order. */
function merged(own: readonly LedgerFact[], others: readonly LedgerFact[]): LedgerFact[] {
  const length = Math.max(own.length, others.length);
  return Array.from({ length }, (_none, i) => [...others.slice(i, i + 1), ...own.slice(i, i + 1)]).flat();
}

describe('decisions', () => {
  it('never change by a fact about another person, contact point and debt in a case that is not linked', () => {
    fc.assert(
      fc.property(history, history, act, (mine, theirs, wanted) => {
        const own = told(mine.flat());
        const alone = asked(Dossier.of(own), wanted, PACKS, IN_STATE);
        const beside = asked(Dossier.of(merged(own, ofOthers(told(theirs.flat())))), wanted, PACKS, IN_STATE);
        expect(bytes(beside)).toBe(bytes(alone));
      }),
      { numRuns: 150 },
    );
  });

  it('of rules that limit frequency never turn from permitted to blocked by one contact fewer', () => {
    const limits = new Set(['US-F-1@1', 'US-F-2@1', 'US-MA-7-04@1']);
    const isFree = (placed: readonly Begun[], wanted: ReturnType<typeof actOf>): boolean =>
      isPermitted(
        asked(Dossier.of(told(placed.flat())), wanted, PACKS, IN_STATE).filter(({ rule }) => limits.has(rule)),
      );
    fc.assert(
      fc.property(calls, at, fc.nat(), (placed, when, n) => {
        const wanted = actOf(when, { mode: 'MANUAL' });
        if (!isFree(placed, wanted)) return;
        const fewer = placed.filter((_one, i) => i !== n % placed.length);
        expect(isFree(fewer, wanted)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });

  it('at a position are the same bytes whatever is recorded later, folded at once or fact by fact', () => {
    fc.assert(
      fc.property(history, act, fc.nat(), (mine, wanted, cut) => {
        const facts = told(mine.flat());
        const k = cut % (facts.length + 1);
        const moving = new Dossier();
        let then = '';
        facts.forEach((fact, i) => {
          if (i === k) then = bytes(asked(moving, wanted, PACKS, IN_STATE));
          moving.add(fact);
          asked(moving, wanted, PACKS, IN_STATE);
        });
        if (k === facts.length) then = bytes(asked(moving, wanted, PACKS, IN_STATE));
        expect(bytes(asked(Dossier.of(facts.slice(0, k)), wanted, PACKS, IN_STATE))).toBe(then);
      }),
      { numRuns: 80 },
    );
  });

  it('about what happened do not change by what happens on later days', () => {
    const later = (facts: readonly Begun[]): VectorFact[] =>
      facts.flat().map((fact) => ({ ...fact, at: String(fact.at).replace('2026-03-', '2026-04-') }));
    const renamed = (facts: readonly VectorFact[]): VectorFact[] =>
      facts.map((fact) => ({
        ...fact,
        data: Object.fromEntries(
          Object.entries(fact.data ?? {}).map(([name, value]) => [
            name,
            typeof value === 'string' && /-\d+$/.test(value) && name !== 'firm' ? `${value}-late` : value,
          ]),
        ),
      }));
    fc.assert(
      fc.property(history, history, at, (mine, after, when) => {
        const own: readonly VectorFact[] = [...mine.flat(), call(when, { mode: 'MANUAL' }, 2_000_000)];
        const judged = (dossier: Dossier): string => {
          const attempt = dossier.attempt('call-2000000');
          if (!attempt) throw new Error('the call is missing');
          return bytes(verdictsOf({ act: attempt, id: attempt.id, dossier, place: IN_STATE }, PACKS));
        };
        const known = judged(Dossier.of(told(own)));
        expect(judged(Dossier.of(told([...own, ...renamed(later(after))])))).toBe(known);
      }),
      { numRuns: 150 },
    );
  });
});
