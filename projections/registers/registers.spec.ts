/** Registers across cases and parties, as of any (V, K). */
import type { CaseCommand } from '../../src/ledger/ledger.js';
import { REGISTERS } from '../../src/ledger/registers.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { EntriesOfHandler, EntriesOfQuery } from './entries-of.query.js';
import { RegisterListHandler, RegisterListQuery, type RegisterFilter } from './register-list.query.js';

let ledger: TestLedger;
let id: string;
const task: CaseCommand = { type: 'RequestTask', department: 'legal', subject: 'limitation', due: '2026-04-15' };

beforeEach(async () => {
  ledger = new TestLedger();
  ledger.clock.set('2026-03-01T12:00:00Z');
  await ledger.createPortfolio();
  id = await ledger.openCase('A');
  await ledger.openRead();
  ledger.projector.start();
});

afterEach(() => ledger.close());

async function list(filter: RegisterFilter = {}, when: { asOf?: string; knownAt?: string } = {}, limit = 10) {
  await ledger.projector.reached(await ledger.store.head(), 5_000);
  const register = REGISTERS.find(({ entry }) => entry === 'task');
  if (!register) throw new Error('no register of tasks');
  return new RegisterListHandler(ledger.read).execute(new RegisterListQuery(register, { limit }, filter, when));
}

describe('a register', () => {
  it('shows each entry as it is: what was said last, how far it is, until when', async () => {
    const { id: entry = '' } = await ledger.record(id, task);
    ledger.clock.set('2026-03-05T12:00:00Z');
    await ledger.record(id, { type: 'RescheduleTask', task: entry, due: '2026-04-30', reason: 'archive' });
    expect((await list()).rows).toMatchObject([
      {
        stream: id,
        ref: 'A',
        entry,
        since: '2026-03-01',
        stage: 'OPEN',
        due: '2026-04-30',
        last: 'TaskRescheduled',
        fields: { department: 'legal', due: '2026-04-30' },
        firstSaid: { due: '2026-04-15' },
      },
    ]);
    // Before it was put off, nothing had been said anew.
    expect((await list({}, { asOf: '2026-03-04' })).rows[0]).not.toHaveProperty('firstSaid');
    const entries = await new EntriesOfHandler(ledger.read, ledger.vault).execute(new EntriesOfQuery(id, {}, true));
    expect(entries.entries).toMatchObject([{ fields: { due: '2026-04-30' }, firstSaid: { due: '2026-04-15' } }]);
  });

  it('shows it as it was: at V, and as known at K', async () => {
    const { id: entry = '' } = await ledger.record(id, task);
    ledger.clock.set('2026-03-10T12:00:00Z');
    // Done on the 4th, told on the 10th.
    const done: CaseCommand = { type: 'CompleteTask', task: entry, result: 'none', occurredAt: '2026-03-04' };
    await ledger.record(id, done);
    const stage = async (when: object) => (await list({}, when)).rows.map((row) => row.stage);
    expect(await stage({})).toEqual(['ENDED']);
    expect(await stage({ asOf: '2026-03-03' })).toEqual(['OPEN']);
    expect(await stage({ asOf: '2026-03-04' })).toEqual(['ENDED']);
    expect(await stage({ asOf: '2026-03-04', knownAt: '2026-03-09T00:00:00Z' })).toEqual(['OPEN']);
    expect(await stage({ asOf: '2026-02-28' })).toEqual([]);
    expect((await list({ stage: 'OPEN' }, { asOf: '2026-03-04' })).rows).toEqual([]);
    const { rows } = await list({ stage: 'OPEN' }, { asOf: '2026-03-04', knownAt: '2026-03-09T00:00:00Z' });
    expect(rows).toHaveLength(1);
  });

  it('is narrowed by what is due, and comes in pages that do not shift', async () => {
    for (const day of ['10', '11', '12', '13']) await ledger.record(id, { ...task, due: `2026-04-${day}` });
    expect((await list({ dueTo: '2026-04-11' })).rows.map(({ due }) => due)).toEqual(['2026-04-10', '2026-04-11']);
    const first = await list({}, {}, 3);
    expect(first.rows).toHaveLength(3);
    await ledger.record(id, task);
    const register = REGISTERS.find(({ entry }) => entry === 'task');
    const scope = { limit: 3, after: first.next ?? '' };
    const second = await new RegisterListHandler(ledger.read).execute(
      new RegisterListQuery(register as never, scope, {}, {}),
    );
    expect(second.rows[0]).toMatchObject({ due: '2026-04-13' });
  });

  it('leaves out what its source has withdrawn, from when that was known', async () => {
    const { events } = await ledger.record(id, task);
    const before = '2026-03-01T13:00:00Z';
    ledger.clock.set('2026-03-02T12:00:00Z');
    const withdrawal: CaseCommand = {
      type: 'CorrectRecord',
      event: events[0] ?? '',
      of: 'TaskRequested',
      action: 'WITHDRAWN',
      reason: 'row is gone',
    };
    await ledger.record(id, withdrawal);
    expect((await list()).rows).toEqual([]);
    expect((await list({}, { knownAt: before })).rows).toHaveLength(1);
    const own = await new EntriesOfHandler(ledger.read, ledger.vault).execute(new EntriesOfQuery(id, {}, true));
    expect(own.entries).toEqual([]);
  });

  it('of one case opens the words, for whoever may read them', async () => {
    await ledger.record(id, { ...task, text: 'by telephone' });
    const answer = await new EntriesOfHandler(ledger.read, ledger.vault).execute(new EntriesOfQuery(id, {}, true));
    expect(answer.entries).toMatchObject([{ register: 'task', stage: 'OPEN', words: { text: 'by telephone' } }]);
    const sealed = await new EntriesOfHandler(ledger.read, ledger.vault).execute(new EntriesOfQuery(id, {}, false));
    expect(sealed.entries).toMatchObject([{ register: 'task', stage: 'OPEN' }]);
    expect(JSON.stringify(sealed)).not.toContain('telephone');
  });
});
