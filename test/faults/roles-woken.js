// A process that does every duty sleeps through the end of its leases while its reactor sends the first of its notices. Another
// takes over and records them; then the sleeper wakes and goes on sending. No notice may be there twice.
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { eventsOf, storeOf } from './roles-checks.js';

const PROMISES = 5;
const SLEEPER = new URL('./roles-sleeper.js', import.meta.url).href;
const BY_MODULES = fileURLToPath(new URL('./by-modules.js', import.meta.url));
/** Nothing here rests on time: these are the limits of a machine that does nothing else for us. */
const LIMIT_MS = 120_000;

/** Promises that nobody kept: each a notice that is due. */
export async function overduePromises(load) {
  for (let n = 0; n < PROMISES; n++) {
    const [stream] = load.cases.slice(n % load.cases.length);
    const body = { amount: 500 + n, currency: 'EUR', dueDate: '2026-02-01', occurredAt: '2026-01-20' };
    await load.send(`/v1/cases/${stream}/promises`, body, `promise-${n}`);
  }
}

/** @returns settings, hooks and program of the process that will sleep */
export function sleeper(house, bin) {
  const notes = join(house.folder, 'notes.jsonl');
  const env = { FAULTS_PROGRAM: dirname(dirname(bin)), FAULTS_NOTES: notes };
  return { notes, env, hooks: ['--import', SLEEPER], bin: BY_MODULES };
}

/** @param {string} name the process that sleeps by itself @param {() => Promise<unknown>} successor starts another */
export async function woken(run, { name, notes, successor, until }) {
  const { house } = run;
  const { pid } = house.processes.get(name).child;
  await until(() => stateOf(pid) === 'T', `${name} sleeps`, LIMIT_MS);
  await successor();
  await until(async () => (await noticesIn(run)).length === PROMISES, 'another records the notices', LIMIT_MS);
  house.signal(name, 'SIGCONT');
  await until(() => linesOf(notes).length >= PROMISES, `${name} has sent its notices`, LIMIT_MS);
  run.notices = notes;
}

/** What was found wrong with the notices, when all is over. */
export async function checkNotices(run) {
  const there = await noticesIn(run);
  const cmds = there.map(({ cmd }) => cmd);
  const sent = linesOf(run.notices);
  const found = [];
  if (there.length !== PROMISES || new Set(cmds).size !== PROMISES) found.push(`notices: ${cmds.join(' ')}`);
  // Whoever woke was answered with what the other had recorded: neither a second fact nor a refusal.
  for (const { cmd, kind, repeated, message } of sent) {
    if (kind !== 'done' || !repeated) found.push(`${cmd}, sent after the sleep: ${kind} ${repeated} ${message}`);
  }
  if (sent.length < PROMISES) found.push(`only ${sent.length} notices were sent after the sleep`);
  return found;
}

async function noticesIn(run) {
  const store = await storeOf(run);
  try {
    const bodies = (await eventsOf(store)).filter(({ type }) => type === 'PromiseBroken').map(({ data }) => data);
    return bodies.map((data) => JSON.parse(data));
  } finally {
    await store.close();
  }
}

function linesOf(file) {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  return lines.map((line) => JSON.parse(line));
}

/** 'T': stopped (proc(5)). */
function stateOf(pid) {
  return /\) (\w)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1];
}
