/** The worklist: what is there to do, for whom and why, as of any (V, K). */
import { join } from 'node:path';
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { plansOf } from '../../test/support/plans.js';
import { READ_IN_POSTGRES } from '../../test/support/read-place.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { WorklistHandler, WorklistQuery, type WorklistFilter } from './worklist.query.js';

let ledger: TestLedger;
const V = '2026-03-31';

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-03-31T12:00:00Z');
  await ledger.createPortfolio();
  await ledger.openRead();
  ledger.projector.start();
});

afterEach(() => ledger.close());

async function work(filter: WorklistFilter = {}, when: object = {}, page: object = {}) {
  await ledger.projector.reached(await ledger.store.head(), 5_000);
  const scope = { limit: 100, when, ...page };
  return new WorklistHandler(ledger.read, ledger.rules).execute(new WorklistQuery(scope, filter));
}

async function whys(filter: WorklistFilter = {}, when: object = {}): Promise<string[]> {
  return (await work(filter, when)).rows.map(({ why, due }) => `${why} ${due}`);
}

const task = (due: string, occurredAt = '2026-03-01'): CaseCommand => {
  return { type: 'RequestTask', department: 'legal', subject: 'limitation', due, occurredAt };
};

describe('the worklist', () => {
  it('has what comes near and what was missed lately, each with its reason, the earliest first', async () => {
    const id = await ledger.openCase('A', 10_000, '2026-01-01');
    await ledger.record(id, task('2026-04-02'));
    await ledger.record(id, task('2026-03-20'));
    await ledger.record(id, task('2026-06-01'));
    await ledger.record(id, { type: 'ScheduleCallback', due: '2026-04-01', occurredAt: '2026-03-30' });
    await ledger.record(id, { type: 'MakePromise', amount: 500, dueDate: '2026-04-03', occurredAt: '2026-03-30' });
    await ledger.record(id, { type: 'MakePromise', amount: 500, dueDate: '2026-03-10', occurredAt: '2026-03-05' });
    await ledger.record(id, { type: 'LogComplaint', dueDate: '2026-04-04', occurredAt: '2026-03-30' });
    expect(await whys()).toEqual([
      'PROMISE_BROKEN 2026-03-10',
      'TASK_OVERDUE 2026-03-20',
      'CALLBACK_DUE 2026-04-01',
      'TASK_DUE 2026-04-02',
      'PROMISE_DUE 2026-04-03',
      'COMPLAINT_DUE 2026-04-04',
    ]);
    expect(await whys({ until: '2026-06-30', source: 'register', what: 'task', status: 'OPEN' })).toEqual([
      'TASK_DUE 2026-04-02',
      'TASK_DUE 2026-06-01',
    ]);
    expect(await whys({ missedSince: '2026-03-15', status: 'MISSED' })).toEqual(['TASK_OVERDUE 2026-03-20']);
  });

  it('has the instalments of a plan in force: due, then missed', async () => {
    const id = await ledger.openCase('A', 10_000, '2026-01-01');
    const instalments = ['2026-03-10', '2026-04-05'].map((dueDate) => ({ dueDate, amount: 5_000 }));
    const told = { occurredAt: '2026-03-01' };
    const { id: plan = '' } = await ledger.record(id, {
      type: 'ProposePlan',
      total: 10_000,
      instalments,
      proposer: 'DEBTOR',
      ...told,
    });
    await ledger.record(id, { type: 'AgreePlan', plan, form: 'WRITTEN', ...told });
    await ledger.record(id, { type: 'ActivatePlan', plan, ...told });
    expect(await whys()).toEqual(['INSTALMENT_MISSED 2026-03-10', 'INSTALMENT_DUE 2026-04-05']);
    expect(await whys({}, { asOf: '2026-03-08' })).toEqual(['INSTALMENT_DUE 2026-03-10']);
  });

  it('loses what is done, and what is on a closed case', async () => {
    const id = await ledger.openCase('A', 10_000, '2026-01-01');
    const { id: entry = '' } = await ledger.record(id, task('2026-04-02'));
    await ledger.record(id, task('2026-04-03'));
    await ledger.record(id, { type: 'CompleteTask', task: entry, result: 'none' });
    expect(await whys()).toEqual(['TASK_DUE 2026-04-03']);
    await ledger.record(id, { type: 'CloseCase', reason: 'WITHDRAWN' });
    expect(await whys()).toEqual([]);
    expect(await whys({}, { asOf: '2026-03-30' })).toEqual(['TASK_DUE 2026-04-02', 'TASK_DUE 2026-04-03']);
  });

  it('keeps a complaint that was not answered until it is, however long ago it was due', async () => {
    const id = await ledger.openCase('A', 10_000, '2025-01-01');
    const { id: complaint = '' } = await ledger.record(id, {
      ...{ type: 'LogComplaint', dueDate: '2025-02-01', occurredAt: '2025-01-10' },
    });
    await ledger.record(id, { type: 'MakePromise', amount: 500, dueDate: '2025-02-01', occurredAt: '2025-01-10' });
    const line = 'COMPLAINT_OVERDUE 2025-02-01';
    expect(await whys({}, { asOf: '2025-03-03' })).toEqual([line, 'PROMISE_BROKEN 2025-02-01']);
    expect(await whys({}, { asOf: '2025-03-15' })).toEqual([line]);
    expect(await whys({ until: '2025-01-31' })).toEqual([]);
    expect(await whys({ source: 'complaint', status: 'MISSED' })).toEqual([line]);
    expect(await whys({ status: 'OPEN' })).toEqual([]);
    expect(await whys({ source: 'promise' })).toEqual([]);
    expect(await whys({ missedSince: '2025-02-02' })).toEqual([]);
    expect(await whys({ missedSince: '2025-02-01' })).toContain(line);
    const late = { outcome: 'UPHELD', occurredAt: '2026-03-01' } as const;
    const { events } = await ledger.record(id, { type: 'DecideComplaint', complaint, ...late });
    expect(await whys()).toEqual([]);
    expect(await whys({}, { asOf: '2026-02-28' })).toEqual([line]);
    expect(await whys({}, { asOf: '2026-02-28', knownAt: events.at(-1) })).toEqual([line]);
  });

  it('keeps what a rule asks for until it is done, or the case is closed', async () => {
    const id = await ledger.openCase('A', 10_000, '2025-01-01');
    const told = { source: 'STATED', occurredAt: '2025-01-01' } as const;
    await ledger.record(id, { type: 'RecordCaseJurisdiction', jurisdiction: 'UK', ...told });
    const { id: complaint = '' } = await ledger.record(id, { type: 'LogComplaint', occurredAt: '2025-06-02' });
    const line = 'RULE_DEADLINE_MISSED 2025-07-28';
    expect(await whys({ source: 'rule' })).toEqual([line]);
    expect(await whys({ source: 'rule', what: 'enquiry' })).toEqual([]);
    const late = { outcome: 'UPHELD', occurredAt: '2026-03-20' } as const;
    await ledger.record(id, { type: 'DecideComplaint', complaint, ...late });
    expect(await whys({ source: 'rule' })).toEqual([]);
    expect(await whys({ source: 'rule' }, { asOf: '2026-03-19' })).toEqual([line]);
    await ledger.record(id, { type: 'CloseCase', reason: 'WITHDRAWN', occurredAt: '2026-03-10' });
    expect(await whys({ source: 'rule' }, { asOf: '2026-03-19' })).toEqual([]);
  });

  it('is of a collector and of a team, as they were then', async () => {
    const id = await ledger.openCase('A', 10_000, '2026-01-01');
    await ledger.record(id, { type: 'AssignCase', assignee: 'anna', team: 'early', occurredAt: '2026-02-01' });
    await ledger.record(id, { type: 'HandOverCase', to: 'bela', team: 'late', occurredAt: '2026-03-15' });
    await ledger.record(id, task('2026-04-02'));
    expect((await work({ assignee: 'bela' })).rows).toMatchObject([{ assignee: 'bela', team: 'late', ref: 'A' }]);
    expect(await whys({ assignee: 'anna' })).toEqual([]);
    expect(await whys({ team: 'early', until: V }, { asOf: '2026-03-14' })).toEqual([]);
    expect(await whys({ team: 'early', until: '2026-04-30' }, { asOf: '2026-03-14' })).toEqual(['TASK_DUE 2026-04-02']);
  });

  it('is the same list on all its pages while facts arrive', async () => {
    const id = await ledger.openCase('A', 10_000, '2026-01-01');
    for (const day of ['01', '02', '03', '04']) await ledger.record(id, task(`2026-04-${day}`));
    const first = await work({}, {}, { limit: 2 });
    await ledger.record(id, task('2026-04-01'));
    await ledger.record(id, task('2026-04-03'));
    const second = await work({}, {}, { limit: 100, after: first.next });
    expect([...first.rows, ...second.rows].map(({ due }) => due)).toEqual([
      '2026-04-01',
      '2026-04-02',
      '2026-04-03',
      '2026-04-04',
    ]);
    expect(second.next).toBeNull();
  });

  it('has what was due long ago, as long as it stands open', async () => {
    const id = await ledger.openCase('A', 10_000, '2024-01-01');
    const promise = { type: 'MakePromise', amount: 500, dueDate: '2024-05-01', graceDays: 365 } as const;
    await ledger.record(id, { ...promise, occurredAt: '2024-04-01' });
    await ledger.record(id, task('2024-05-02', '2024-04-01'));
    expect(await whys({}, { asOf: '2025-04-30' })).toEqual(['PROMISE_DUE 2024-05-01']);
    expect(await whys({}, { asOf: '2025-06-03' })).toEqual([]);
  });

  const embedded = READ_IN_POSTGRES ? it.skip : it;
  embedded('reads no further back than what stands open and what was missed lately', async () => {
    const id = await ledger.openCase('A', 10_000, '2026-01-01');
    await ledger.record(id, task('2026-04-02'));
    await ledger.projector.reached(await ledger.store.head(), 5_000);
    const plans = await plansOf(join(ledger.folder, 'read.db'), () => work({}, {}, { portfolio: ledger.portfolio }));
    const lists = plans.filter(({ sql }) => sql.includes('done_on IS NULL')).map(({ steps }) => steps.join('; '));
    // Of each of the two tables: what was missed lately, what was missed longer ago and stands, what is open.
    expect(lists).toHaveLength(10);
    const [lately, open] = ['due>\\? AND due<\\?', 'status=\\? AND v_to(=\\? AND due<|>)\\?'];
    const lasting = 'status=\\? AND source=\\? AND done_on=\\? AND v_to(=\\? AND due<|>)\\?';
    for (const steps of lists) {
      expect(steps).toMatch(new RegExp(`SEARCH r USING .*INDEX \\w+ \\((${lately}|${open}|${lasting})\\)`));
      expect(steps).toMatch(/SEARCH c USING .*\(case_key=\?\)/);
    }
  });
});
