// Many processes over one ledger (issue 6, 4): kill -9 of whoever does a role, and of who answers; a process that is paused
// and wakes. Every acknowledged command must be there once, the read tables must be those of a fresh build, the seal must
// hold, and each take-over must be done in time.
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compiledOnce, random } from './base.js';
import { House } from './roles-house.js';
import { checkNotices, overduePromises, sleeper, woken } from './roles-woken.js';
import { checkFacts, checkSeals, checkTables } from './roles-checks.js';
import { Load } from './roles-load.js';

const WORK = 'projector,sealer,reactor';
/** Take-overs must be done within this time with leases of 10 s; with shorter ones in proportion, and some for the machine. */
const TAKEN_OVER_SECONDS = 15;

/** @returns the exit code: 0 when nothing was lost, doubled or late */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      short: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      sabotage: { type: 'string' },
      lanes: { type: 'string', default: '1' },
    },
  });
  const { short, from, sabotage } = values;
  const leaseSeconds = short ? 2 : 10;
  const pauseSeconds = short ? 4 : 30;
  const bin = await programOf(from);
  const lanes = Number(values.lanes);
  const house = await new House({ bin, leaseSeconds, sabotage, lanes }).open();
  const run = { lanes, house, from, next: random(Number(values.seed)), takeOvers: [], leaseSeconds };
  try {
    await house.start('api-1', 'api');
    run.load = await new Load(house, run.next).prepare();
    await overduePromises(run.load);
    const { notes, env, ...own } = sleeper(house, bin);
    // It may fall asleep before it says that it is ready.
    const starting = house.start('work-1', WORK, env, own);
    await Promise.all([
      house.start('api-2', 'api'),
      woken(run, { name: 'work-1', notes, until, successor: () => house.start('work-2', WORK) }),
      starting,
    ]);
    run.load.begin();
    await held(run);
    await sleep(short ? 500 : 5_000);
    await killed(run, 'projector');
    if (lanes > 1) await killed(run, `projector-${lanes}`);
    if (!short) for (const role of ['sealer', 'reactor']) await killed(run, role);
    await killedApi(run);
    await paused(run, 'projector', pauseSeconds);
    if (!short) await paused(run, 'sealer', pauseSeconds);
    const load = await run.load.end();
    const found = [
      ...(await checkFacts(run, load)),
      ...(await checkNotices(run)),
      ...(await checkTables(run)),
      ...(await checkSeals(run)),
    ];
    for (const line of found.slice(0, 20)) process.stdout.write(`${line}\n`);
    const slowest = Math.max(...run.takeOvers.map(({ seconds }) => seconds));
    const late = slowest > (TAKEN_OVER_SECONDS / 10) * leaseSeconds + (short ? 10 : 0);
    const times = run.takeOvers.map(({ what, seconds }) => `${what} ${seconds.toFixed(1)} s`).join(', ');
    process.stdout.write(
      `roles: commands ${load.acknowledged.size}, sent again ${load.again}, faults ${found.length}, ` +
        `taken over: ${times}, leases ${leaseSeconds} s, pauses ${pauseSeconds} s, lanes ${lanes}, seed ${values.seed}\n`,
    );
    return found.length === 0 && !late && load.acknowledged.size > 0 ? 0 : 1;
  } catch (error) {
    if (house.lastWords) process.stdout.write(`${house.lastWords}\n`);
    throw error;
  } finally {
    run.load?.stop();
    await house.close();
  }
}

async function programOf(from) {
  if (from === 'dist') return fileURLToPath(new URL('../../bin/quittance.js', import.meta.url));
  return join(await compiledOnce(), 'bin/quittance.js');
}

/** Waits until each role is had by a process, and the lanes of the projector by both. */
async function held({ house, lanes }) {
  const further = Array.from({ length: lanes - 1 }, (_, lane) => `projector-${lane + 2}`);
  return until(async () => {
    const leases = await house.leases();
    const folding = new Set(['projector', ...further].map((role) => leases.get(role)?.name));
    if (further.length > 0 && folding.size < 2) return undefined;
    return ['sealer', 'reactor', 'projector', ...further].every((role) => leases.get(role)?.name) ? leases : undefined;
  }, 'somebody has each role');
}

/** kill -9 of who has a role; it is started again once another has taken over. */
async function killed(run, role) {
  const { house } = run;
  const { name, fence } = (await held(run)).get(role);
  const { child, roles } = house.processes.get(name);
  const gone = once(child, 'exit');
  const began = performance.now();
  house.signal(name, 'SIGKILL');
  await gone;
  await takenOver(run, { role, fence, began, what: `${role} killed` });
  await house.start(name, roles);
}

async function killedApi({ house, next }) {
  const name = next() < 0.5 ? 'api-1' : 'api-2';
  const { child } = house.processes.get(name);
  const gone = once(child, 'exit');
  house.signal(name, 'SIGKILL');
  await gone;
  await house.start(name, 'api');
}

/** Whoever has a role sleeps through the end of its lease, in the middle of its work, and wakes while another does it. */
async function paused(run, role, seconds) {
  const { house } = run;
  const { name, fence } = (await held(run)).get(role);
  const began = performance.now();
  house.signal(name, 'SIGSTOP');
  await takenOver(run, { role, fence, began, what: `${role} paused` });
  await sleep(Math.max(0, seconds * 1000 - (performance.now() - began)));
  house.signal(name, 'SIGCONT');
  await sleep(1_500);
  const after = (await held(run)).get(role);
  if (after.fence <= fence) throw new Error(`${name} has ${role} again with fence ${after.fence}`);
}

async function takenOver(run, { role, fence, began, what }) {
  await until(async () => {
    const lease = (await run.house.leases()).get(role);
    return lease.fence > fence && lease.name !== undefined;
  }, `${role} is taken over`);
  run.takeOvers.push({ what, seconds: (performance.now() - began) / 1000 });
}

async function until(what, words, ms = 60_000) {
  const deadline = performance.now() + ms;
  while (performance.now() < deadline) {
    const found = await Promise.resolve()
      .then(what)
      .catch(() => undefined);
    if (found) return found;
    await sleep(50);
  }
  throw new Error(`it did not come to that: ${words}`);
}
