// kill -9 a witness at random moments while two stories of one log are shown to it. It must never sign both, never forget
// what it signed, and notice when its database is restored from a backup.
import { once } from 'node:events';
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { load, random, start } from './base.js';
import { ORIGIN, stories } from './witnessed-log.js';

const SHARED = 4;

/** @returns the exit code: 0 when nothing was forgotten or signed twice, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '40' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      sabotage: { type: 'string' },
    },
  });
  const next = random(Number(values.seed));
  const log = await stories(values.from, SHARED);
  const { makeWitness, openWitness } = await load(values.from, 'witness/witness-folder.js');
  const folder = mkdtempSync(join(tmpdir(), 'quittance-witness-kill-'));
  const seen = { roots: new Map(), stories: new Set(), largest: 0, signatures: 0, forks: 0, forgotten: 0 };
  try {
    makeWitness(folder, 'faults.example/witness');
    const made = openWitness(folder, { clock: Date, alarm: () => undefined });
    made.db.addLog(log.key);
    made.close();
    for (let run = 0; run < Number(values.runs); run++) {
      await killedWitness(folder, values, next, log, seen);
      if (!remembers(folder, openWitness, seen)) seen.forgotten += 1;
      if (seen.forgotten > 0) break;
    }
    const refused = seen.forgotten === 0 && (await restored(folder, values, log, openWitness));
    const { signatures, forks, forgotten } = seen;
    process.stdout.write(
      `witness: kills ${values.runs}, signatures ${signatures}, forks ${forks}, forgotten ${forgotten}, restored ${refused ? 'refused' : 'NOT REFUSED'}, seed ${values.seed}\n`,
    );
    return forks + forgotten === 0 && refused && signatures > 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Whether what was signed is still known. A witness whose mark is ahead of its database says so itself. */
function remembers(folder, openWitness, { largest }) {
  try {
    const open = openWitness(folder, { clock: Date, alarm: () => undefined });
    const { size } = open.db.state(ORIGIN);
    open.close();
    return size >= largest;
  } catch (error) {
    if (error.problem === 'rolled-back') return false;
    throw error;
  }
}

async function killedWitness(folder, { from, sabotage }, next, { stories: both }, seen) {
  const options = ['--data', folder, '--from', from, ...(sabotage === 'answer-first' ? ['--sabotage', sabotage] : [])];
  const child = start('witness-writer.js', options, ['ignore', 'pipe', 'inherit']);
  const exited = once(child, 'exit');
  const [port] = await Promise.race([once(child.stdout, 'data'), exited]);
  const url = `http://127.0.0.1:${String(port).trim()}/add-checkpoint`;
  const over = new AbortController();
  // Both stories at once, from wherever the witness says that it stands.
  const clients = both.map((story) => client(url, story, next, seen, over.signal));
  await sleep(next() * 250);
  child.kill('SIGKILL');
  await exited;
  over.abort();
  await Promise.all(clients);
}

async function client(url, story, next, seen, signal) {
  let oldSize = seen.largest;
  while (!signal.aborted) {
    const size = oldSize + 1 + Math.floor(next() * 3);
    try {
      const reply = await fetch(url, { method: 'POST', body: story.request(oldSize, size), signal });
      const text = await reply.text();
      if (reply.status === 409) oldSize = Number(text);
      else if (reply.status === 200) oldSize = signed(seen, story, size);
      // The other story was signed: this one never will be, so it waits for the next witness.
      else await sleep(5);
    } catch {
      if (signal.aborted) return;
      await sleep(5);
    }
  }
}

function signed(seen, story, size) {
  const root = story.root(size);
  if (size > SHARED) seen.stories.add(story.name);
  if ((seen.roots.get(size) ?? root) !== root || seen.stories.size > 1) seen.forks += 1;
  seen.roots.set(size, root);
  seen.largest = Math.max(seen.largest, size);
  seen.signatures += 1;
  return size;
}

/** The database alone is put back to what it was: with `--sabotage no-mark` the mark is put back too, and nobody notices. */
async function restored(folder, { sabotage }, { stories: both }, openWitness) {
  const other = mkdtempSync(join(tmpdir(), 'quittance-witness-copy-'));
  try {
    cpSync(folder, other, { recursive: true });
    const open = openWitness(folder, { clock: Date, alarm: () => undefined });
    const { size } = open.db.state(ORIGIN);
    // Shown once more what it knows, or something at all: another signature.
    const given = open.db.given();
    for (const story of both) open.witness.add(story.request(size, Math.max(1, size)));
    if (open.db.given() === given) throw new Error('the witness signed nothing');
    open.close();
    for (const rest of ['', '-wal', '-shm']) rmSync(join(folder, `witness.db${rest}`), { force: true });
    for (const rest of ['', '-wal']) {
      const copy = join(other, `witness.db${rest}`);
      if (existsSync(copy)) cpSync(copy, join(folder, `witness.db${rest}`));
    }
    if (sabotage === 'no-mark') cpSync(join(other, 'witness.mark'), join(folder, 'witness.mark'));
    openWitness(folder, { clock: Date, alarm: () => undefined }).close();
    return false;
  } catch (error) {
    if (error.problem === 'rolled-back') return true;
    throw error;
  } finally {
    rmSync(other, { recursive: true });
  }
}
