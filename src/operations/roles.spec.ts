/** Roles as they are set, which settings go together, and who does what. */
import { openLeases, opsUrl, rolesProblem } from './ops-url.js';
import { RoleDesk } from './role-desk.js';
import { readRoles, ROLES } from './roles.js';
import { lanes as readLanes } from '../setting-values.js';
import { SqliteLeases } from './sqlite.leases.js';

const EMBEDDED = { data: '/nowhere', store: '', readDb: '', ops: '', roles: ROLES };
const GROWN = { ...EMBEDDED, store: 'esdb://db:2113', readDb: 'postgres://db/q' };

describe('roles of a process', () => {
  it('are a list with commas between, in any order', () => {
    expect(readRoles('reactor, api')).toEqual(['api', 'reactor']);
    expect(readRoles('api,projector,sealer,reactor')).toEqual(ROLES);
    for (const wrong of ['', 'api,', 'apy', 'api;sealer']) expect(readRoles(wrong)).toBeInstanceOf(Error);
  });

  it('may be fewer than all only where store and read tables are shared', () => {
    expect(rolesProblem(EMBEDDED)).toBeUndefined();
    expect(rolesProblem({ ...GROWN, roles: ['api'] })).toBeUndefined();
    expect(rolesProblem({ ...EMBEDDED, roles: ['api'] })).toMatch(
      /leaves projector, sealer, reactor .* QUITTANCE_STORE/,
    );
    expect(rolesProblem({ ...GROWN, readDb: '', roles: ['sealer'] })).toMatch(/QUITTANCE_READ_DB/);
    expect(rolesProblem({ ...EMBEDDED, ops: 'mysql://x' })).toMatch(/QUITTANCE_OPS names 'mysql:…'/);
  });

  it('may be split over lanes only there', () => {
    expect(rolesProblem({ ...GROWN, lanes: 4 })).toBeUndefined();
    expect(rolesProblem({ ...EMBEDDED, lanes: 1 })).toBeUndefined();
    expect(rolesProblem({ ...EMBEDDED, lanes: 2 })).toMatch(/^QUITTANCE_LANES=2 .* QUITTANCE_STORE=esdb/);
    expect(rolesProblem({ ...GROWN, readDb: '', lanes: 2 })).toMatch(/QUITTANCE_READ_DB/);
    for (const wrong of ['0', '17', '1.5', '', '-1', 'two']) expect(readLanes(wrong)).toBeInstanceOf(Error);
    expect(readLanes('16')).toBe(16);
  });

  it('have their leases beside the read tables unless told otherwise', () => {
    expect(opsUrl(EMBEDDED)).toBe('');
    expect(opsUrl(GROWN)).toBe('postgres://db/q');
    expect(opsUrl({ ...GROWN, ops: 'postgresql://ops/q' })).toBe('postgresql://ops/q');
  });
});

describe('the desk of roles', () => {
  it('does what it has the role for, says who does what, and leaves the rest to others', async () => {
    const leases = SqliteLeases.open(':memory:');
    const desk = new RoleDesk({
      roles: ['api', 'sealer'],
      seconds: 5,
      open: () => Promise.resolve(leases),
      log: () => 0,
    });
    expect(await desk.standing()).toEqual([]);
    await leases.acquire('reactor', 'another', 60);
    const began = new Promise<number>((resolve) => {
      void desk.start('sealer', (term) => {
        resolve(term.fence);
        return new Promise((over) => term.signal.addEventListener('abort', () => over(true)));
      });
    });
    await desk.start('reactor', () => Promise.reject(new Error('it has not got that role')));
    expect(await began).toBe(1);
    expect(await desk.standing()).toEqual([
      { role: 'projector', here: false, state: 'vacant', holder: null, fence: 0 },
      { role: 'sealer', here: true, state: 'active', holder: desk.holder, fence: 1 },
      { role: 'reactor', here: false, state: 'waiting', holder: 'another', fence: 1 },
    ]);
    await desk.stop();
    expect((await desk.standing())[1]).toMatchObject({ state: 'vacant', fence: 1 });
    await desk.close();
  });

  it('tells of each further lane that is had, or that it knows of, and of no other', async () => {
    const leases = SqliteLeases.open(':memory:');
    const open = () => Promise.resolve(leases);
    const desk = new RoleDesk({ roles: ROLES, seconds: 5, lanes: 2, open, log: () => 0 });
    for (const name of ['projector-2', 'projector-3', 'projector-4', 'projector seat 1']) {
      await leases.acquire(name, 'another', 60);
    }
    for (const name of ['projector-2', 'projector-3']) await leases.release(name, 1);
    await desk.open();
    const lanes = (await desk.standing()).slice(3);
    expect(lanes.map(({ role, state }) => `${role} ${state}`)).toEqual(['projector-2 vacant', 'projector-4 waiting']);
    await desk.close();
  });

  it('opens ops.db where nothing else is said', async () => {
    await expect(openLeases(EMBEDDED)).rejects.toThrow();
  });
});
