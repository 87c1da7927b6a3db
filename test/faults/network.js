// The network between a process and its servers (issue 6): cut, dead (half-open: nothing arrives, and nobody is told), late by
// 300 ms, shaken (reset). One process does everything through cables that are taken ill; another answers beside it with a
// network of its own. Every acknowledged command must be there once, the process must say meanwhile that it is not ready, and
// must be back by itself within 15 s of the network's return.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { compiledOnce, random } from './base.js';
import { House } from './roles-house.js';
import { checkFacts, checkSeals, checkTables } from './roles-checks.js';
import { Load } from './roles-load.js';
import { outage } from './network-rounds.js';

const EVERYTHING = 'api,projector,sealer,reactor';
const BACK_SECONDS = 15;
const LATE_MS = 300;

/** What is taken ill, how, and for how many seconds; longer than any deadline of ours, and shorter. */
const LONG = [
  ['store', 'cut', 5],
  ['store', 'dead', 5],
  ['store', 'dead', 25],
  ['store', 'shaken', 0],
  ['store', 'late', 10],
  ['database', 'cut', 5],
  ['database', 'dead', 5],
  ['database', 'dead', 25],
  ['database', 'shaken', 0],
  ['database', 'late', 10],
  ['both', 'dead', 20],
  ['both', 'cut', 20],
  ['both', 'late', 10],
];
const SHORT = [
  ['both', 'shaken', 0],
  ['both', 'cut', 1],
];

/** @returns the exit code: 0 when nothing was lost or doubled, and all was back in time */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      short: { type: 'boolean', default: false },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      only: { type: 'string' },
      sabotage: { type: 'string' },
    },
  });
  const { short, from, only, sabotage } = values;
  if (sabotage !== undefined && sabotage !== 'new-key') throw new Error(`--sabotage is new-key, not ${sabotage}`);
  const rounds = (short ? SHORT : LONG).filter((round) => only === undefined || round.join(' ').startsWith(only));
  if (rounds.length === 0) throw new Error(`--only ${only} names no round`);
  const bin =
    from === 'dist'
      ? fileURLToPath(new URL('../../bin/quittance.js', import.meta.url))
      : join(await compiledOnce(), 'bin/quittance.js');
  const house = await new House({ bin, leaseSeconds: short ? 2 : 10 }).open();
  const run = { house, from, next: random(Number(values.seed)), names: ['api-1', 'api-2'] };
  const cables = await laid(house);
  try {
    await house.start('api-2', 'api');
    await house.start('api-1', EVERYTHING, through(house, cables));
    run.load = await new Load(house, run.next, { newKeys: sabotage === 'new-key' }).prepare();
    run.load.begin();
    const found = [];
    const times = [];
    for (const round of rounds) {
      const { told, back, problems } = await outage(run, cables, round);
      times.push(
        `${round.join(' ')} s: ${told === undefined ? 'not told' : `told ${told.toFixed(1)} s`}, back ${back.toFixed(1)} s`,
      );
      process.stderr.write(`${times.at(-1)}\n`);
      found.push(...problems);
      if (!short && back > BACK_SECONDS) found.push(`${round.join(' ')}: back after ${back.toFixed(1)} s`);
    }
    const load = await run.load.end();
    found.push(...(await checkFacts(run, load)), ...(await checkTables(run)), ...(await checkSeals(run)));
    for (const line of found.slice(0, 20)) process.stdout.write(`${line}\n`);
    const { size } = load.acknowledged;
    process.stdout.write(
      `network: commands ${size}, sent again ${load.again}, faults ${found.length}; ${times.join('; ')}; seed ${values.seed}\n`,
    );
    return found.length === 0 && size > 0 ? 0 : 1;
  } catch (error) {
    if (house.lastWords) process.stdout.write(`${house.lastWords}\n`);
    throw error;
  } finally {
    run.load?.stop();
    await house.close();
    for (const cable of Object.values(cables)) await cable.close();
  }
}

/** One cable to the store and one to the database. */
async function laid(house) {
  const { Cable } = await import(new URL('../support/cable.ts', import.meta.url).href);
  const [store, database] = [house.store.url, house.server.url].map((url) => new URL(url).host);
  return { store: await Cable.to(store, LATE_MS), database: await Cable.to(database, LATE_MS) };
}

function through(house, { store, database }) {
  const moved = (url, { address }) => url.replace(new URL(url).host, address);
  const db = moved(house.server.url, database);
  return { QUITTANCE_STORE: moved(house.store.url, store), QUITTANCE_READ_DB: db, QUITTANCE_KEYS: db };
}
