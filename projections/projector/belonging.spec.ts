/** Read tables of another ledger, or of one that has since been restored, are never served. */
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.js';
import { CASE, PORTFOLIO, type CaseCommand } from '../../src/ledger/ledger.js';
import { openRuntime, type Runtime } from '../../src/runtime.js';
import { databaseFor, READ_IN_POSTGRES } from '../../test/support/read-place.js';
import { TestLedger } from '../../test/support/test-ledger.js';
import { projections } from '../index.js';
import { openReadSide, type OpenReadSide } from './open-read-side.js';
import type { Projection } from './projection.js';
import { dumpOf, meddle, someHistory, typesIn, typesProjection } from './projector.fixture.js';
import { statusOf } from './status.js';

describe('read tables beside the ledger of another', () => {
  let theirs: TestLedger;
  let ours: TestLedger;
  let file: string;
  let lines: string[];
  let open: OpenReadSide | undefined;

  beforeEach(async () => {
    [theirs, ours] = [new TestLedger(), new TestLedger()];
    for (const ledger of [theirs, ours]) await ledger.createPortfolio();
    await someHistory(theirs);
    file = join(theirs.folder, 'read.db');
    lines = [];
  });

  afterEach(async () => {
    await open?.projector.close();
    await open?.readDb.close();
    open = undefined;
    await Promise.all([theirs.close(), ours.close()]);
  });

  async function leaveTables(list: readonly Projection[] = projections()): Promise<void> {
    await theirs.openRead('read.db', list);
    await theirs.projector.catchUp();
    await theirs.closeRead();
  }

  async function openOver(ledger: TestLedger, list = projections): Promise<OpenReadSide> {
    const parts = {
      store: ledger.store,
      projections: list,
      clock: ledger.clock,
      warn: (line: string) => lines.push(line),
    };
    open = await openReadSide(READ_IN_POSTGRES ? { url: await databaseFor(file) } : { file, disposable: true }, parts);
    return open;
  }

  async function builtAnew(ledger: TestLedger): Promise<string> {
    await ledger.openRead('fresh.db');
    await ledger.projector.catchUp();
    return dumpOf(join(ledger.folder, 'fresh.db'));
  }

  it('are dropped where the ledger ends before them, and folded again, with one line that says why', async () => {
    await leaveTables();
    await ours.openCase('mine');
    const { projector } = await openOver(ours);
    expect(lines).toHaveLength(1);
    for (const { name } of projections()) expect(lines[0]).toMatch(new RegExp(`\\b${name} v\\d+: .* ledger ends at 3`));
    expect(new Set(projector.tracks.map(({ state }) => state))).toEqual(new Set(['building']));
    expect(projector.position()).toBe(0);
    await projector.catchUp();
    expect(await dumpOf(file)).toBe(await builtAnew(ours));
  });

  it('are dropped where the ledger has another fact at that position', async () => {
    await leaveTables();
    await someHistory(ours);
    await ours.openCase('one more');
    const { projector } = await openOver(ours);
    expect(lines).toEqual([expect.stringContaining('where the ledger has another fact')]);
    await projector.catchUp();
    expect(await dumpOf(file)).toBe(await builtAnew(ours));
    const head = await ours.store.head();
    expect(statusOf(projector, head, ours.clock.now())).toEqual(
      projections().map(({ name }) => expect.objectContaining({ name, state: 'live', position: head, lagEvents: 0 })),
    );
  });

  it('are kept, without a word, where they are of this ledger', async () => {
    await leaveTables();
    await theirs.openCase('later');
    const before = await dumpOf(file);
    const { projector } = await openOver(theirs);
    expect(lines).toEqual([]);
    expect(await dumpOf(file)).toBe(before);
    expect(projector.position()).toBe((await theirs.store.head()) - 2);
  });

  it('are dropped where an older version wrote them, whose checkpoints name no fact', async () => {
    await leaveTables();
    const before = await dumpOf(file);
    const older = READ_IN_POSTGRES ? "UPDATE checkpoints SET event = ''" : 'ALTER TABLE checkpoints DROP COLUMN event';
    await meddle(file, older);
    const { projector } = await openOver(theirs);
    expect(lines).toEqual([expect.stringContaining('before checkpoints named their fact')]);
    expect(projector.position()).toBe(0);
    await projector.catchUp();
    expect(await dumpOf(file)).toBe(before);
  });

  it('do not answer as the version before either', async () => {
    await leaveTables([typesProjection(1)]);
    await someHistory(ours);
    const { projector } = await openOver(ours, () => [typesProjection(2)]);
    expect(lines).toEqual([expect.stringContaining('types v1: ')]);
    expect(projector.served('types')).toBe(2);
    expect(projector.retiring.size).toBe(0);
    expect(await typesIn(file, 1).catch(String)).toMatch(/no such table|does not exist/);
    await projector.catchUp();
    expect(await typesIn(file, 2)).toHaveLength(12);
  });

  it('do not mix with what a rebuild that was killed left without a checkpoint', async () => {
    await leaveTables();
    const before = await dumpOf(file);
    await meddle(file, "DELETE FROM checkpoints WHERE name IN ('balances', 'clock')");
    const { projector } = await openOver(theirs);
    await projector.catchUp();
    expect(projector.tracks.filter(({ state }) => state !== 'live')).toEqual([]);
    expect(await dumpOf(file)).toBe(before);
  });
});

describe('a ledger that was restored from a backup', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-restored-'));
  const data = join(folder, 'data');
  const ledgerFile = join(data, 'ledger.db');
  let runtime: Runtime;

  const start = async (): Promise<void> => {
    runtime = await openRuntime(readConfig({ QUITTANCE_DATA: data, QUITTANCE_LOG: 'silent' }));
  };
  const stop = async (): Promise<void> => {
    await runtime.projector.catchUp();
    await runtime.close();
  };
  const portfolio = (): string => runtime.ids.stream('portfolio', ['p']);

  async function openCase(ref: string): Promise<void> {
    const { ids, transactor } = runtime;
    const command: CaseCommand = { type: 'OpenCase', portfolio: portfolio(), ref, currency: 'EUR' };
    const stream = ids.stream('case', [portfolio(), ref]);
    await transactor.run(CASE, stream, { command, cmd: randomUUID(), by: 'test' });
  }

  const refs = (): Promise<unknown[]> =>
    runtime.readDb.snapshot(async (queries) => {
      const table = `cases_v${runtime.projector.served('cases')}`;
      return (await queries.selectFrom(table).select('id').execute()).map(({ id }) => id);
    });

  afterAll(() => rmSync(folder, { recursive: true }));

  it('shows neither the facts that are gone nor misses those recorded at their positions', async () => {
    await start();
    const command = { type: 'CreatePortfolio' as const, name: 'p', zone: 'UTC' };
    await runtime.transactor.run(PORTFOLIO, portfolio(), { command, cmd: 'p', by: 'test' });
    await openCase('kept');
    await stop();
    cpSync(ledgerFile, join(folder, 'backup.db'));
    await start();
    for (const ref of ['lost-1', 'lost-2', 'lost-3']) await openCase(ref);
    await stop();
    for (const end of ['-wal', '-shm']) rmSync(ledgerFile + end, { force: true });
    cpSync(join(folder, 'backup.db'), ledgerFile);

    await start();
    expect(runtime.projector.dropped).toHaveLength(projections().length);
    await openCase('new');
    await runtime.projector.catchUp();
    const { ids } = runtime;
    const cases = ['kept', 'new'].map((ref) => ids.stream('case', [portfolio(), ref]));
    expect((await refs()).sort()).toEqual(cases.sort());
    await stop();
    await start();
    expect(runtime.projector.dropped).toEqual([]);
    await stop();
  });
});
