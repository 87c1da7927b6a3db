// F3: every flush fails with EIO, each in turn, once and from then on: of a whole ledger (facts, keys, seal) while commands
// are sent, and of the bare store, whose writes fail too. Nothing is acknowledged that is not on the disk, and who sends a
// command again under its key gets one fact, whatever the first time came to.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { injecting, linesOf, sweep, sweepStore } from './disk-sweep.js';
import { auditOf, closedValues, eventsOf, openOffice } from './office.js';
import { SKIPPED, skipWithoutStrace, traced } from './strace.js';

/** @returns the exit code: 0 when every sweep is clean, 1 otherwise, 77 without strace */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      from: { type: 'string', default: 'dist' },
      sweep: { type: 'string', default: 'commands,fsync,write' },
      step: { type: 'string', default: '1' },
      seed: { type: 'string', default: '1' },
      sabotage: { type: 'string' },
    },
  });
  if (skipWithoutStrace('disk')) return SKIPPED;
  const wanted = values.sweep.split(',');
  const store = { runs: 0, acked: 0, unknown: 0, faults: [] };
  for (const name of ['fsync', 'write'].filter((each) => wanted.includes(each))) {
    const found = await sweepStore(name, values.from);
    for (const [key, value] of Object.entries(store))
      store[key] = Array.isArray(value) ? [...value, ...found[key]] : value + found[key];
  }
  const sum = { runs: 0, done: 0, unknown: 0, failed: 0, lies: 0, missing: 0, twice: 0, faults: [] };
  if (wanted.includes('commands')) {
    const how = { step: Number(values.step), first: 1 + (Number(values.seed) % Number(values.step)) };
    await sweep('fsync,fdatasync', 'EIO', (failure) => oneRun(failure, values, sum), how);
  }
  for (const fault of [...store.faults, ...sum.faults].slice(0, 20)) process.stdout.write(`${fault}\n`);
  const { runs, done, unknown, failed, lies, missing, twice } = sum;
  process.stdout.write(
    `disk: flushes failed in turn ${runs} (commands done ${done}, unknown ${unknown}, failed ${failed}), acknowledged without a flush ${lies}, ` +
      `sent again under their keys: facts missing ${missing}, twice ${twice}; the store alone: calls failed ${store.runs}, acked ${store.acked}, ` +
      `unknown ${store.unknown}; other faults ${sum.faults.length + store.faults.length}, seed ${values.seed}\n`,
  );
  const anything = runs + store.runs > 0 && unknown + store.unknown > 0;
  return anything && lies + missing + twice + sum.faults.length + store.faults.length === 0 ? 0 : 1;
}

async function oneRun(failure, { from, sabotage }, sum) {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-flush-'));
  const [data, said, trace] = ['data', 'said.txt', 'trace.txt'].map((name) => join(folder, name));
  const args = ['--data', data, '--from', from, ...(sabotage ? ['--sabotage', sabotage] : [])];
  try {
    await traced(injecting(failure, trace, ['write']), 'retry-writer.js', args, said);
    const calls = readFileSync(trace, 'utf8').split('\n');
    const hit = calls.findIndex((line) => line.includes('(INJECTED)'));
    if (hit < 0) return false;
    sum.runs += 1;
    const lines = linesOf(said);
    for (const [what] of lines) if (what in sum && what !== 'faults') sum[what] += 1;
    // From the first failure on no flush succeeds: whatever is acknowledged then is not on the disk.
    if (failure.lasting) sum.lies += calls.slice(hit).filter((line) => /write\(1, "done /.test(line)).length;
    await again({ data, from, sabotage }, lines, sum, failure.when);
    return true;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Another process opens what is left and sends every command again, under the same keys. */
async function again({ data, from, sabotage }, lines, sum, when) {
  const office = await openOffice({ data, from });
  const { runtime } = office;
  try {
    const acknowledged = new Set(lines.filter(([what]) => what === 'done').map(([, cmd]) => cmd));
    const before = await recorded(office);
    for (const cmd of acknowledged)
      if (!before.has(cmd)) sum.faults.push(`${when}: ${cmd} was acknowledged and is not there`);
    for (const each of office.commands(1)) {
      const cmd = sabotage === 'new-key' ? `again-${each.cmd}` : each.cmd;
      const outcome = await office.send({ ...each, cmd });
      if (outcome.kind !== 'done' && sabotage !== 'new-key')
        sum.faults.push(`${when}: ${each.cmd}: ${outcome.message}`);
    }
    const after = await recorded(office);
    for (const { cmd, command } of office.commands(1)) {
      const times =
        sabotage === 'new-key' ? (after.get(cmd) ?? 0) + (after.get(`again-${cmd}`) ?? 0) : (after.get(cmd) ?? 0);
      if (times === 0) sum.missing += 1;
      // A payment brings its allocation with it.
      if (times > (command.type === 'RecordPayment' ? 2 : 1)) sum.twice += 1;
    }
    if (!(await runtime.sealer.sealNow({ heads: true })))
      sum.faults.push(`${when}: ${runtime.sealer.stopped?.message}`);
    else sum.faults.push(...(await auditOf(office, from)).found.map((found) => `${when}: ${found}`));
    sum.faults.push(...(await closedValues(office, from)).map((found) => `${when}: no key for ${found}`));
  } finally {
    await runtime.close();
  }
}

/** How many facts each command has. */
async function recorded({ runtime }) {
  const found = new Map();
  for await (const { data } of eventsOf(runtime.store)) {
    const { cmd } = JSON.parse(data);
    found.set(cmd, (found.get(cmd) ?? 0) + 1);
  }
  return found;
}
