// F2: the power is cut. The system calls of a working ledger are written down; from them the state of the disk after a cut
// at any moment is made: what was flushed is there, and of what came later any part, torn. Each such image is opened again.
import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { random } from './base.js';
import { DiskModel } from './disk-model.js';
import { auditOf, closedValues, eventsOf, openOffice } from './office.js';
import { SKIPPED, skipWithoutStrace, traced } from './strace.js';
import { callsIn } from './strace-log.js';

const CALLS =
  'openat,open,creat,close,write,pwrite64,writev,pwritev,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,mkdir,lseek,fallocate';

/** @returns the exit code: 0 when nothing was lost, 1 otherwise, 77 without strace */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      images: { type: 'string', default: '400' },
      cases: { type: 'string', default: '48' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      sabotage: { type: 'string' },
    },
  });
  if (skipWithoutStrace('power')) return SKIPPED;
  const folder = mkdtempSync(join(tmpdir(), 'quittance-power-'));
  try {
    const log = await watched(folder, values);
    const next = random(Number(values.seed));
    const sum = { images: 0, acked: 0, lost: 0, closed: 0, checkpoints: 0, unsealed: 0, faults: 0, forgotten: 0 };
    const cuts = Array.from({ length: Number(values.images) }, () => Math.floor(next() * log.length)).sort(
      (a, b) => a - b,
    );
    await replay(log, cuts, { folder, next, values, sum });
    const { images, acked, lost, closed, checkpoints, unsealed, faults } = sum;
    process.stdout.write(
      `power: images ${images}, calls ${log.length}, facts acknowledged before a cut ${acked}, lost ${lost}, values without their key ${closed}, ` +
        `checkpoints ${checkpoints}, lost or contradicted ${unsealed}, other faults ${faults}, seed ${values.seed}\n`,
    );
    return lost + closed + unsealed + faults === 0 && acked > 0 && checkpoints > 0 ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs the writer to its end and reads its calls. */
async function watched(folder, { from, cases, sabotage }) {
  const [data, trace, said] = ['data', 'trace.txt', 'said.txt'].map((name) => join(folder, name));
  const options = ['-xx', '-s', '4000000', '-o', trace, '-e', `trace=${CALLS}`];
  const args = ['--data', data, '--from', from, '--cases', cases, ...(sabotage ? ['--sabotage', sabotage] : [])];
  const code = await traced(options, 'power-writer.js', args, said);
  if (code !== 0) throw new Error(`the writer ended with ${code}; it said: ${readFileSync(said, 'utf8').slice(-500)}`);
  if (statSync(trace).size > 500_000_000) throw new Error('the trace is too long: take fewer cases');
  return [...stepsOf(callsIn(readFileSync(trace, 'latin1')), data)];
}

/** The calls that matter to the disk, as functions on its model, and what the writer printed in between. */
function* stepsOf(calls, data) {
  const open = new Map();
  const inside = (path) => path === data || path.startsWith(`${data}/`);
  for (const { name, args, result } of calls) {
    const at = name.endsWith('at') || name === 'renameat2' ? 1 : 0;
    const path = Buffer.isBuffer(args[at]) ? args[at].toString() : '';
    const fd = open.get(args[0]);
    if (name.startsWith('open') || name === 'creat') {
      open.set(String(result), inside(path) ? { path: relative(data, path) || '.', at: 0 } : undefined);
      const flags = args[at + 1] ?? '';
      if (inside(path) && !flags.includes('O_DIRECTORY'))
        yield opening(relative(data, path) || '.', flags, open.get(String(result)));
    } else if (name === 'close') open.delete(args[0]);
    else if (name === 'write' && args[0] === '1') yield { said: args[1].toString() };
    else if (name.startsWith('rename') && inside(path)) {
      const to = relative(data, args[name === 'rename' ? 1 : 3].toString());
      yield { change: (disk) => disk.rename(relative(data, path), to) };
    } else if (name.startsWith('unlink') && inside(path)) yield { change: (disk) => disk.remove(relative(data, path)) };
    else if (fd) yield* onFile(name, args, result, fd);
  }
}

function opening(path, flags, fd) {
  return {
    change: (disk) => {
      let inode = disk.file(path);
      if (!inode && flags.includes('O_CREAT')) inode = disk.create(path);
      if (inode && flags.includes('O_TRUNC')) disk.truncate(inode, 0);
      fd.inode = inode;
    },
  };
}

function* onFile(name, args, result, fd) {
  if (name === 'pwrite64') {
    const [, bytes, , offset] = args;
    yield { change: (disk) => disk.write(fd.inode, Number(offset), bytes.subarray(0, result)) };
  } else if (name === 'write') {
    const { at } = fd;
    fd.at += result;
    yield { change: (disk) => disk.write(fd.inode, at, args[1].subarray(0, result)) };
  } else if (name === 'lseek') fd.at = result;
  else if (name === 'ftruncate') yield { change: (disk) => disk.truncate(fd.inode, Number(args[1])) };
  else if (name === 'fsync' || name === 'fdatasync') {
    yield { change: (disk) => (fd.inode ? fd.inode.flush() : disk.flushFolder(fd.path)) };
  } else if (name !== 'mkdir') throw new Error(`the model knows no ${name}`);
}

/** Walks through the log, and opens an image at each of the moments. */
async function replay(log, cuts, run) {
  const disk = new DiskModel();
  const promised = { acked: [], sealed: new Map() };
  let step = 0;
  for (const cut of cuts) {
    for (; step <= cut; step++) {
      const { change, said } = log[step];
      change?.(disk);
      if (said !== undefined) note(promised, said);
    }
    const image = join(run.folder, 'image');
    disk.cut(run.next, image);
    const faults = await judge(image, promised, run);
    for (const fault of faults.slice(0, 3)) process.stdout.write(`cut at call ${cut}: ${fault}\n`);
    rmSync(image, { recursive: true });
  }
}

function note({ acked, sealed }, said) {
  const [what, ...rest] = said.trim().split(' ');
  if (what === 'ack') acked.push(...rest);
  if (what === 'sealed') sealed.set(Number(rest[0]), Buffer.from(rest[1], 'base64').toString());
}

/** Opens an image as the next start would, and holds it against what was promised before the cut. */
async function judge(data, { acked, sealed }, { values, sum, next }) {
  sum.images += 1;
  sum.acked = Math.max(sum.acked, acked.length);
  sum.checkpoints = Math.max(sum.checkpoints, sealed.size);
  const found = { lost: [], closed: [], unsealed: [], faults: [] };
  let office;
  try {
    office = await openOffice({ data, from: values.from });
    const { runtime } = office;
    const known = new Set();
    for await (const { id } of eventsOf(runtime.wholeStore)) known.add(id);
    found.lost = acked.filter((id) => !known.has(id));
    found.closed = await closedValues(office, values.from);
    if (!(await runtime.sealer.sealNow({ heads: true }))) found.unsealed.push(String(runtime.sealer.stopped?.message));
    else found.unsealed = await missingCheckpoints(office, sealed, values.from);
    if (next() < 0.2) await readSide(runtime, found.faults);
  } catch (error) {
    found.faults.push(`${error.stack ?? error}`);
  }
  await office?.runtime.close().catch((error) => found.faults.push(String(error)));
  for (const [name, list] of Object.entries(found)) sum[name] += list.length;
  return Object.entries(found).flatMap(([name, list]) => list.map((what) => `${name}: ${what}`));
}

/** Checkpoints that somebody has seen and the ledger no longer has or no longer gives. */
async function missingCheckpoints(office, sealed, from) {
  const { runtime } = office;
  const notes = new Set();
  for await (const { type, data } of eventsOf(runtime.wholeStore)) {
    if (type === 'CheckpointPublished') notes.add(JSON.parse(data).note);
  }
  const gone = [...sealed].filter(([, note]) => !notes.has(note)).map(([size]) => `checkpoint of size ${size} is gone`);
  return [...gone, ...(await auditOf(office, from)).found];
}

async function readSide({ projector, store }, faults) {
  await projector.catchUp();
  const head = await store.head();
  for (const { name, position, state } of projector.tracks) {
    if (position !== head || state === 'failed') faults.push(`${name} stands at ${position} of ${head}, ${state}`);
  }
}
