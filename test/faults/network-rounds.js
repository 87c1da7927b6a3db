// One illness of the network: what the process behind it says meanwhile, and how soon it is back.
import { setTimeout as sleep } from 'node:timers/promises';

/** A probe that waits longer has no answer for a balancer. */
const PROBE_MS = 10_000;
const ASK_MS = 5_000;
const NEVER_SECONDS = 120;
/** From then on a process that is not ready must have said so. */
const TELLS_SECONDS = 20;

/** @returns seconds until it told, and until it was back; and what was wrong */
export async function outage(run, cables, [what, how, seconds]) {
  const ill = what === 'both' ? Object.values(cables) : [cables[what]];
  const began = performance.now();
  if (how === 'shaken') for (const cable of ill) cable.shake();
  else for (const cable of ill) cable.turn(how);
  const watch = { told: undefined, silent: 0, over: false };
  const watching = how === 'cut' || how === 'dead' ? watched(run, watch, began) : undefined;
  await sleep(seconds * 1000);
  watch.over = true;
  for (const cable of ill) cable.turn('fine');
  const mended = performance.now();
  const isBack = await back(run, mended);
  await watching;
  const problems = [];
  if (!isBack) problems.push(`${what} ${how}: not back after ${NEVER_SECONDS} s`);
  if (watching && seconds >= TELLS_SECONDS && watch.told === undefined)
    problems.push(`${what} ${how} for ${seconds} s: it said that it was ready`);
  if (watch.silent > 0)
    problems.push(`${what} ${how}: /ready gave no answer within ${PROBE_MS} ms, ${watch.silent} times`);
  return { told: watch.told, back: (performance.now() - mended) / 1000, problems };
}

/** Asks whether it is ready, as a balancer does, until the network is well. */
async function watched({ house }, watch, began) {
  const { url } = house.processes.get('api-1');
  while (!watch.over) {
    const reply = await fetch(`${url}/ready`, { signal: AbortSignal.timeout(PROBE_MS) }).catch(() => undefined);
    const text = await reply?.text();
    if (reply === undefined) watch.silent += 1;
    else if (reply.status === 503 && watch.told === undefined && !watch.over) {
      watch.told = (performance.now() - began) / 1000;
      process.stderr.write(`  ${text.slice(0, 200)}\n`);
    }
    await sleep(250);
  }
}

let asked = 0;

/** It is ready, takes a command, and answers a question with what was just recorded. */
async function back({ house, load }, mended) {
  const { url } = house.processes.get('api-1');
  const headers = { authorization: `Bearer ${house.key}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ currency: 'EUR', amount: 1 });
  const cmd = `back-${(asked += 1)}`;
  const ask = (path, more = {}) =>
    fetch(url + path, { headers, ...more, signal: AbortSignal.timeout(ASK_MS) }).catch(() => undefined);
  while (performance.now() - mended < NEVER_SECONDS * 1000) {
    const [stream] = load.cases;
    const post = { method: 'POST', headers: { ...headers, 'idempotency-key': cmd }, body };
    const command = await ask(`/v1/cases/${stream}/payments`, post);
    const answer = command?.ok ? await command.json() : undefined;
    if (answer) load.acknowledged.set(cmd, answer);
    const question = answer && (await ask(`/v1/cases/${stream}/balance?waitFor=${answer.position}`));
    const ready = question?.ok && (await ask('/ready'));
    if (ready?.ok) return true;
    await sleep(200);
  }
  return false;
}
