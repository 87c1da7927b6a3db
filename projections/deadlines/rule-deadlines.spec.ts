/** Deadlines that rule packs set: the rows of lists say what the facts of each case say, at any (V, K). */
import fc from 'fast-check';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { CASE, RULEBOOK } from '../../src/ledger/ledger.js';
import type { PortfolioCommand } from '../../src/ledger/portfolio/index.js';
import { activation, shippedPacks } from '../../src/clearance/index.js';
import { checkPack } from '../../src/rules/index.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import type { AsOf } from '../read/case-history.js';
import { CaseDeadlinesHandler, CaseDeadlinesQuery, DeadlineListHandler, DeadlineListQuery } from './deadlines.query.js';

let ledger: TestLedger;

async function begin(portfolio: Partial<PortfolioCommand>): Promise<void> {
  ledger = new TestLedger();
  ledger.clock.set('2026-01-02T12:00:00Z');
  await ledger.createPortfolio({ occurredAt: '2020-01-01', ...portfolio });
  await ledger.openRead();
  ledger.projector.start();
}

afterEach(() => ledger.close());

const CN = {
  zone: 'Asia/Shanghai',
  currency: 'CNY',
  jurisdictions: ['CN'],
  capacity: 'FIRST_PARTY',
  creditorKind: 'BANK',
} as const;
const US = { zone: 'America/New_York', currency: 'USD', jurisdictions: ['US'], capacity: 'AGENCY' } as const;

async function listed(when: AsOf) {
  await ledger.projector.reached(await ledger.store.head(), 5_000);
  const query = new DeadlineListQuery({ limit: 500, when }, { source: 'rule' });
  const { rows, perCase } = await new DeadlineListHandler(ledger.read, ledger.rules).execute(query);
  return { rows, perCase };
}

async function ofCase(id: string, when: AsOf) {
  const { deadlines } = await new CaseDeadlinesHandler(ledger.read, ledger.rules).execute(
    new CaseDeadlinesQuery(id, when),
  );
  return deadlines.filter(({ source }) => source === 'rule');
}

/** Both answers, without the case, by id. */
async function both(id: string, when: AsOf) {
  const byId = <T extends { readonly id: string }>(all: readonly T[]): T[] =>
    [...all].sort((a, b) => (a.id < b.id ? -1 : 1));
  const { rows } = await listed(when);
  const list = byId(rows.filter((row) => row.case === id)).map(({ case: _case, ref: _ref, ...row }) => row);
  return { list, own: byId(await ofCase(id, when)) };
}

describe('deadlines of rule packs', () => {
  it('stand in the list with rule, subject and the fact that set them, until they are met', async () => {
    await begin(US);
    const id = await ledger.openCase('A', 10_000, '2026-01-02');
    ledger.clock.set('2026-01-06T18:00:00Z');
    await ledger.record(id, {
      ...{ type: 'RecordContact', channel: 'phone', direction: 'OUTBOUND', occurredAt: '2026-01-06T15:00:00Z' },
      ...{ conversation: {} },
    });
    const due = { what: 'validation-notice', rule: 'US-F-9@1', pack: 'us@1', due: '2026-01-11', doneOn: null };
    expect((await listed({ asOf: '2026-01-11' })).rows).toMatchObject([{ ...due, case: id, status: 'OPEN' }]);
    expect((await listed({ asOf: '2026-01-12' })).rows).toMatchObject([{ ...due, status: 'MISSED' }]);
    expect(await ofCase(id, { asOf: '2026-01-12' })).toMatchObject([{ ...due, status: 'MISSED' }]);
  });

  it('are none where the portfolio states no jurisdiction, and are there once the case states its own', async () => {
    await begin({ zone: 'Europe/London', currency: 'GBP' });
    const id = await ledger.openCase('A', 10_000, '2026-01-02');
    await ledger.record(id, { type: 'LogComplaint', occurredAt: '2026-01-02' });
    expect((await listed({ asOf: '2026-01-02' })).rows).toEqual([]);
    await ledger.record(id, {
      type: 'RecordCaseJurisdiction',
      jurisdiction: 'UK',
      source: 'STATED',
      occurredAt: '2026-01-02',
    });
    const rules = (await listed({ asOf: '2026-01-02' })).rows.map(({ rule }) => rule);
    expect(rules).toContain('UK-DISP-2@1');
  });

  it('of a pack that is no longer active leave the lists, from that K on; of a pack with other content are asked case by case', async () => {
    await begin({ zone: 'Europe/London', currency: 'GBP', jurisdictions: ['UK'] });
    const id = await ledger.openCase('A', 10_000, '2026-01-02');
    const logged = await ledger.record(id, { type: 'LogComplaint', occurredAt: '2026-01-02' });
    expect((await listed({ asOf: '2026-01-03' })).rows.map(({ rule }) => rule)).toContain('UK-DISP-2@1');
    const uk = shippedPacks().find(({ pack }) => pack.pack === 'uk');
    if (!uk) throw new Error('no pack');
    const checked = checkPack({ ...uk.pack, version: uk.pack.version + 1 });
    if ('problems' in checked) throw new Error(checked.problems.join());
    await ledger.transactor.run(RULEBOOK, ledger.rules.stream, {
      ...{ command: activation(checked), cmd: 'a', by: 'key:test' },
    });
    const { rows, perCase } = await listed({ asOf: '2026-01-03' });
    expect(rows).toEqual([]);
    expect(perCase).toEqual(['uk@2']);
    expect((await ofCase(id, { asOf: '2026-01-03' })).map(({ pack }) => pack)).toContain('uk@2');
    const known = logged.events.at(-1) as string;
    expect((await listed({ asOf: '2026-01-03', knownAt: known })).rows.map(({ rule }) => rule)).toContain(
      'UK-DISP-2@1',
    );
  });

  const day = fc.integer({ min: 1, max: 27 }).map((n) => `2026-01-${String(n).padStart(2, '0')}`);
  const step: fc.Arbitrary<CaseCommand> = fc.oneof(
    day.map((occurredAt) => ({ type: 'LogComplaint', occurredAt }) as const),
    fc
      .tuple(day, fc.constantFrom('COMPLEX', 'SPECIAL'))
      .map(
        ([occurredAt, level]) =>
          ({ type: 'ExtendComplaint', dueDate: '2026-03-01', reason: 'more to find out', level, occurredAt }) as const,
      ),
    day.map((occurredAt) => ({ type: 'DecideComplaint', outcome: 'UPHELD', occurredAt }) as const),
    day.map((occurredAt) => ({ type: 'RecordPayment', amount: 100, occurredAt }) as const),
    day.map((occurredAt) => ({ type: 'FileLegalAction', kind: 'suit', occurredAt }) as const),
    day.map(
      (occurredAt) =>
        ({ type: 'RegisterDebt', balances: { principal: 500 }, dueDate: occurredAt, occurredAt }) as const,
    ),
    day.map((occurredAt) => ({ type: 'RaiseDispute', ground: 'AMOUNT', occurredAt }) as const),
    day.map(
      (occurredAt) =>
        ({ type: 'RecordContact', channel: 'phone', direction: 'OUTBOUND', conversation: {}, occurredAt }) as const,
    ),
    day.map((occurredAt) => ({ type: 'MakePromise', amount: 50, dueDate: '2026-02-20', occurredAt }) as const),
  );

  it.each([
    ['China', CN],
    ['the United States', US],
  ])(
    'are in lists what they are of one case, at any (V, K), in whatever order facts are told, in %s',
    async (_name, portfolio) => {
      let seen = 0;
      await fc.assert(
        fc.asyncProperty(
          fc.array(step, { minLength: 1, maxLength: 8 }),
          fc.array(day, { minLength: 2, maxLength: 3 }),
          async (steps, days) => {
            await begin(portfolio);
            ledger.clock.set('2026-01-28T12:00:00Z');
            const id = await ledger.openCase('A', 10_000, '2026-01-03');
            const events: string[] = [];
            for (const [n, command] of steps.entries()) {
              const outcome = await ledger.transactor.run(CASE, id, { command, cmd: `step-${n}`, by: 'key:test' });
              if (outcome.kind === 'done') events.push(outcome.events.at(-1) as string);
              // What is held in memory is forgotten in between: it is read back from rows.
              if (n === 3) {
                await ledger.closeRead();
                await ledger.openRead();
                ledger.projector.start();
              }
            }
            const known = events[Math.floor(events.length / 2)];
            for (const asOf of [...days, '2026-03-20', '2030-01-01']) {
              for (const when of [{ asOf }, ...(known === undefined ? [] : [{ asOf, knownAt: known }])]) {
                const { list, own } = await both(id, when);
                expect(list).toEqual(own);
                seen += own.length;
              }
            }
            await ledger.close();
          },
        ),
        { numRuns: 25 },
      );
      expect(seen).toBeGreaterThan(20);
      await begin(portfolio);
    },
  );
});
