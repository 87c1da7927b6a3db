// F8: everything that is derived is thrown away (read.db, seal.db, tiles) and made again from the facts. Root, heads, index,
// tiles, checkpoints and every row of every projection must come out as they were, byte for byte.
import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import Database from '#sqlite';
import { load, random } from './base.js';
import { auditOf, eventsOf, openOffice } from './office.js';

/** How far one has read says also where checkpoints lie in the store, which no leaf and no row rests on. */
const STANDING = {
  published: 'SELECT size, revision, note FROM published ORDER BY size DESC LIMIT 1',
  log: 'SELECT origin, size, hex(nodes) FROM log',
};

/** @returns the exit code: 0 when nothing differs, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      cases: { type: 'string', default: '0' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      sabotage: { type: 'string' },
    },
  });
  const data = mkdtempSync(join(tmpdir(), 'quittance-rebuild-'));
  try {
    const facts = await grow(data, values);
    const before = contentsOf(data);
    for (const name of readdirSync(data))
      if (/^(read|seal)(\.db|$)/.test(name)) rmSync(join(data, name), { recursive: true });
    if (values.sabotage === 'change-fact') changeOne(data);
    const began = performance.now();
    const stopped = await again(data, values);
    const perSecond = Math.round((facts / (performance.now() - began)) * 1000);
    const after = contentsOf(data);
    const names = [...new Set([...before.keys(), ...after.keys()])];
    const differ = names.filter((name) => before.get(name) !== after.get(name));
    for (const name of differ.slice(0, 10)) process.stdout.write(`differs: ${name}\n`);
    for (const line of stopped) process.stdout.write(`${line}\n`);
    const kind = (prefix) => names.filter((name) => name.startsWith(prefix)).length;
    process.stdout.write(
      `rebuild: facts ${facts}, ${perSecond} facts/s, tables of read.db ${kind('read.db')}, tables of seal.db ${kind('seal.db')}, ` +
        `tiles ${kind('seal/')}, differences ${differ.length + stopped.length}, seed ${values.seed}\n`,
    );
    return differ.length + stopped.length === 0 && facts > 0 ? 0 : 1;
  } finally {
    rmSync(data, { recursive: true });
  }
}

/** The sample book, or so many cases of one kind; sealed and folded in pieces of random length, as a ledger in use is. */
async function grow(data, { cases, seed, from }) {
  const next = random(Number(seed));
  const office = await openOffice({ data, from });
  const { runtime } = office;
  if (Number(cases) === 0) await sampleBook(runtime, from);
  else await inPieces(office, Number(cases), next);
  if (!(await runtime.sealer.sealNow({ heads: true }))) throw new Error(runtime.sealer.stopped?.message);
  let facts = 0;
  for await (const _event of eventsOf(runtime.store)) facts += 1;
  await runtime.close();
  return facts;
}

async function sampleBook(runtime, from) {
  const { loadBook } = await load(from, 'cli/demo/load-book.js');
  runtime.sealer.start();
  await loadBook(runtime);
  await runtime.projector.catchUp();
}

async function inPieces(office, cases, next) {
  const { sealer, projector } = office.runtime;
  for (const each of office.commands(cases)) {
    const outcome = await office.send(each);
    if (outcome.kind !== 'done') throw new Error(outcome.message);
    if (next() > 0.05) continue;
    await sealer.sealNow({ heads: next() < 0.5 });
    await projector.catchUp();
  }
  await projector.catchUp();
}

/** Opens the ledger without anything derived, and makes it. */
async function again(data, { from }) {
  const office = await openOffice({ data, from });
  const { runtime } = office;
  const stopped = [];
  await runtime.projector.catchUp();
  const failed = runtime.projector.tracks.filter(({ state }) => state === 'failed');
  stopped.push(...failed.map(({ name, failure }) => `${name}: ${failure.message}`));
  if (!(await runtime.sealer.open())) stopped.push(`the sealer: ${runtime.sealer.stopped?.message}`);
  else stopped.push(...(await auditOf(office, from)).found);
  await runtime.close();
  return stopped;
}

/**
 * What is in the derived files: a digest of the rows of each table, and of each tile. Of the checkpoints that were passed only
 * the last is looked at, and of tiles that were not full only the last ones: what lay in between is not made again.
 */
function contentsOf(data) {
  const found = new Map();
  for (const name of ['read.db', 'seal.db']) {
    const db = new Database(join(data, name), { readonly: true });
    const tables = db
      .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .pluck()
      .all();
    for (const table of tables) found.set(`${name} ${table}`, digest(rowsOf(db, table)));
    db.close();
  }
  const tiles = existsSync(join(data, 'seal')) ? readdirSync(join(data, 'seal'), { recursive: true }) : [];
  for (const file of tiles.map((each) => join(data, 'seal', each)).filter((each) => statSync(each).isFile())) {
    const width = Number(basename(file));
    const widths = file.includes('.p/') ? readdirSync(dirname(file)).map(Number) : [width];
    if (width === Math.max(...widths)) found.set(relative(data, file), digest([readFileSync(file)]));
  }
  return found;
}

function* rowsOf(db, table) {
  const sql = STANDING[table] ?? `SELECT * FROM ${table}`;
  for (const row of db.prepare(sql).raw().iterate()) yield `${JSON.stringify(row)}\n`;
}

function digest(parts) {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex');
}

/** The sabotage shows that the check can fail: one fact is not what it was. */
function changeOne(data) {
  const db = new Database(join(data, 'ledger.db'));
  for (const name of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all())
    db.exec(`DROP TRIGGER ${name}`);
  db.prepare('UPDATE events SET data = replace(data, \'"by":"\', \'"by":"x\') WHERE position = 5').run();
  db.close();
}
