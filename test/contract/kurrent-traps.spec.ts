/** What goes wrong between us and a server, one knob of the stand-in after the other (docs/kurrentdb.md lists them). */
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import { openKurrent } from '../../src/store/kurrent/open.js';
import { StoreUnavailable, UnknownPosition, type AppendResult, type StoredEvent } from '../../src/store/port.js';
import type { RemoteStore } from '../../src/store/remote/remote.store.js';
import { StandIn } from '../support/kurrent/stand-in.js';
import { draw, idsOf, newStream, readOn, take, write } from './store/kit.js';

/** Long enough for a loaded machine, short enough to wait for where an answer never comes. */
const DEADLINE_MS = 600;

let server: StandIn;
let store: RemoteStore;
const alarms: string[] = [];

beforeAll(async () => {
  server = await StandIn.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  alarms.length = 0;
  store = await opened();
});
afterEach(async () => {
  server.faults.reset();
  await store.close();
});

function opened(more: { url?: string; deadlineMs?: number } = {}): Promise<RemoteStore> {
  const alarm = (message: string): void => void alarms.push(message);
  return openKurrent({ url: server.url, categories: ['case'], alarm, silenceMs: 150, ...more });
}

/** Another store on the same server, which gives up soon. */
async function impatient(work: (store: RemoteStore) => Promise<void>): Promise<void> {
  const other = await opened({ deadlineMs: DEADLINE_MS });
  try {
    await work(other);
  } finally {
    server.faults.reset();
    await other.close();
  }
}

/** As `transact` does: the same ids at the same revision, until the store says. */
async function settle(stream: string, events: ReturnType<typeof draw>): Promise<AppendResult> {
  for (let round = 0; round < 500; round++) {
    const result = await store.append(stream, events, 'no-stream');
    if (result.kind !== 'unknown') return result;
    await sleep(20);
  }
  throw new Error('the store never said');
}

async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 1_000 && !holds(); i++) await sleep(20);
  expect(holds()).toBe(true);
}

describe('an append that the server does not answer', () => {
  it.each(['dropped', 'written'] as const)('is unknown, and settled by resending: %s', async (silent) => {
    const [stream, events] = [newStream(), draw(2)];
    await impatient(async (other) => {
      server.faults.silent = silent;
      expect(await other.append(stream, events, 'no-stream')).toMatchObject({ kind: 'unknown' });
      server.faults.reset();
      expect(await settle(stream, events)).toMatchObject({ kind: 'appended', revision: 1 });
    });
    expect(idsOf(await store.readStream(stream, 0, 10))).toEqual(idsOf(events));
  });

  it('in time is not written twice when it is answered late', async () => {
    const [stream, events] = [newStream(), draw(1)];
    await impatient(async (other) => {
      server.faults.lateMs = 2 * DEADLINE_MS;
      expect(await other.append(stream, events, 'no-stream')).toMatchObject({ kind: 'unknown' });
      server.faults.lateMs = 0;
      expect(await settle(stream, events)).toMatchObject({ kind: 'appended', revision: 0 });
      await sleep(2 * DEADLINE_MS);
    });
    expect(await store.readStream(stream, 0, 10)).toHaveLength(1);
  });

  it('before its deadline is not written after it', async () => {
    const stream = newStream();
    await impatient(async (other) => {
      server.faults.slowMs = 2 * DEADLINE_MS;
      expect(await other.append(stream, draw(1), 'no-stream')).toMatchObject({ kind: 'unknown' });
      await sleep(2 * DEADLINE_MS);
    });
    expect(await store.readStream(stream, 0, 10)).toEqual([]);
  });

  it('because it is away is unknown, and settled when it is back', async () => {
    await write(store, newStream(), draw(1), 'no-stream');
    const [stream, events] = [newStream(), draw(1)];
    server.faults.unavailable = true;
    server.endQuietly('batches');
    await until(() => server.batches === 0);
    const settled = settle(stream, events);
    await sleep(200);
    server.faults.reset();
    expect(await settled).toMatchObject({ kind: 'appended', revision: 0 });
  });
});

describe('one call carries all appends', () => {
  it('and when it breaks, each of those under way is settled by resending', async () => {
    const attempts = Array.from({ length: 5 }, () => ({ stream: newStream(), events: draw(2) }));
    Object.assign(server.faults, { slowMs: 50, poison: true });
    const results = await Promise.all(attempts.map(({ stream, events }) => store.append(stream, events, 'no-stream')));
    expect(results.map(({ kind }) => kind)).toContain('unknown');
    server.faults.reset();
    for (const { stream, events } of attempts) {
      expect(await settle(stream, events)).toMatchObject({ kind: 'appended', revision: 1 });
      expect(idsOf(await store.readStream(stream, 0, 10))).toEqual(idsOf(events));
    }
  });

  it('and when the server ends it in peace, a new one is begun', async () => {
    await write(store, newStream(), draw(1), 'no-stream');
    server.endQuietly('batches');
    expect(await settle(newStream(), draw(1))).toMatchObject({ kind: 'appended' });
  });

  it('and an answer given twice, or for nobody, harms none', async () => {
    server.faults.duplicates = true;
    const stream = newStream();
    for (let i = 0; i < 20; i++) await write(store, stream, draw(1), i === 0 ? 'no-stream' : i - 1);
    expect(await store.readStream(stream, 0, 100)).toHaveLength(20);
  });

  it('and another client of this process fails alone', async () => {
    const client = EventStoreDBClient.connectionString(server.url);
    const bad = client.appendToStream(newStream(), jsonEvent({ type: 'T', data: {} }), { expectedRevision: 41n });
    const good = Array.from({ length: 5 }, () => write(store, newStream(), draw(1), 'no-stream'));
    await expect(bad).rejects.toThrow();
    await Promise.all(good);
    await client.dispose();
  });
});

describe('what the server forgets or does not say', () => {
  it('an append is known after a restart, though the cache of ids is gone', async () => {
    const [stream, events] = [newStream(), draw(3)];
    const first = await write(store, stream, events, 'no-stream');
    await server.restart();
    expect(await settle(stream, events)).toMatchObject({ kind: 'appended', position: first.position, repeated: true });
    expect(await store.readStream(stream, 0, 10)).toHaveLength(3);
  });

  it('an answer without a position is looked up', async () => {
    server.faults.withoutPosition = true;
    const stream = newStream();
    const { position } = await write(store, stream, draw(2), 'no-stream');
    expect((await store.readStream(stream, 1, 1))[0]?.position).toBe(position);
  });

  it('a smaller MaxAppendSize refuses: nothing is written, and the cure is named', async () => {
    server.faults.maxAppendSize = 1_000;
    const stream = newStream();
    const result = await store.append(stream, draw(1, { data: JSON.stringify('x'.repeat(2_000)) }), 'no-stream');
    expect(result).toMatchObject({ kind: 'not-written', reason: 'too-large' });
    expect(JSON.stringify(result)).toContain('MaxAppendSize');
    expect(await store.readStream(stream, 0, 1)).toEqual([]);
  });

  it('a body stays as it is: JSON for the server, the same bytes for us', async () => {
    const stream = newStream();
    const data = '{"10":1,"2":2,"a":9007199254740993,"b":1.0}';
    await write(store, stream, draw(1, { data }), 'no-stream');
    expect((await store.readStream(stream, 0, 1))[0]?.data).toBe(data);
    expect(server.log.stream(stream)[0]).toMatchObject({ isJson: true });
  });
});

describe('reads', () => {
  it('of a silent server end at the deadline with a reason', () =>
    impatient(async (other) => {
      server.faults.silentReads = true;
      await expect(other.readAll(0, 10)).rejects.toThrow(StoreUnavailable);
      await expect(other.readStream(newStream(), 0, 1)).rejects.toThrow('gave no answer within');
    }));

  it('wait out a server that is away for a moment', async () => {
    await write(store, newStream(), draw(1), 'no-stream');
    server.faults.unavailable = true;
    const head = store.head();
    await sleep(250);
    server.faults.reset();
    expect(await head).toBeGreaterThan(0);
  });

  it('from a position that is none are refused, not guessed', async () => {
    const { position } = await write(store, newStream(), draw(1), 'no-stream');
    await expect(store.readAll(position - 1, 1)).rejects.toThrow(UnknownPosition);
    const follower = store.subscribe(position - 1, new AbortController().signal)[Symbol.asyncIterator]();
    await expect(follower.next()).rejects.toThrow(UnknownPosition);
  });

  it("show nothing of others: the server's own events, and other programs' streams", async () => {
    const before = await store.head();
    const client = EventStoreDBClient.connectionString(server.url);
    const theirs = jsonEvent({ type: 'T', data: {} });
    await client.appendToStream('invoice-1', theirs);
    const events = draw(1);
    await write(store, newStream(), events, 'no-stream');
    await client.appendToStream('casework-1', theirs);
    expect(idsOf(await readOn(store, before, 10))).toEqual(idsOf(events));
    expect(idsOf(await take(store, before, 1))).toEqual(idsOf(events));
    expect((await store.eventAt(await store.head()))?.id).toBe(events[0]?.id);
    await client.dispose();
  });

  it('of a ledger with a prefix show its own streams only, by their own names', async () => {
    const one = await opened({ url: `${server.url}&streamPrefix=one` });
    const other = await opened({ url: `${server.url}&streamPrefix=other` });
    const [stream, events] = [newStream(), draw(2)];
    await write(one, stream, events, 'no-stream');
    expect(await other.head()).toBe(0);
    expect(await other.readStream(stream, 0, 1)).toEqual([]);
    expect((await one.readAll(0, 10)).map((event) => event.stream)).toEqual([stream, stream]);
    expect(server.log.stream(`one${stream}`)).toHaveLength(2);
    await Promise.all([one.close(), other.close()]);
  });
});

/** Follows from a position until told to stop; what was seen so far. */
function following(from: RemoteStore, after: number): { seen: StoredEvent[]; stop: () => Promise<void> } {
  const seen: StoredEvent[] = [];
  const over = new AbortController();
  const run = (async () => {
    for await (const page of from.subscribe(after, over.signal)) seen.push(...page);
  })();
  const stop = (): Promise<void> => {
    over.abort();
    return run;
  };
  return { seen, stop };
}

async function writeSome(count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let i = 0; i < count; i++) {
    const events = draw(2);
    await settle(newStream(), events);
    ids.push(...idsOf(events));
  }
  return ids;
}

describe('a subscription', () => {
  const away = async (): Promise<void> => {
    server.faults.unavailable = true;
    server.endQuietly('subscriptions');
    await sleep(200);
    server.faults.unavailable = false;
  };
  const faults: [string, () => unknown][] = [
    ['ended by the server without a word', () => server.endQuietly('subscriptions')],
    ['broken by a restart', () => server.restart()],
    ['turned away for a while', away],
  ];

  it.each(faults)('%s goes on where it was: nothing lost, nothing twice', async (_what, fault) => {
    const { seen, stop } = following(store, await store.head());
    const ids = await writeSome(5);
    await until(() => seen.length === ids.length);
    for (let round = 0; round < 3; round++) {
      await fault();
      ids.push(...(await writeSome(3)));
    }
    await until(() => seen.length >= ids.length);
    expect(idsOf(seen)).toEqual(ids);
    await stop();
  });

  it('that has fallen silent while there is more is left and begun anew', async () => {
    const { seen, stop } = following(store, await store.head());
    const ids = await writeSome(1);
    await until(() => seen.length === 2);
    server.faults.silentSubscriptions = true;
    ids.push(...(await writeSome(2)));
    await sleep(50);
    server.faults.silentSubscriptions = false;
    await until(() => seen.length === ids.length);
    expect(idsOf(seen)).toEqual(ids);
    await stop();
  });

  it('that is left ends its call on the server too', async () => {
    const before = server.subscriptions;
    const { stop } = following(store, 0);
    await until(() => server.subscriptions === before + 1);
    await stop();
    await until(() => server.subscriptions === before);
  });

  it.each(['$maxAge', '$maxCount', '$tb'])('sounds an alarm when %s is set on a stream of ours', async (name) => {
    const { seen, stop } = following(store, await store.head());
    const stream = newStream();
    await write(store, stream, draw(2), 'no-stream');
    const data = Buffer.from(JSON.stringify({ [name]: 1 }));
    const id = draw()[0]?.id ?? '';
    server.log.append(`$$${stream}`, [{ id, type: '$metadata', isJson: true, data, meta: Buffer.alloc(0) }], 'any');
    await until(() => alarms.some((alarm) => alarm.includes(`${stream} in the event store set ${name}:`)));
    expect(seen.map((each) => each.stream)).toEqual([stream, stream]);
    expect((await store.losses()).filter((loss) => loss.includes(stream))).toHaveLength(1);
    await stop();
  });

  it('on a connection that is half-open goes on when the network is mended', async () => {
    const cable = await Cable.to(server.address);
    const far = await opened({ url: `esdb://${cable.address}?tls=false`, deadlineMs: DEADLINE_MS });
    const { seen, stop } = following(far, await store.head());
    const ids = await writeSome(1);
    await until(() => seen.length === ids.length);
    cable.freeze();
    ids.push(...(await writeSome(2)));
    expect(await far.append(newStream(), draw(1), 'no-stream')).toMatchObject({ kind: 'unknown' });
    expect(seen).toHaveLength(2);
    cable.cut();
    await until(() => seen.length >= ids.length);
    expect(idsOf(seen).slice(0, ids.length)).toEqual(ids);
    await stop();
    await far.close();
    await cable.close();
  });
});

describe('the leader', () => {
  it('is followed: a node that leads no more sends us on', async () => {
    await write(store, newStream(), draw(1), 'no-stream');
    const leader = await StandIn.start();
    const [host = '', port] = leader.address.split(':');
    server.faults.leader = { host, port: Number(port) };
    server.endQuietly('batches');
    const events = draw(1);
    expect(await settle(newStream(), events)).toMatchObject({ kind: 'appended' });
    expect(leader.log.records.some(({ id }) => id === events[0]?.id)).toBe(true);
    await leader.stop();
  });

  it('that nobody knows yet is waited for: no position is called unknown, and who follows goes on', async () => {
    const { seen, stop } = following(store, await store.head());
    const ids = await writeSome(2);
    await until(() => seen.length === ids.length);
    await impatient(async (other) => {
      server.faults.leaderless = true;
      server.endQuietly('subscriptions');
      await expect(other.readAll(seen[0]?.position ?? 0, 10)).rejects.toThrow(StoreUnavailable);
      const unknown = await store.append(newStream(), draw(1), 'no-stream');
      expect(unknown).toMatchObject({ kind: 'unknown', detail: expect.stringContaining('No leader') });
    });
    ids.push(...(await writeSome(2)));
    await until(() => seen.length >= ids.length);
    expect(idsOf(seen)).toEqual(ids);
    await stop();
  });

  it('is found by asking the cluster', async () => {
    const found = await opened({ url: `esdb+discover://${server.address}?tls=false` });
    await write(found, newStream(), draw(1), 'no-stream');
    await found.close();
  });
});

it('opening a server that is away says so within the deadline', async () => {
  const nobody = openKurrent({ url: 'esdb://127.0.0.1:1?tls=false', categories: ['case'], deadlineMs: DEADLINE_MS });
  await expect(nobody).rejects.toThrow(StoreUnavailable);
});

/** The network between: it can be frozen, so that nothing arrives and nobody is told, and cut. */
class Cable {
  private readonly sockets = new Set<Socket>();
  private isFrozen = false;

  private constructor(
    private readonly server: Server,
    private readonly target: readonly [host: string, port: number],
  ) {
    server.on('connection', (near: Socket) => this.join(near, connect(this.target[1], this.target[0])));
  }

  static async to(target: string): Promise<Cable> {
    const [host = '', port] = target.split(':');
    const cable = new Cable(createServer(), [host, Number(port)]);
    await new Promise<void>((resolve) => cable.server.listen(0, '127.0.0.1', resolve));
    return cable;
  }

  get address(): string {
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  freeze(): void {
    this.isFrozen = true;
  }

  /** All connections end, and new ones work. */
  cut(): void {
    this.isFrozen = false;
    for (const socket of this.sockets) socket.destroy();
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(near: Socket, far: Socket): void {
    const pairs = [
      [near, far],
      [far, near],
    ] as const;
    for (const [from, to] of pairs) {
      this.sockets.add(from);
      from.on('data', (chunk) => void (this.isFrozen || to.write(chunk)));
      from.on('error', () => undefined).on('close', () => to.destroy());
    }
  }
}
