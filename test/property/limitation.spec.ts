/** Limitation whatever happens: random demands, payments, agreements and obstacles; the seed is printed on failure. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { addDays } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { clocksOf, type RuleClock } from '../../src/rules/clocks.js';
import type { CaseFile } from '../../src/rules/dossier/case-file.js';
import { Dossier } from '../../src/rules/dossier/dossier.js';
import { parsePack } from '../../src/rules/load-pack.js';
import { expiryOf, type Suspension } from '../../src/rules/limitation/expiry.js';
import { GROUNDS, type Interruption } from '../../src/rules/limitation/interruption.js';
import type { ActivePack, VectorFact } from '../../src/rules/pack.js';
import { STORY, storyOf } from '../../src/rules/vectors/story.js';

const RUNS = { numRuns: 400, seed: 20261122 };
const START = '2020-01-31';
const day = fc.integer({ min: -200, max: 4000 }).map((days) => addDays(START, days));

const interruption = fc
  .record({ ground: fc.constantFrom(...GROUNDS), on: day, lasts: fc.option(fc.nat({ max: 900 })) })
  .map(({ ground, on, lasts }): Interruption => ({
    ground,
    on,
    again: lasts === null ? undefined : addDays(on, lasts),
    event: on,
    inputs: [],
  }));
const obstacle = fc
  .record({ from: day, days: fc.option(fc.integer({ min: 1, max: 500 }), { freq: 9 }) })
  .map(({ from, days }): Suspension => ({
    from,
    until: days === null ? undefined : addDays(from, days),
    inputs: [],
  }));

const period = fc.record({
  start: fc.constantFrom(START, '2020-02-29', '2020-08-31', '2021-06-15'),
  years: fc.constantFrom(2, 3, 6),
  absoluteYears: fc.constantFrom(undefined, 8, 20),
  suspensionMonths: fc.constantFrom(0, 3, 6),
});

/** Later than every date here: what stands still ends last. */
const due = (...told: Parameters<typeof expiryOf>): string => expiryOf(...told).due ?? '9999-12-31';

it('an interruption more never moves the end earlier', () => {
  fc.assert(
    fc.property(
      period,
      fc.array(interruption, { maxLength: 8 }),
      fc.array(obstacle, { maxLength: 3 }),
      interruption,
      (terms, told, obstacles, more) => {
        expect(due(terms, [...told, more], obstacles) >= due(terms, told, obstacles)).toBe(true);
      },
    ),
    RUNS,
  );
});

it('an obstacle more never moves the end earlier, and the order in which things are told does not matter', () => {
  fc.assert(
    fc.property(
      period,
      fc.array(interruption, { maxLength: 8 }),
      fc.array(obstacle, { maxLength: 3 }),
      obstacle,
      (terms, told, obstacles, more) => {
        expect(due(terms, told, [...obstacles, more]) >= due(terms, told, obstacles)).toBe(true);
        expect(due(terms, [...told].reverse(), obstacles)).toBe(due(terms, told, obstacles));
      },
    ),
    RUNS,
  );
});

const loaded = parsePack(readFileSync(new URL('../../src/rules/packs/cn-civil.yaml', import.meta.url), 'utf8'));
if ('problems' in loaded) throw new Error(loaded.problems.join('\n'));
const pack: ActivePack = loaded;
const ZONE = 'Asia/Shanghai';

const event = fc
  .record({
    at: day,
    kind: fc.constantFrom('letter', 'returned', 'promise', 'paid', 'acknowledged', 'sued', 'judged', 'obstacle'),
    n: fc.nat({ max: 3 }),
  })
  .map(({ at, kind, n }): VectorFact[] => {
    const contact = `contact-${at}-${n}`;
    const letter: VectorFact = { fact: 'NoticeIssued', at, data: { contact, notice: 'demand' } };
    switch (kind) {
      case 'letter':
        return [letter, { fact: 'NoticeDelivered', at: addDays(at, n), data: { contact } }];
      case 'returned':
        return [letter, { fact: 'NoticeReturnedUndeliverable', at: addDays(at, n), data: { contact } }];
      case 'promise':
        return [{ fact: 'PromiseMade', at, data: { promise: contact, debts: ['debt-1'] } }];
      case 'paid':
        return [
          { fact: 'PaymentReceived', at, data: { payment: contact, amount: 1 } },
          { fact: 'PaymentReversed', at: addDays(at, n), data: { payment: contact, amount: n % 2, lines: [] } },
        ];
      case 'acknowledged':
        return [
          { fact: 'DebtAcknowledged', at, data: { acknowledgment: contact, form: n > 1 ? 'CONDUCT' : 'WRITTEN' } },
        ];
      case 'sued':
        return [{ fact: 'LegalActionFiled', at, data: { action: `action-${n}`, kind: 'suit' } }];
      case 'judged':
        return [{ fact: 'JudgmentEntered', at, data: { action: `action-${n}`, performanceDeadline: addDays(at, 30) } }];
      default:
        return [
          {
            fact: 'LimitationSuspended',
            at,
            data: { limitationSuspension: contact, ground: 'FORCE_MAJEURE', from: at, until: addDays(at, n + 1) },
          },
        ];
    }
  });

function clocks(dossier: Dossier, asOf: string): RuleClock[] {
  const place = { jurisdictions: ['CN'], products: ['credit-card'], zone: ZONE };
  return clocksOf(dossier, dossier.cases.get(STORY.case) as CaseFile, place, asOf, [pack]);
}

function facts(events: readonly (readonly VectorFact[])[]): LedgerFact[] {
  const debt = { debt: 'debt-1', dueDate: START, product: 'credit-card', balances: { principal: 6_000_000 } };
  const given: VectorFact[] = [{ fact: 'DebtRegistered', at: START, data: debt }, ...events.flat()];
  return storyOf({ name: '', zones: [ZONE], given, then: {} }, () => false);
}

it('what is recorded later never changes the answer at an earlier position, nor what happens later the answer of a day', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 8 }), fc.nat(), day, (events, at, asOf) => {
      const all = facts(events);
      // The story's own beginning, 12 facts and the debt, is always there.
      const cut = 13 + (at % (all.length - 12));
      const dossier = Dossier.of(all.slice(0, cut));
      const then = JSON.stringify(clocks(dossier, asOf));
      for (const fact of all.slice(cut)) dossier.add(fact);
      expect(JSON.stringify(clocks(dossier, asOf))).toBe(JSON.stringify(clocks(Dossier.of(all), asOf)));
      expect(JSON.stringify(clocks(Dossier.of(all.slice(0, cut)), asOf))).toBe(then);
      const known = all.filter(({ eff }) => eff <= asOf);
      if (asOf >= START)
        expect(JSON.stringify(clocks(Dossier.of(known), asOf))).toBe(JSON.stringify(clocks(dossier, asOf)));
    }),
    { ...RUNS, numRuns: 200 },
  );
});

it('the careful answer never ends after the other one', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 8 }), day, (events, asOf) => {
      const told = clocks(Dossier.of(facts(events)), asOf).filter(({ rule }) => rule === 'CN-LIM-1@1');
      const [careful, other] = told;
      expect(told.length).toBeLessThanOrEqual(2);
      if (careful?.due !== undefined && other?.due !== undefined) expect(careful.due <= other.due).toBe(true);
    }),
    { ...RUNS, numRuns: 200 },
  );
});
