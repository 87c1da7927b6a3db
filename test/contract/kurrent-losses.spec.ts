/**
 * What a server does to streams of ours, or says of them, beside writing and reading: settings that hide facts, deletions,
 * limits, a clock of its own, a log so long that a search of it takes longer than any deadline.
 */
import { openKurrent } from '../../src/store/kurrent/open.js';
import { StoreRefused, StoreUnavailable } from '../../src/store/port.js';
import type { RemoteStore } from '../../src/store/remote/remote.store.js';
import { StandIn } from '../support/kurrent/stand-in.js';
import { draw, newStream, write } from './store/kit.js';

let server: StandIn;
let store: RemoteStore;
const alarms: string[] = [];

beforeEach(async () => {
  alarms.length = 0;
  server = await StandIn.start();
  store = await opened();
});
afterEach(async () => {
  server.faults.reset();
  await store.close();
  await server.stop();
});

function opened(deadlineMs?: number): Promise<RemoteStore> {
  const alarm = (message: string): void => void alarms.push(message);
  return openKurrent({ url: server.url, categories: ['case'], alarm, deadlineMs });
}

async function streamOf(count: number): Promise<string> {
  const stream = newStream();
  await write(store, stream, draw(count), 'no-stream');
  return stream;
}

function set(stream: string, metadata: object): void {
  const data = Buffer.from(JSON.stringify(metadata));
  const id = draw()[0]?.id ?? '';
  server.log.append(`$$${stream}`, [{ id, type: '$metadata', isJson: true, data, meta: Buffer.alloc(0) }], 'any');
}

describe('a stream whose beginning is hidden', () => {
  it.each([{ $maxCount: 1 }, { $tb: 2 }])('by %j is not read: no answer rests on the rest', async (metadata) => {
    const stream = await streamOf(3);
    set(stream, metadata);
    await expect(store.readStream(stream, 0, 10)).rejects.toThrow(StoreRefused);
    await expect(store.readStream(stream, 0, 10)).rejects.toThrow(`${stream} has no revision 0`);
    expect(await store.readStream(stream, 2, 10)).toHaveLength(1);
    set(stream, {});
    expect(await store.readStream(stream, 0, 10)).toHaveLength(3);
  });

  it('by a deletion is missing, is told of, and an alarm sounds where it begins again', async () => {
    const stream = await streamOf(3);
    server.log.delete(stream, 'soft');
    expect(await store.readStream(stream, 0, 10)).toEqual([]);
    expect(await store.losses()).toEqual([expect.stringContaining(`${stream} in the event store set $tb`)]);
    expect(await store.append(stream, draw(2), 'no-stream')).toMatchObject({ kind: 'appended', revision: 4 });
    expect(alarms).toEqual([expect.stringContaining(`${stream} was deleted in the event store, and has begun again`)]);
    await expect(store.readStream(stream, 0, 10)).rejects.toThrow(`${stream} has no revision 0`);
  });
});

describe('a stream that was deleted for ever', () => {
  it('is neither read nor written, and says so at once', async () => {
    const stream = await streamOf(2);
    server.log.delete(stream, 'tombstone');
    await expect(store.readStream(stream, 0, 10)).rejects.toThrow(StoreRefused);
    await expect(store.readStream(stream, 0, 10)).rejects.toThrow(`${stream} was deleted in the event store for ever`);
    await expect(store.append(stream, draw(1), 1)).rejects.toThrow(`${stream} was deleted in the event store for ever`);
  });

  it('and an error that lacks what the client looks for in it harms nobody', async () => {
    const stream = await streamOf(2);
    server.log.delete(stream, 'tombstone');
    server.faults.bareErrors = true;
    await expect(store.readStream(stream, 0, 10)).rejects.toThrow(`${stream} was deleted in the event store for ever`);
    expect(await streamOf(1)).toMatch(/^case-/);
  });

  it('is found by a look at all streams, and another program’s is none of ours', async () => {
    const stream = await streamOf(2);
    server.log.delete(stream, 'tombstone');
    server.log.delete('invoice-1', 'tombstone');
    expect(await store.losses()).toEqual([expect.stringContaining(`${stream} was deleted`)]);
  });
});

describe('a look at all streams', () => {
  /** Less than the search of all takes, more than there is between two words of how far it is. */
  const DEADLINE_MS = 3_000;
  const manyRecords = async (): Promise<string> => {
    const stream = await streamOf(2);
    set(stream, { $maxCount: 1 });
    for (let n = 0; n < 5; n++) await streamOf(450);
    server.faults.searchMs = 100;
    return stream;
  };

  it.each([false, true])('ends, however long it takes (server before 23.10: %s)', async (isOld) => {
    const stream = await manyRecords();
    server.faults.withoutCaughtUp = isOld;
    const patient = await opened(DEADLINE_MS);
    const losses = await patient.losses();
    await patient.close();
    expect(losses).toEqual([expect.stringContaining(stream)]);
  });

  it('of a server that says nothing ends too', async () => {
    const impatient = await opened(300);
    server.faults.silentReads = true;
    await expect(impatient.losses()).rejects.toThrow(StoreUnavailable);
    server.faults.reset();
    await impatient.close();
  });
});

describe('what the server does not take', () => {
  it('a smaller MaxAppendEventSize refuses, and the cure is named', async () => {
    server.faults.maxEventSize = 1_000;
    const result = await store.append(newStream(), draw(1, { data: JSON.stringify('x'.repeat(2_000)) }), 'no-stream');
    expect(result).toMatchObject({ kind: 'not-written', reason: 'too-large' });
    expect(JSON.stringify(result)).toContain('MaxAppendEventSize');
  });

  it('a clock far behind the server’s makes every append late, and is named', async () => {
    server.faults.clockAheadMs = 60_000;
    const result = await store.append(newStream(), draw(1), 'no-stream');
    expect(result).toMatchObject({ kind: 'unknown', detail: expect.stringContaining('Set the clock right') });
  });
});
