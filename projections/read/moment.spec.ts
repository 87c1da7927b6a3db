/** V and K of lists across cases: today is the book's own day. */
import type { ListPage } from './list.js';
import { PlanListHandler, PlanListQuery } from '../plans/plans.query.js';
import { PromiseListHandler, PromiseListQuery } from '../promises/promises.query.js';
import { RegisterListHandler, RegisterListQuery } from '../registers/register-list.query.js';
import { REGISTERS } from '../../src/ledger/registers.js';
import { SettlementListHandler, SettlementListQuery } from '../settlements/settlements.query.js';
import type { AsOf } from './case-history.js';
import { TestLedger } from '../../test/support/test-ledger.js';

let ledger: TestLedger;

beforeEach(async () => {
  ledger = new TestLedger();
  // The first of April in Shanghai, still the last of March in UTC.
  ledger.clock.set('2026-03-31T20:00:00Z');
  await ledger.createPortfolio({ zone: 'Asia/Shanghai' });
});
afterEach(() => ledger.close());

const tasks = REGISTERS.find(({ entry }) => entry === 'task');
const lists: Readonly<Record<string, (when: AsOf) => Promise<ListPage<unknown>>>> = {
  promises: (when) => new PromiseListHandler(ledger.read).execute(new PromiseListQuery({ limit: 9 }, {}, when)),
  plans: (when) => new PlanListHandler(ledger.read).execute(new PlanListQuery({ limit: 9 }, {}, when)),
  settlements: (when) => new SettlementListHandler(ledger.read).execute(new SettlementListQuery({ limit: 9 }, when)),
  tasks: (when) =>
    new RegisterListHandler(ledger.read).execute(new RegisterListQuery(tasks as never, { limit: 9 }, {}, when)),
};

describe.each(Object.keys(lists))('the list of %s', (name) => {
  const list = (when: AsOf) => (lists[name] as (typeof lists)[string])(when);

  it("is of today in the book's own zone", async () => {
    await ledger.openCase('A');
    await ledger.openRead();
    await ledger.projector.catchUp();
    expect((await list({})).asOf).toBe('2026-04-01');
  });
});

it('a promise that nobody kept is broken from the day after, as the day is where the debtor lives', async () => {
  const id = await ledger.openCase('A', 10_000, '2026-03-01');
  const made = {
    type: 'MakePromise',
    amount: 500,
    dueDate: '2026-03-31',
    graceDays: 0,
    occurredAt: '2026-03-20',
  } as const;
  await ledger.record(id, made);
  await ledger.openRead();
  await ledger.projector.catchUp();
  expect((await lists['promises']?.({}))?.rows).toMatchObject([{ outcome: 'BROKEN' }]);
});
