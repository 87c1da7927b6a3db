// What must hold after processes of a house were killed and paused: of facts, of read tables, of the seal.
import { setTimeout as sleep } from 'node:timers/promises';
import { join } from 'node:path';
import { asOneFile, load } from './base.js';

asOneFile();

const ORIGIN = 'faults.example/roles';
const CAUGHT_UP_MS = 60_000;

export async function storeOf({ house, from }) {
  const { openStore } = await load(from, 'open-store.js');
  const { readConfig } = await load(from, 'config.js');
  return openStore(readConfig({ QUITTANCE_STORE: house.store.url, QUITTANCE_DATA: join(house.folder, 'check') }));
}

export async function eventsOf(store) {
  const all = [];
  for (let after = 0; ;) {
    const page = await store.readAll(after, 1_024);
    if (page.length === 0) return all;
    all.push(...page);
    after = page.at(-1).position;
  }
}

/** Every acknowledged command is in the store with the very events that were answered, and with no others. */
export async function checkFacts(run, { acknowledged }) {
  const store = await storeOf(run);
  const byCmd = new Map();
  const events = await eventsOf(store);
  await store.close();
  for (const { id, stream, data, position } of events) {
    if (stream.startsWith('seal-')) continue;
    // What was sent again under a key of its own is the same command all the same.
    const cmd = JSON.parse(data).cmd?.replace(/~\d+$/, '');
    byCmd.set(cmd, [...(byCmd.get(cmd) ?? []), id]);
    run.last = position;
  }
  const found = [];
  for (const [cmd, answer] of acknowledged) {
    const there = byCmd.get(cmd) ?? [];
    if (there.length === 0) found.push(`lost: ${cmd}`);
    else if (there.join() !== answer.events.join()) found.push(`doubled: ${cmd} has ${there.length} facts`);
  }
  return found;
}

/** The read tables, byte for byte, are those that one process builds from the facts. */
export async function checkTables(run) {
  const { house, last } = run;
  const asked = await questionsOf(run);
  const { dumpOfPostgres, newDatabase } = await import(new URL('../support/read-place.ts', import.meta.url).href);
  const found = await caughtUp(house.server.url, last);
  const grownAnswers = await answersOf(house, 'api-1', asked);
  run.sealed = await sealedEverywhere(house);
  run.vkeys = await vkeysOf(house);
  await Promise.all([...house.processes.keys()].map((name) => stopped(house, name)));
  const url = await newDatabase(house.server.url);
  await house.start('fresh', 'api,projector', { QUITTANCE_READ_DB: url });
  found.push(...(await caughtUp(url, last)));
  const freshAnswers = await answersOf(house, 'fresh', asked);
  asked.forEach((path, i) => {
    // Two refusals that are the same say nothing.
    const isAnswer = grownAnswers[i]?.startsWith('200 ');
    if (!isAnswer || grownAnswers[i] !== freshAnswers[i])
      found.push(`${path}: ${grownAnswers[i]} and ${freshAnswers[i]}`);
  });
  await stopped(house, 'fresh');
  const [grown, fresh] = [await dumpOfPostgres(house.server.url), await dumpOfPostgres(url)];
  return [...found, ...differences(tablesIn(grown), tablesIn(fresh))];
}

/** Questions of each kind, as known at the last fact: whoever answers must answer the same bytes. */
async function questionsOf(run) {
  const store = await storeOf(run);
  const last = await store.eventAt(run.last);
  await store.close();
  const [one, two] = run.load.cases;
  const paths = [
    'cases?limit=50',
    'promises?limit=50',
    'portfolios/main/totals',
    `cases/${one}/balance`,
    `cases/${two}/history`,
  ];
  return paths.map((path) => `/v1/${path}${path.includes('?') ? '&' : '?'}knownAt=${last.id}&waitFor=${run.last}`);
}

async function answersOf(house, name, paths) {
  const answers = [];
  for (const path of paths) {
    const headers = { authorization: `Bearer ${house.key}` };
    const reply = await fetch(house.processes.get(name).url + path, { headers });
    answers.push(`${reply.status} ${await reply.text()}`);
  }
  return answers;
}

/** By table: its rows, without where the facts of processes that were started later brought the checkpoints. */
function tablesIn(dump) {
  const tables = dump.split('\n').map((line) => JSON.parse(line));
  return new Map(tables.filter(([name]) => !/^(?:checkpoints|clock_|access|reads)/.test(name)));
}

function differences(grown, fresh) {
  const names = [...new Set([...grown.keys(), ...fresh.keys()])];
  const differ = names.filter((name) => JSON.stringify(grown.get(name)) !== JSON.stringify(fresh.get(name)));
  return differ.map(
    (name) => `table ${name}: ${grown.get(name)?.length} rows, a fresh build has ${fresh.get(name)?.length}`,
  );
}

async function caughtUp(url, position) {
  const { ask } = await import(new URL('../support/read-place.ts', import.meta.url).href);
  const deadline = performance.now() + CAUGHT_UP_MS;
  for (;;) {
    const rows = await ask(url, 'SELECT name, position::float8 AS position, failure FROM read.checkpoints').catch(
      () => [],
    );
    const failed = rows.filter(({ failure }) => failure !== null);
    if (failed.length > 0) return failed.map(({ name, failure }) => `projection ${name}: ${failure}`);
    if (rows.length > 0 && rows.every((row) => row.position >= position)) return [];
    if (performance.now() > deadline) return [`the read side has not caught up with ${position}`];
    await sleep(100);
  }
}

/** Size of the log, once all processes that keep it have taken over the same. */
async function sealedEverywhere(house) {
  const deadline = performance.now() + CAUGHT_UP_MS;
  while (performance.now() < deadline) {
    const seals = await Promise.all([...house.processes.values()].map(({ url }) => sealOf(url)));
    const sizes = new Set(seals.map((seal) => seal?.size));
    if (sizes.size === 1 && seals[0]?.lagEvents === 0 && seals[0].size > 0) return seals[0].size;
    await sleep(100);
  }
  return undefined;
}

async function sealOf(url) {
  const reply = await fetch(`${url}/ready`).catch(() => undefined);
  return reply?.status === 200 ? (await reply.json()).seal : undefined;
}

/** The keys that sign checkpoints, one a line. */
async function vkeysOf(house) {
  const headers = { authorization: `Bearer ${house.key}` };
  const reply = await fetch(`${house.processes.get('api-1').url}/v1/seal/keys`, { headers });
  return (await reply.text()).trim().split('\n');
}

async function stopped(house, name) {
  const { child } = house.processes.get(name);
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  await gone;
}

/** Each process' own leaves, tiles and checkpoints hold under a full audit; nobody published under an older fence. */
export async function checkSeals(run) {
  const { house, from, sealed, vkeys } = run;
  if (sealed === undefined) return ['the processes do not come to the same seal'];
  const { audit } = await load(from, 'sealer/audit/audit.js');
  const { SealDb } = await load(from, 'sealer/seal-db.js');
  const { TileFolder } = await load(from, 'sealer/tile-folder.js');
  const { streamOfLog } = await load(from, 'sealer/checkpoint-stream.js');
  const { parseVkey } = await load(from, 'seal/vkey.js');
  const keys = vkeys.map(parseVkey);
  const store = await storeOf(run);
  const found = [];
  try {
    for (const name of run.names ?? ['api-1', 'api-2', 'work-1', 'work-2']) {
      const db = SealDb.read(join(house.folder, name, 'seal.db'));
      const tiles = new TileFolder(join(house.folder, name, 'seal'));
      const report = await audit({ store, db, tiles, origin: ORIGIN, keys });
      // What was published while the processes ended, not all have taken over.
      found.push(...(report?.differences ?? []).map(({ what, detail }) => `audit of ${name}: ${what} ${detail}`));
      db.close();
    }
    const published = await store.readStream(streamOfLog(ORIGIN), 0, 4_096);
    const fences = published.map(({ meta }) => JSON.parse(meta).fence ?? 0);
    if (fences.some((fence, i) => i > 0 && fence < fences[i - 1]))
      found.push(`fences of publications: ${fences.join()}`);
  } finally {
    await store.close();
  }
  return found;
}
