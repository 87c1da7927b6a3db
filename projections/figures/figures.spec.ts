/** What was reported when the period ended, and what is known now: the same question at two K. */
import type { FigureLine } from './lines.calc.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { DrillDownHandler, DrillDownQuery, type PartName } from './drill-down.query.js';
import { FigureHandler, FigureQuery, type Figures } from './figures.query.js';

let ledger: TestLedger;

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-02-01T09:00:00Z');
  await ledger.createPortfolio();
});
afterEach(() => ledger.close());

/** A case that owes 10,000, due on 10 January. */
async function lateCase(ref: string): Promise<string> {
  const id = ledger.caseId(ref);
  await ledger.record(id, { type: 'OpenCase', portfolio: ledger.portfolio, ref, occurredAt: '2026-01-01' });
  const balances = { principal: 10_000 };
  await ledger.record(id, { type: 'RegisterDebt', balances, dueDate: '2026-01-10', occurredAt: '2026-01-01' });
  return id;
}

async function february(metric: string, knownAt?: string): Promise<Figures> {
  const ask = { portfolio: 'main', from: '2026-02-01', to: '2026-02-28', knownAt };
  return new FigureHandler(ledger.read).execute(new FigureQuery(ask, [metric], true));
}

const fraction = (line: FigureLine | undefined) => line && [line.numerator, line.denominator];

async function both(metric: string): Promise<unknown[]> {
  const [figure] = (await february(metric)).figures;
  return [fraction(figure?.asReported?.[0]), fraction(figure?.lines[0])];
}

it('restates what a returned payment and a late one change, and keeps what was reported', async () => {
  const [bounced, late] = [await lateCase('bounced'), await lateCase('late')];
  ledger.clock.set('2026-02-10T09:00:00Z');
  const { id } = await ledger.record(bounced, { type: 'RecordPayment', amount: 10_000 });
  ledger.clock.set('2026-03-05T09:00:00Z');
  await ledger.record(bounced, {
    type: 'ReversePayment',
    payment: id as string,
    reason: 'NSF',
    basis: 'ORIGINAL_DATE',
  });
  await ledger.record(late, { type: 'RecordPayment', amount: 4_000, effectiveDate: '2026-02-20' });
  await ledger.openRead();
  await ledger.projector.catchUp();
  // Then: one paid in full, the other nothing. Now: the first nothing, the second 4,000.
  expect(await both('collection-rate')).toEqual([[10_000, 20_000], [4_000, 20_000]]); // prettier-ignore
  expect(await both('success-rate-cohort')).toEqual([[1, 2], [0, 2]]); // prettier-ignore
  expect(await both('overdue-rate-amount')).toEqual([[10_000, 10_000], [16_000, 16_000]]); // prettier-ignore
});

it('gives the same figures for ever at the event that an answer names', async () => {
  const id = await lateCase('a');
  await ledger.record(id, { type: 'RecordPayment', amount: 1_000 });
  await ledger.openRead();
  await ledger.projector.catchUp();
  const before = await february('collection-rate');
  ledger.clock.set('2026-02-20T09:00:00Z');
  await ledger.record(id, { type: 'RecordPayment', amount: 2_000, effectiveDate: '2026-02-15' });
  await ledger.projector.catchUp();
  const again = await february('collection-rate', before.lastEvent as string);
  expect(again.figures[0]?.lines).toEqual(before.figures[0]?.lines);
  expect(fraction((await february('collection-rate')).figures[0]?.lines[0])).toEqual([3_000, 10_000]);
});

it('gives the same bytes when the read tables are built anew', async () => {
  const id = await lateCase('a');
  await ledger.record(id, {
    type: 'RecordContact',
    channel: 'phone',
    cause: 'busy',
    occurredAt: '2026-02-01T08:00:00Z',
  });
  await ledger.record(id, { type: 'ReportDelinquency', monthsPastDue: 1, occurredAt: '2026-01-31' });
  await ledger.openRead();
  await ledger.projector.catchUp();
  const ask = { portfolio: 'main', from: '2026-02-01', to: '2026-02-28' };
  const all = () => new FigureHandler(ledger.read).execute(new FigureQuery(ask));
  const before = await all();
  await ledger.closeRead();
  await ledger.openRead('anew.db');
  await ledger.projector.catchUp();
  expect(await all()).toEqual(before);
});

it('does not count a contact that an import took back', async () => {
  const id = await lateCase('a');
  const { id: contact } = await ledger.record(id, { type: 'RecordContact', channel: 'phone', cause: 'busy' });
  await ledger.record(id, { type: 'RecordContact', channel: 'phone', cause: 'busy' });
  await ledger.record(id, {
    type: 'CorrectContact', contact: contact as string, reason: 'row-gone', changes: { record: 'WITHDRAWN' },
  }); // prettier-ignore
  await ledger.openRead();
  await ledger.projector.catchUp();
  expect(fraction((await february('rpc-rate')).figures[0]?.lines[0])).toEqual([0, 1]);
});

it('leads from the amount kept to the promise and to the payments that count for it, as known at K', async () => {
  const id = await lateCase('a');
  await ledger.record(id, { type: 'RecordPayment', amount: 700 });
  const promise = await ledger.record(id, { type: 'MakePromise', amount: 5_000, dueDate: '2026-02-10' });
  ledger.clock.set('2026-02-04T09:00:00Z');
  const first = await ledger.record(id, { type: 'RecordPayment', amount: 2_000 });
  ledger.clock.set('2026-03-01T09:00:00Z');
  const then = (await ledger.store.readAll(0, 100)).at(-1)?.id;
  const late = await ledger.record(id, { type: 'RecordPayment', amount: 1_000, effectiveDate: '2026-02-09' });
  // After its window: it counts for nothing.
  await ledger.record(id, { type: 'RecordPayment', amount: 100, effectiveDate: '2026-02-25' });
  await ledger.openRead();
  await ledger.projector.catchUp();
  const behind = async (part: PartName, knownAt?: string): Promise<unknown> => {
    const ask = { portfolio: 'main', from: '2026-02-01', to: '2026-02-28', knownAt, limit: 10 };
    const answer = await new DrillDownHandler(ledger.read).execute(
      new DrillDownQuery({ ...ask, metric: 'kept-rate-amount', part }),
    );
    return answer.rows.map(({ amount, events }) => ({ amount, events }));
  };
  const [made, paid, paidLate] = [promise.events[0], first.events[0], late.events[0]];
  expect(await behind('denominator')).toEqual([{ amount: 5_000, events: [made] }]);
  expect(await behind('numerator')).toEqual([{ amount: 3_000, events: [made, paid, paidLate] }]);
  expect(await behind('numerator', then)).toEqual([{ amount: 2_000, events: [made, paid] }]);
});
