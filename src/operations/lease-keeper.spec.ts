/** A lease is waited for, kept, lost and given back; whoever leads is told. */
import { setTimeout as sleep } from 'node:timers/promises';
import { LeaseKeeper, type Term } from './lease-keeper.js';
import { SqliteLeases } from './sqlite.leases.js';

/** Short, and long enough for a slow machine to renew in. */
const SECONDS = 1;

describe('the keeper of a lease', () => {
  let leases: SqliteLeases;
  const keepers: LeaseKeeper[] = [];
  const lines: string[] = [];
  beforeEach(() => {
    leases = SqliteLeases.open(':memory:');
    lines.length = 0;
  });
  afterEach(async () => {
    for (const keeper of keepers.splice(0)) await keeper.stop();
    await leases.close();
  });

  function keeper(holder: string): LeaseKeeper {
    const log = (line: string): void => void lines.push(line);
    const made = new LeaseKeeper({ leases, name: 'projector', holder, seconds: SECONDS, log });
    keepers.push(made);
    return made;
  }

  /** Leads until the term is over, and notes it. */
  function leading(terms: Term[]): (term: Term) => Promise<boolean> {
    return async (term) => {
      terms.push(term);
      await over(term);
      return true;
    };
  }

  function over({ signal }: Term): Promise<void> {
    return new Promise((resolve) => {
      if (signal.aborted) resolve();
      signal.addEventListener('abort', () => resolve());
    });
  }

  async function until(what: () => boolean): Promise<void> {
    for (let tries = 0; tries < 600 && !what(); tries++) await sleep(25);
    expect(what()).toBe(true);
  }

  it('one of two leads; when it ends the other does, with a larger fence', async () => {
    const [mine, others]: [Term[], Term[]] = [[], []];
    const first = keeper('a');
    first.start(leading(mine));
    await until(() => mine.length === 1);
    keeper('b').start(leading(others));
    await sleep(SECONDS * 1500);
    expect(others).toEqual([]);
    await first.stop();
    await until(() => others.length === 1);
    expect([mine[0]?.fence, others[0]?.fence]).toEqual([1, 2]);
    expect(await mine[0]?.holds()).toBe(false);
    expect(await others[0]?.holds()).toBe(true);
  });

  it('is told that another has taken it, and tries again', async () => {
    const terms: Term[] = [];
    keeper('a').start(leading(terms));
    await until(() => terms.length === 1);
    leases.freeAll();
    const taken = await leases.acquire('projector', 'b', 0.2);
    expect(taken).toBe(2);
    await until(() => terms.length === 2);
    expect(terms[0]?.signal.aborted).toBe(true);
    expect(terms[1]?.fence).toBe(3);
  });

  it('ends its holding where the table has not answered for its whole time', async () => {
    const terms: Term[] = [];
    keeper('a').start(leading(terms));
    await until(() => terms.length === 1);
    const renew = leases.renew.bind(leases);
    leases.renew = () => Promise.reject(new Error('no line'));
    await until(() => terms[0]?.signal.aborted === true);
    leases.renew = renew;
    await until(() => terms.length === 2);
    expect(lines.join('\n')).toMatch(/cannot be asked for: no line/);
  });

  it('gives the lease back where leading fails, and takes it again later', async () => {
    let tries = 0;
    keeper('a').start(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('no disk')) : Promise.resolve(false);
    });
    await until(() => tries === 2);
    await until(() => lines.filter((line) => line.startsWith('no longer')).length === 2);
    expect(lines.join('\n')).toMatch(/'projector' failed with fence 1: no disk/);
    expect(await leases.acquire('projector', 'b', 10)).toBe(3);
  });
});
