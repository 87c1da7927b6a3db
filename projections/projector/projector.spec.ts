import { join } from 'node:path';
import { TestLedger } from '../../test/support/test-ledger.js';
import { projections } from '../index.js';
import { dumpOf, meddle, someHistory, typesIn, typesProjection } from './projector.fixture.js';
import { statusOf } from './status.js';

let ledger: TestLedger;

beforeEach(async () => {
  ledger = new TestLedger();
  await ledger.createPortfolio();
});

afterEach(() => ledger.close());

const file = (name = 'read.db'): string => join(ledger.folder, name);
const dump = (name?: string): Promise<string> => dumpOf(file(name));
const typeRows = (version: number): Promise<string[]> => typesIn(file(), version);

describe('the projector', () => {
  it('gives byte-identical tables when the read database is deleted and built anew', async () => {
    await ledger.openRead('first.db');
    ledger.projector.start();
    await someHistory(ledger);
    expect(await ledger.projector.reached(await ledger.store.head(), 5_000)).toBe(true);
    await ledger.closeRead();
    await ledger.openRead('second.db');
    await ledger.projector.catchUp();
    expect(await dump('second.db')).toBe(await dump('first.db'));
  });

  it('goes on from its checkpoint after a restart, in the middle of a case, without a gap or a double row', async () => {
    const [id] = await someHistory(ledger);
    await ledger.openRead('whole.db');
    await ledger.projector.catchUp();
    await ledger.closeRead();
    await ledger.openRead('parts.db');
    await ledger.projector.catchUp();
    await ledger.closeRead();
    await ledger.record(id as string, { type: 'RecordPayment', amount: 700 });
    for (const file of ['whole.db', 'parts.db']) {
      await ledger.openRead(file);
      await ledger.projector.catchUp();
      await ledger.closeRead();
    }
    await ledger.openRead('fresh.db');
    await ledger.projector.catchUp();
    expect(await dump('parts.db')).toBe(await dump('whole.db'));
    expect(await dump('parts.db')).toBe(await dump('fresh.db'));
  });

  it('stops a projection at a fact it cannot fold, says which and why, and the others go on', async () => {
    await someHistory(ledger);
    await ledger.openRead('read.db', [...projections(), typesProjection(1, (type) => type === 'ComplaintReceived')]);
    await ledger.projector.catchUp();
    const head = await ledger.store.head();
    const status = statusOf(ledger.projector, head, ledger.clock.now());
    const failed = status.find(({ name }) => name === 'types');
    const events = await ledger.store.readAll(0, 1_000);
    const culprit = events.find(({ type }) => type === 'ComplaintReceived');
    expect(failed).toMatchObject({ state: 'failed', failure: { event: culprit?.id, position: culprit?.position } });
    expect(failed?.failure?.message).toContain('ComplaintReceived');
    expect(failed?.failure?.message).toContain('this one cannot be folded');
    expect(failed?.position).toBe((culprit?.position as number) - 1);
    expect(await typeRows(1)).toHaveLength(3);
    expect(status.filter(({ name }) => name !== 'types').every(({ position }) => position === head)).toBe(true);
  });

  it('goes on where it stopped once the fold is mended', async () => {
    await someHistory(ledger);
    await ledger.openRead('read.db', [typesProjection(1, (type) => type === 'ComplaintReceived')]);
    await ledger.projector.catchUp();
    await ledger.closeRead();
    await ledger.openRead('read.db', [typesProjection(1)]);
    await ledger.projector.catchUp();
    expect(await typeRows(1)).toHaveLength(12);
    expect(ledger.projector.trackOf('types').state).toBe('live');
  });

  it('builds a new version beside the old one, which is served until the new one has caught up, then dropped', async () => {
    await someHistory(ledger);
    await ledger.openRead('read.db', [typesProjection(1)]);
    await ledger.projector.catchUp();
    await ledger.closeRead();
    const stood = await ledger.store.head();
    await ledger.openCase('D');
    await ledger.openRead('read.db', [typesProjection(2)]);
    expect(ledger.projector.served('types')).toBe(1);
    expect(await typeRows(1)).toHaveLength(12);
    // What answers stands where it did, not where the new one has come to.
    expect(ledger.projector.position(['types'])).toBe(stood);
    expect(ledger.projector.unready('types')).toBeUndefined();
    await ledger.projector.catchUp();
    expect(ledger.projector.served('types')).toBe(2);
    expect((await typeRows(2))[0]).toBe('CaseOpened v2');
    // As text: an error of the driver is another realm's, where another spec has loaded it before.
    expect(await typeRows(1).catch(String)).toMatch(/no such table|does not exist/);
  });

  it('answers no further than the last of the lanes that folded the old version', async () => {
    await someHistory(ledger);
    await ledger.openRead('read.db', [typesProjection(1)]);
    await ledger.projector.catchUp();
    await ledger.closeRead();
    const [, second] = await ledger.store.readAll(0, 2);
    const rest = 'version, fingerprint, built, failure';
    await meddle(
      file(),
      "UPDATE checkpoints SET name = 'types 2/2'",
      `INSERT INTO checkpoints (name, position, event, ${rest})
       SELECT 'types 1/2', ${second?.position}, '${second?.id}', ${rest} FROM checkpoints`,
    );
    await ledger.openRead('read.db', [typesProjection(2)]);
    expect(ledger.projector.served('types')).toBe(1);
    expect(ledger.projector.position(['types'])).toBe(second?.position);
  });

  it('answers from neither while a new version with other tables is built: it says so', async () => {
    await someHistory(ledger);
    await ledger.openRead('read.db', [typesProjection(1)]);
    await ledger.projector.catchUp();
    await ledger.closeRead();
    const next = typesProjection(2);
    const tables = next.tables.map((table) => ({ ...table, columns: { ...table.columns, more: 'integer' as const } }));
    await ledger.openRead('read.db', [{ ...next, tables }]);
    expect(ledger.projector.served('types')).toBe(2);
    expect(ledger.projector.unready('types')).toBe(0);
  });

  it('rebuilds one key alone, up to where the projection stands', async () => {
    const [a, b] = await someHistory(ledger);
    await ledger.openRead();
    await ledger.projector.catchUp();
    const before = await dump();
    const [first] = await ledger.store.readStream(b as string, 0, 1);
    const key = first?.position;
    const version = ledger.projector.served('balances');
    await meddle(
      file(),
      `UPDATE journal_v${version} SET amount = amount + 1 WHERE case_key = ${key}`,
      `DELETE FROM balances_v${version} WHERE case_key = ${key}`,
    );
    expect(await dump()).not.toBe(before);
    await ledger.projector.rebuildKey('balances', b as string);
    expect(await dump()).toBe(before);
    await ledger.projector.rebuildKey('promises', a as string);
    expect(await dump()).toBe(before);
  });

  it('rebuilds a projection while it follows the ledger', async () => {
    await someHistory(ledger);
    await ledger.openRead();
    ledger.projector.start();
    await ledger.projector.reached(await ledger.store.head(), 5_000);
    const before = await dump();
    await ledger.projector.rebuild('balances');
    expect(await ledger.projector.reached(await ledger.store.head(), 5_000)).toBe(true);
    expect(await dump()).toBe(before);
    await ledger.openCase('D');
    expect(await ledger.projector.reached(await ledger.store.head(), 5_000)).toBe(true);
  });

  it('loses no row where a rebuild is asked for while others catch up and facts arrive', async () => {
    const [id] = await someHistory(ledger);
    await ledger.openRead();
    await ledger.projector.catchUp();
    await ledger.record(id as string, { type: 'RecordPayment', amount: 700 });
    await ledger.projector.rebuild('promises');
    const { store, projector } = ledger;
    const readAll = store.readAll.bind(store);
    let asked: Promise<void> | undefined;
    store.readAll = (...question) => {
      asked ??= projector.rebuild('balances');
      return readAll(...question);
    };
    await projector.catchUp();
    store.readAll = readAll;
    await asked;
    await projector.catchUp();
    await ledger.closeRead();
    await ledger.openRead('fresh.db');
    await ledger.projector.catchUp();
    expect(await dump()).toBe(await dump('fresh.db'));
  });

  it('calls it stalled when it is behind and has not moved for a minute, and not when it is slow but moving', async () => {
    await ledger.openRead();
    await someHistory(ledger);
    await ledger.projector.catchUp();
    await ledger.openCase('late');
    const head = await ledger.store.head();
    const states = (): string[] => [
      ...new Set(statusOf(ledger.projector, head, ledger.clock.now()).map(({ state }) => state)),
    ];
    expect(states()).toEqual(['live']);
    ledger.clock.pass(61_000);
    expect(states()).toEqual(['stalled']);
  });

  it('waits for a position, bounded, and gives up at once when a projection stands still', async () => {
    await someHistory(ledger);
    await ledger.openRead('read.db', [typesProjection(1, (type) => type === 'ComplaintReceived')]);
    ledger.projector.start();
    expect(await ledger.projector.reached(await ledger.store.head(), 5_000)).toBe(false);
    expect(ledger.projector.trackOf('types').state).toBe('failed');
  });
});
