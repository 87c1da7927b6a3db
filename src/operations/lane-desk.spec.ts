/** Lanes are shared out among the processes that are there. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LaneDesk, laneLease } from './lane-desk.js';
import type { Term } from './lease-keeper.js';
import { SqliteLeases } from './sqlite.leases.js';

/** Short, and long enough for a slow machine to renew in. */
const SECONDS = 1;
const LANES = 4;

interface Process {
  readonly desk: LaneDesk;
  /** Lanes that it does now. */
  readonly does: Set<number>;
}

describe('lanes of the projector', () => {
  let leases: SqliteLeases;
  const processes: Process[] = [];
  beforeEach(() => {
    leases = SqliteLeases.open(':memory:');
  });
  afterEach(async () => {
    for (const { desk } of processes.splice(0)) await desk.stop();
    await leases.close();
  });

  function started(holder: string, table = leases): Process {
    const desk = new LaneDesk({ leases: table, holder, seconds: SECONDS, lanes: LANES, log: () => undefined });
    const made: Process = { desk, does: new Set() };
    processes.push(made);
    desk.start(async (lane, term) => {
      made.does.add(lane);
      await over(term);
      made.does.delete(lane);
      return true;
    });
    return made;
  }

  function over({ signal }: Term): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
  }

  async function until(what: () => boolean): Promise<void> {
    for (let tries = 0; tries < 1_200 && !what(); tries++) await sleep(25);
    expect(what()).toBe(true);
  }

  /** Each lane is done by one of them, and each has so many. */
  function shared(...counts: number[]): boolean {
    const all = processes.flatMap(({ does }) => [...does]);
    return (
      all.length === LANES && new Set(all).size === LANES && processes.every(({ does }, i) => does.size === counts[i])
    );
  }

  it('are all done by one that is alone, by halves by two, and again by one when the other is gone', async () => {
    const first = started('a');
    await until(() => shared(4));
    expect([0, 1, 2, 3].every((lane) => first.desk.termOf(lane)?.fence === 1)).toBe(true);
    const second = started('b');
    await until(() => shared(2, 2));
    await first.desk.stop();
    await until(() => shared(0, 4));
    expect(second.desk.termOf(0)?.fence).toBe(2);
  });

  it('leave a fifth process without a lane, until another ends', async () => {
    for (const holder of ['a', 'b', 'c', 'd']) started(holder);
    await until(() => shared(1, 1, 1, 1));
    const [first] = processes;
    started('e');
    await sleep(SECONDS * 300);
    expect(shared(1, 1, 1, 1, 0)).toBe(true);
    await first?.desk.stop();
    await until(() => shared(0, 1, 1, 1, 1));
  });
});

it('the first lane has the lease of the projector, so that a process without lanes cannot fold beside it', () => {
  expect([0, 1, 3].map(laneLease)).toEqual(['projector', 'projector-2', 'projector-4']);
});
