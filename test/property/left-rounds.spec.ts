/** However much an import left to be posted, each append of it is bounded, and nothing is negative between two of them. */
import { createHash } from 'node:crypto';
import { addDays } from '../../src/ledger/dates.js';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { componentsOf, heldOf, netOf, type Account } from '../../src/ledger/payment/account.state.js';
import { replay } from '../../src/ledger/payment/allocation.calc.js';
import { journalOf } from '../../src/ledger/payment/journal.calc.js';
import { isComponent } from '../../src/ledger/components.js';
import { CaseScenario, openCase, POLICY } from '../support/case-scenario.js';
import { NOW } from '../support/scenario.js';
import { shuffled } from '../support/shuffled.js';
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, EVENT_BYTES_MAX } from '../../src/store/port.js';

const START = '2010-01-01';
const DEBTS = 3;
/** What a fact of a ledger has beside its payload. */
const ENVELOPE_BYTES = 1_000;

function debt(n: number): readonly CaseCommand[] {
  return [
    { type: 'RegisterDebt', balances: { principal: 50_000_000, cost: 1_500 }, occurredAt: addDays('2009-01-01', n) },
    { type: 'SetInterestTerms', debt: `debt-${n}`, rate: '3', period: 'year', occurredAt: addDays('2009-01-01', n) },
  ];
}
const BOOK = Array.from({ length: DEBTS }, (_, n) => debt(n + 1)).flat();

/** Payments and charges over the same years; all is paid in the end, and something is held. */
function rowsOf(count: number): CaseCommand[] {
  return Array.from({ length: count }, (_, n): CaseCommand => {
    const occurredAt = addDays(START, Math.floor((n * 5_400) / count));
    if (n % 10 === 9)
      return { type: 'AssessCharge', debt: `debt-${1 + (n % DEBTS)}`, component: 'fee', amount: 2_500, occurredAt };
    return { type: 'RecordPayment', amount: Math.round((70_000_000 * DEBTS) / count) + (n % 7), occurredAt };
  });
}

function inNoOrder(count: number): CaseCommand[] {
  const rows = rowsOf(count);
  return shuffled(count).map((n) => rows[n] as CaseCommand);
}

function rowsSent(rows: readonly CaseCommand[]): CaseScenario {
  return new CaseScenario(NOW, POLICY)
    .given(openCase)
    .with({ mayPostLater: true })
    .given(...rows);
}

/** Posts what is left, append by append. @returns the facts of each */
function postAll(scenario: CaseScenario, look: () => void = () => undefined): number[] {
  const sizes: number[] = [];
  while (scenario.state.account.left) {
    const before = scenario.facts.length;
    scenario.given({ type: 'PostLeft' });
    const facts = scenario.facts.slice(before);
    expect(facts.length).toBeLessThan(APPEND_EVENTS_MAX);
    const bytes = facts.map(({ data }) => ENVELOPE_BYTES + asStored(data).length);
    expect(Math.max(...bytes)).toBeLessThan(EVENT_BYTES_MAX);
    sizes.push(bytes.reduce((sum, size) => sum + size, 0));
    look();
  }
  scenario.with({});
  return sizes;
}

/** Ids as long as those of a ledger. */
function asStored(data: object): string {
  return JSON.stringify(data).replace(/"(?:debt|payment|charge)-\d+"/g, (id) => {
    const hash = createHash('sha256').update(id).digest('hex');
    return `"${[8, 4, 4, 4, 12].map((length) => hash.slice(0, length)).join('-')}"`;
  });
}

function outcome({ state: { account } }: CaseScenario): unknown {
  return [[...componentsOf(account)].sort(), heldOf(account), netOf(account)];
}

function isReplayed({ moves, entries, debts }: Account): void {
  const found = replay(entries, debts);
  const amounts = (all: ReadonlyMap<string, { amount: number }>): unknown =>
    [...all].map(([key, { amount }]) => [key, amount]).sort();
  expect(amounts(moves)).toEqual(amounts(found.moves));
}

/** What is owed by debt and component, and what each credit holds, at the end of each day: the least of any day. */
function leastOfAnyDay({ facts }: CaseScenario): number {
  const days = new Map<string, Map<string, number>>();
  const add = (day: string, account: string, amount: number): void => {
    const sums = days.get(day) ?? new Map<string, number>();
    days.set(day, sums.set(account, (sums.get(account) ?? 0) + amount));
  };
  for (const fact of facts) {
    for (const { debit, credit, amount, eff, debt = '', source = '' } of journalOf(fact)) {
      if (isComponent(debit)) add(eff, `${debt} ${debit}`, amount);
      if (isComponent(credit)) add(eff, `${debt} ${credit}`, -amount);
      if (credit === 'held') add(eff, source, amount);
      if (debit === 'held') add(eff, source, -amount);
    }
  }
  const sums = new Map<string, number>();
  let least = 0;
  for (const day of [...days.keys()].sort()) {
    for (const [account, amount] of days.get(day) as Map<string, number>) {
      const sum = (sums.get(account) ?? 0) + amount;
      sums.set(account, sum);
      least = Math.min(least, sum);
    }
  }
  return least;
}

describe('what a long unsorted import left', () => {
  it.each([
    ['its debts first', [...BOOK, ...inNoOrder(2_000)]],
    ['its debts and their terms behind all payments', [...inNoOrder(2_000).filter(isPaid), ...BOOK]],
  ])('goes in appends that the store takes, and nothing is below zero on any day between them: %s', (_how, rows) => {
    const scenario = rowsSent(rows);
    const sizes = postAll(scenario, () => expect(leastOfAnyDay(scenario)).toBe(0));
    expect(sizes.length).toBeGreaterThan(1);
    // There is room for the rest of what an append has.
    expect(Math.max(...sizes)).toBeLessThan(0.8 * APPEND_BYTES_MAX);
    isReplayed(scenario.state.account);
  });

  it('comes to what the same rows come to in order', () => {
    const unsorted = rowsSent([...BOOK, ...inNoOrder(1_100)]);
    expect(postAll(unsorted).length).toBeGreaterThan(1);
    expect(outcome(unsorted)).toEqual(outcome(rowsSent([...BOOK, ...rowsOf(1_100)])));
  });

  it('is one payment, used by thousands of charges', () => {
    const charges = rowsOf(4_500).map(({ occurredAt }): CaseCommand => {
      return { type: 'AssessCharge', debt: 'debt-1', component: 'fee', amount: 2_500, occurredAt };
    });
    const prepaid: CaseCommand = { type: 'RecordPayment', amount: 100_000_000, occurredAt: '2009-02-01' };
    const scenario = rowsSent([...debt(1), ...charges.reverse(), prepaid]);
    expect(postAll(scenario).length).toBeGreaterThan(1);
    isReplayed(scenario.state.account);
  });

  it('is the same whichever command lets it be posted', () => {
    const rows = [...BOOK, ...inNoOrder(1_500)];
    const [one, other] = [rowsSent(rows), rowsSent(rows)];
    postAll(one);
    other.given({ type: 'PostLeft' });
    // What comes meanwhile is left as well.
    other.given({ type: 'RecordPayment', amount: 700, occurredAt: '2009-06-01' });
    postAll(other);
    isReplayed(other.state.account);
    one.given({ type: 'RecordPayment', amount: 700, occurredAt: '2009-06-01' });
    expect(outcome(other)).toEqual(outcome(one));
  });
});

function isPaid({ type }: CaseCommand): boolean {
  return type === 'RecordPayment';
}
