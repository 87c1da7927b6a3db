// F20: kill -9 a copy of a ledger at random moments and start it again, until it ends: it must end equal to a copy that was
// never killed, append for append, while the source is being written; and no target that is not its beginning is written.
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bodyOf, load, random, start } from './base.js';

/** A copy that was killed so often is let run to its end. */
const KILLS_PER_COPY = 12;

/** @returns the exit code: 0 when every copy ended equal, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '40' },
      events: { type: 'string', default: '60000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      sabotage: { type: 'string' },
    },
  });
  const next = random(Number(values.seed));
  const { SqliteStore } = await load(values.from, 'store/sqlite/sqlite.store.js');
  const folder = mkdtempSync(join(tmpdir(), 'quittance-copy-kill-'));
  const source = join(folder, 'source.db');
  const store = SqliteStore.open({ file: source });
  const sum = { kills: 0, resumed: 0, unequal: 0 };
  try {
    await fill(store, Number(values.events), next);
    for (let run = 0; run < Number(values.runs); run++) {
      const target = join(folder, `target-${run}.db`);
      await copied(source, target, values, next, sum);
      // Something new for the next one to catch up with; and this one too, in a run that nobody kills.
      await fill(store, 200, next);
      await ended(copier(source, target, values));
      if (!(await equal(source, target))) {
        sum.unequal += 1;
        process.stdout.write(`run ${run}: the copy is not its source\n`);
      }
      for (const end of ['', '-wal', '-shm', '-writer']) rmSync(`${target}${end}`, { force: true });
    }
  } finally {
    await store.close();
    rmSync(folder, { recursive: true });
  }
  process.stdout.write(
    `copy: copies ${values.runs}, kills ${sum.kills}, of these in the middle of writing ${sum.resumed}, unequal ${sum.unequal}, seed ${values.seed}\n`,
  );
  return sum.unequal === 0 && sum.resumed > 0 ? 0 : 1;
}

/** Several streams in turn, appends of one to four events. */
async function fill(store, events, next) {
  const heads = new Map();
  const streams = Array.from({ length: 40 }, () => `case-${randomUUID()}`);
  for (let done = 0; done < events;) {
    const appends = streams.slice(0, 32).map((stream) => {
      const count = 1 + Math.floor(next() * 4);
      const fresh = Array.from({ length: count }, () => {
        const id = randomUUID();
        return { id, type: 'PaymentReceived', data: bodyOf(id), meta: '{}' };
      });
      const head = heads.get(stream) ?? -1;
      heads.set(stream, head + count);
      done += count;
      return store.append(stream, fresh, head < 0 ? 'no-stream' : head);
    });
    await Promise.all(appends);
  }
}

/** Copies and is killed, again and again, until a run ends by itself. */
async function copied(source, target, values, next, sum) {
  for (let kills = 0; ; kills++) {
    const child = copier(source, target, values);
    const wrote = once(child.stdout, 'data');
    const exited = once(child, 'exit');
    if (kills < KILLS_PER_COPY) {
      // Most kills come while it writes, some while it starts or compares.
      if (next() > 0.2) await Promise.race([wrote, exited]);
      await sleep(next() * 60);
      child.kill('SIGKILL');
    }
    const [code] = await exited;
    if (code === 0) return;
    if (code !== null) throw new Error(`the copy ended with code ${code}`);
    sum.kills += 1;
    if (child.stdout.readableLength > 0 || child.stdout.bytesRead > 0) sum.resumed += 1;
  }
}

function copier(source, target, { from, sabotage }) {
  const args = ['--source', source, '--target', target, '--from', from, ...(sabotage ? ['--sabotage', sabotage] : [])];
  return start('copy-writer.js', args, ['ignore', 'pipe', 'inherit']);
}

async function ended(child) {
  child.stdout.resume();
  const [code] = await once(child, 'exit');
  if (code !== 0) throw new Error(`the copy ended with code ${code}`);
}

/** Read past the code that copies: the rows of both files. */
async function equal(source, target) {
  const { default: Database } = await import('#sqlite');
  const rows = (file) => {
    const db = new Database(file, { readonly: true });
    const sql = `SELECT e.position, s.name AS stream, e.revision, e.more, hex(e.id) AS id, t.name AS type, e.data, e.meta
      FROM events e JOIN streams s ON s.key = e.stream JOIN types t ON t.key = e.type ORDER BY e.position`;
    return { db, rows: db.prepare(sql).iterate() };
  };
  const [a, b] = [rows(source), rows(target)];
  try {
    for (const row of a.rows) {
      const { value, done } = b.rows.next();
      if (done || JSON.stringify(row) !== JSON.stringify(value)) return false;
    }
    return b.rows.next().done === true;
  } finally {
    a.rows.return?.();
    b.rows.return?.();
    a.db.close();
    b.db.close();
  }
}
