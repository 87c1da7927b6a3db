/** A clock that runs ahead of the shared one stops its process from writing; one that is behind is an alarm (law 3). */
import * as fc from 'fast-check';
import { CASE } from '../ledger/ledger.js';
import { PortfolioPolicies } from '../ledger/portfolio/index.js';
import { Transactor } from '../ledger/transact.js';
import { Entropy } from '../privacy/random.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { certainlyAhead, CLOCK_SKEW_MAX, ClockWatch } from './clock-watch.js';
import { ClockedStore } from './clocked-store.js';

const MAX_MS = CLOCK_SKEW_MAX * 1_000;

/** A machine whose clock is off by so much, beside a database whose clock is right. */
class Machine {
  true = Date.parse('2026-03-31T12:00:00Z');
  off = 0;
  answers = true;
  newest: number | undefined;
  readonly lines: string[] = [];
  readonly watch = new ClockWatch({
    clock: { now: () => this.true + this.off },
    reference: () => (this.answers ? Promise.resolve(this.true) : Promise.reject(new Error('away'))),
    newest: () => Promise.resolve(this.newest),
    alarm: (line) => void this.lines.push(line),
    steady: () => this.true,
  });
}

const machines: Machine[] = [];
const machine = (): Machine => {
  const made = new Machine();
  machines.push(made);
  return made;
};
afterEach(() => machines.splice(0).forEach(({ watch }) => watch.close()));

describe('the difference of two clocks', () => {
  it('is never told larger than it is, nor the wrong way round, however long the answer took', () => {
    const ms = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 60_000 }), ms, ms, (off, there, back) => {
        const sent = 1_000_000 + off;
        const told = certainlyAhead(sent, sent + there + back, 1_000_000 + there);
        expect(Math.abs(told)).toBeLessThanOrEqual(Math.abs(off));
        expect(told * off).toBeGreaterThanOrEqual(0);
        expect(Math.abs(off - told)).toBeLessThanOrEqual(there + back);
      }),
    );
  });
});

describe('a process whose clock', () => {
  it.each([0, 3_000, MAX_MS, -MAX_MS, -3_600_000])('is off by %i ms writes', async (off) => {
    const { watch, ...rest } = Object.assign(machine(), { off });
    await watch.begin();
    expect(await watch.refusal()).toBeUndefined();
    expect(watch.ahead()).toBe(off);
    expect(watch.warning() === undefined).toBe(off >= -MAX_MS);
    expect(rest.lines).toHaveLength(off < -MAX_MS ? 1 : 0);
  });

  it('is further ahead does not, and says by how much, until it is set right', async () => {
    const one = Object.assign(machine(), { off: MAX_MS + 7_000 });
    await one.watch.begin();
    expect(await one.watch.refusal()).toMatch(/is 12 s ahead of the shared database's; 5 s are allowed/);
    expect(one.lines).toEqual([expect.stringContaining('nothing is written')]);
    one.off = 0;
    expect(await one.watch.refusal()).toBeUndefined();
    expect(one.lines).toHaveLength(1);
  });

  it('steps ahead between two questions is found out at once', async () => {
    const one = machine();
    await one.watch.begin();
    one.true += 4_000;
    expect(one.watch.isTooFarAhead()).toBe(false);
    one.off = 60_000;
    expect(one.watch.isTooFarAhead()).toBe(true);
    expect(await one.watch.refusal()).toMatch(/60 s ahead/);
  });

  it('cannot be compared writes: a database that is away stops no fact', async () => {
    const one = Object.assign(machine(), { off: 60_000, answers: false });
    await one.watch.begin();
    expect(await one.watch.refusal()).toBeUndefined();
  });

  it('is behind the newest fact at the start says so', async () => {
    const one = Object.assign(machine(), { answers: false });
    one.newest = one.true + 30_000;
    await one.watch.begin();
    expect(one.lines).toEqual(['the clock is 30 s behind the newest fact. Set it right.']);
    expect(one.watch.ahead()).toBe(-30_000);
    expect(one.watch.warning()).toMatch(/is 30 s behind the newest fact.*Set the clock right/);
    expect(await one.watch.refusal()).toBeUndefined();
  });
});

it('a command on such a process gets a trouble, and nothing is written; the same command is recorded once it is right', async () => {
  const ledger = new TestLedger();
  const one = machine();
  try {
    await ledger.createPortfolio();
    const id = await ledger.openCase('A');
    await one.watch.begin();
    const { store, clock, ids, vault: conceal } = ledger;
    const ports = { clock, ids, entropy: new Entropy(), conceal, policies: new PortfolioPolicies(store) };
    const transactor = new Transactor(new ClockedStore(store, one.watch), ports);
    const head = await store.head();
    one.off = MAX_MS + 1_000;
    const command = { type: 'RecordPayment', amount: 100 } as const;
    const pay = () => transactor.run(CASE, id, { command, cmd: 'pay-1', by: 'key:test' });
    expect(await pay()).toMatchObject({ kind: 'trouble', why: 'clock-ahead' });
    expect(await store.head()).toBe(head);
    one.off = 0;
    expect(await pay()).toMatchObject({ repeated: false });
    expect(await pay()).toMatchObject({ repeated: true });
  } finally {
    await ledger.close();
  }
});
