import { randomUUID } from 'node:crypto';
import { setImmediate as turn } from 'node:timers/promises';
import { STORE_DEADLINE_MS, type AppendResult, type NewEvent } from '../port.js';
import { GROUP_CHARACTERS_MAX, GROUP_EVENTS_MAX, GroupCommit, type Attempt, type Sink } from './group-commit.js';

/** Events of one append whose stream says what becomes of it. */
const one: NewEvent[] = [{ id: randomUUID(), type: 'T', data: '{}', meta: '{}' }];
const many = (count: number): NewEvent[] => Array.from({ length: count }, () => one[0] as NewEvent);

const failing = (code: string): Error => Object.assign(new Error('injected'), { code });

/** A device that can be made to fail: what no real one does on demand. */
class Device implements Sink {
  readonly groups: string[][] = [];
  readonly calls: string[] = [];
  fault: ((attempts: readonly Attempt[]) => Error | undefined) | undefined;
  undoes = true;
  recovers = true;

  write(attempts: readonly Attempt[]): AppendResult[] {
    const names = attempts.map(({ stream }) => stream);
    const error = this.fault?.(attempts);
    this.calls.push(error ? 'failed' : 'write');
    if (error) throw error;
    this.groups.push(names);
    return attempts.map(() => ({ kind: 'appended', revision: 0, position: 1, repeated: false }));
  }

  rollback(): boolean {
    this.calls.push('rollback');
    return this.undoes;
  }

  recover(): void {
    this.calls.push('recover');
    if (!this.recovers) throw failing('SQLITE_CANTOPEN');
  }

  written(): void {
    this.calls.push('written');
  }
}

const kinds = async (results: Promise<AppendResult>[]): Promise<string[]> =>
  (await Promise.all(results)).map((result) => (result.kind === 'not-written' ? result.reason : result.kind));

describe('group commit', () => {
  let device: Device;
  let group: GroupCommit;
  let now = 0;
  beforeEach(() => {
    now = 0;
    device = new Device();
    group = new GroupCommit(device, () => now);
  });
  const add = (stream: string, events = one): Promise<AppendResult> => group.add(stream, events, 'no-stream');

  it('writes the appends of one tick together, in order', async () => {
    await Promise.all([add('a'), add('b'), add('c')]);
    await add('d');
    expect(device.groups).toEqual([['a', 'b', 'c'], ['d']]);
  });

  it('bounds a transaction in events and in characters', async () => {
    await Promise.all([add('a', many(GROUP_EVENTS_MAX - 1)), add('b'), add('c')]);
    const large = one.map((event) => ({ ...event, data: 'x'.repeat(GROUP_CHARACTERS_MAX) }));
    await Promise.all([add('d', large), add('e')]);
    expect(device.groups).toEqual([['a', 'b'], ['c'], ['d'], ['e']]);
  });

  it('lets others run between two transactions', async () => {
    const order: string[] = [];
    device.fault = ([attempt]) => void order.push(attempt?.stream ?? '');
    const results = [add('a', many(GROUP_EVENTS_MAX)), add('b')];
    setImmediate(() => order.push('somebody else'));
    await Promise.all(results);
    expect(order).toEqual(['a', 'somebody else', 'b']);
  });

  it('finds the append at fault by halving, and writes the others in order', async () => {
    device.fault = (attempts) =>
      attempts.some(({ stream }) => stream === 'bad') ? failing('SQLITE_CONSTRAINT_UNIQUE') : undefined;
    const names = ['a', 'b', 'c', 'bad', 'd', 'e', 'f'];
    expect(await kinds(names.map((name) => add(name)))).toEqual(
      names.map((name) => (name === 'bad' ? 'bad-event' : 'appended')),
    );
    expect(device.groups.flat()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
  });

  it('throws a programming error at the append that met it, and only there', async () => {
    device.fault = (attempts) => (attempts.some(({ stream }) => stream === 'bug') ? new TypeError('a bug') : undefined);
    const [fine, bug, alsoFine] = [add('a'), add('bug'), add('b')];
    await expect(bug).rejects.toThrow('a bug');
    expect(await kinds([fine, alsoFine])).toEqual(['appended', 'appended']);
  });

  it('reports a failed device as an unknown outcome for the whole group, without trying again', async () => {
    device.fault = () => failing('SQLITE_IOERR_FSYNC');
    expect(await kinds([add('a'), add('b')])).toEqual(['unknown', 'unknown']);
    expect(device.calls).toEqual(['failed', 'rollback']);
  });

  it('opens and verifies anew after a failed device, before it writes again', async () => {
    device.fault = () => failing('SQLITE_IOERR_WRITE');
    await add('a');
    device.fault = undefined;
    expect(await kinds([add('a')])).toEqual(['appended']);
    expect(device.calls.slice(2)).toEqual(['recover', 'write', 'written']);
    await add('b');
    expect(device.calls.filter((call) => call === 'recover')).toHaveLength(1);
  });

  it('writes nothing while the file cannot be verified', async () => {
    device.fault = () => failing('SQLITE_IOERR_FSYNC');
    device.recovers = false;
    await add('a');
    device.fault = undefined;
    expect(await kinds([add('a'), add('b')])).toEqual(['unknown', 'unknown']);
    expect(device.groups).toEqual([]);
    device.recovers = true;
    expect(await kinds([add('a')])).toEqual(['appended']);
  });

  it('tells what became of each append, and how long after it was handed over', async () => {
    const told: string[] = [];
    group = new GroupCommit(
      device,
      () => now,
      (events, { kind }, ms) => void told.push(`${events.length} ${kind} ${ms} ms`),
    );
    const results = [add('a', many(3))];
    now = 2;
    results.push(add('b'));
    device.fault = () => void (now = 7);
    await Promise.all(results);
    expect(told).toEqual(['3 appended 7 ms', '1 appended 5 ms']);
    device.fault = () => failing('SQLITE_IOERR_FSYNC');
    await add('c');
    device.fault = () => failing('SQLITE_FULL');
    await add('d');
    const late = add('e');
    now += STORE_DEADLINE_MS + 1;
    await late;
    expect(told.slice(2)).toEqual(['1 unknown 0 ms', '1 not-written 0 ms', `1 unknown ${STORE_DEADLINE_MS + 1} ms`]);
  });

  it('does not call a full disk "no room" when the rollback is not certain', async () => {
    device.fault = () => failing('SQLITE_FULL');
    expect(await kinds([add('a')])).toEqual(['no-room']);
    device.undoes = false;
    expect(await kinds([add('a')])).toEqual(['unknown']);
    device.fault = undefined;
    await add('b');
    expect(device.calls).toContain('recover');
  });

  it('treats any failure that it does not know as doubtful', async () => {
    device.fault = () => failing('SQLITE_CORRUPT');
    expect(await kinds([add('a')])).toEqual(['unknown']);
    device.fault = undefined;
    await add('b');
    expect(device.calls).toContain('recover');
  });

  it('gives no append more than the deadline: what waited longer is not tried', async () => {
    const late = add('late');
    now = STORE_DEADLINE_MS + 1;
    const inTime = add('in time');
    expect(await kinds([late, inTime])).toEqual(['unknown', 'appended']);
    expect(device.groups).toEqual([['in time']]);
    const edge = add('edge');
    now += STORE_DEADLINE_MS;
    expect(await kinds([edge])).toEqual(['appended']);
  });

  it('drains what is queued', async () => {
    await group.drain();
    const results = [add('a', many(GROUP_EVENTS_MAX)), add('b')];
    await group.drain();
    expect(device.groups).toEqual([['a'], ['b']]);
    expect(await kinds(results)).toEqual(['appended', 'appended']);
    await turn();
    await group.drain();
  });
});
