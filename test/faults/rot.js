// F5: bits flip, pages change places, files end early, older files come back, in ledger.db, keys.db, seal.db and tiles. Every
// change of what is stored must be found by `quittance audit verify` and put in a class, and must never get signed.
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import Database from '#sqlite';
import { load, random } from './base.js';
import { openOffice } from './office.js';

const PAGE = 4096;
const FILES = ['ledger.db', 'keys.db', 'seal.db'];
/** API keys are the operator's own and lie in keys.db for convenience: nothing outside says what they should be. */
const NOT_COVERED = ['api_keys', 'api_key_rotations'];
/** One in so many damaged ledgers is also opened, written and sealed. */
const SIGN_EVERY = 4;

/** @returns the exit code: 0 when all was found and nothing was signed, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      mutants: { type: 'string', default: '300' },
      cases: { type: 'string', default: '50' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      sabotage: { type: 'string' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'quittance-rot-'));
  try {
    return await run(folder, values);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function run(folder, { mutants, cases, seed, from, sabotage }) {
  const next = random(Number(seed));
  const [honest, older] = ['honest', 'older'].map((name) => join(folder, name));
  await grow(honest, older, Number(cases), from);
  const verify = await verifier(from, sabotage);
  const clean = await verify(honest);
  if (clean.exit !== 0) throw new Error(`the honest ledger is not in order: ${JSON.stringify(clean.differences)}`);
  const truth = { content: contentOf(honest), leaves: leavesOf(honest) };
  const sum = {
    tried: 0,
    harmless: 0,
    changed: 0,
    found: 0,
    opened: 0,
    stopped: 0,
    signed: 0,
    classes: {},
    missed: [],
  };
  const changes = [...restores(older), ...Array.from({ length: Number(mutants) }, () => damage(honest, next))];
  for (const [n, { what, apply }] of changes.entries()) {
    const data = join(folder, 'damaged');
    cpSync(honest, data, { recursive: true });
    apply(data);
    await judge({ data, what, n, from, verify, truth }, sum);
    rmSync(data, { recursive: true });
  }
  for (const line of sum.missed.slice(0, 20)) process.stdout.write(`not found: ${line}\n`);
  const { tried, harmless, changed, found, opened, stopped, signed } = sum;
  const classes = Object.entries(sum.classes).map(([name, count]) => `${count} ${name}`);
  process.stdout.write(
    `rot: changes ${tried}, of which content changed ${changed}, found ${found} (${((100 * found) / changed).toFixed(1)} %), by first class: ${classes.join(', ')}; ` +
      `without effect ${harmless}; opened and sealed ${opened}, refused ${stopped}, signed wrongly ${signed}; ` +
      `full audit ${clean.factsPerSecond} facts/s, seed ${seed}\n`,
  );
  return changed > 0 && found === changed && signed === 0 ? 0 : 1;
}

/** A sealed ledger, and a copy of it as it was at half time. */
async function grow(data, older, cases, from) {
  for (const first of [0, Math.ceil(cases / 2)]) {
    const office = await openOffice({ data, from });
    await office.runtime.sealer.open();
    for (const each of office.commands(Math.ceil(cases / 2), first)) {
      const outcome = await office.send(each);
      if (outcome.kind !== 'done') throw new Error(outcome.message);
    }
    if (!(await office.runtime.sealer.sealNow({ heads: true })))
      throw new Error(office.runtime.sealer.stopped?.message);
    await office.runtime.close();
    if (first === 0) cpSync(data, older, { recursive: true });
  }
  for (const name of readdirSync(data)) if (name.startsWith('read.db')) rmSync(join(data, name));
}

/** `quittance audit verify --json`, in this process. With the sabotage only SQLite is asked, which knows no leaf. */
async function verifier(from, sabotage) {
  const { readConfig } = await load(from, 'config.js');
  const { auditVerify } = await load(from, 'cli/answers/audit-verify.js');
  const { damageIn } = await load(from, 'cli/answers/audit-files.js');
  const { Output } = await load(from, 'cli/output.js');
  return async (data) => {
    if (sabotage === 'sqlite-only') {
      const differences = damageIn(FILES.map((name) => join(data, name)));
      return { exit: differences.length > 0 ? 31 : 0, differences };
    }
    let text = '';
    const config = { ...readConfig({ QUITTANCE_DATA: data, QUITTANCE_LOG: 'silent' }), data };
    try {
      const exit = await auditVerify({
        config,
        lang: 'en',
        out: new Output(true, { write: (some) => ((text += some), true) }),
      });
      return { exit, ...JSON.parse(text) };
    } catch (error) {
      return { exit: error.exit ?? 1, differences: [], error: `${error.name}: ${error.message}` };
    }
  };
}

function restores(older) {
  const file = (name) => ({ what: `an older ${name}`, apply: (data) => cpSync(join(older, name), join(data, name)) });
  const tiles = (data) => {
    rmSync(join(data, 'seal'), { recursive: true });
    cpSync(join(older, 'seal'), join(data, 'seal'), { recursive: true });
  };
  return [...FILES.map(file), { what: 'older tiles', apply: tiles }];
}

/** Some damage of some file, drawn from the seed. */
function damage(honest, next) {
  const tiles = filesIn(join(honest, 'seal')).map((each) => relative(honest, each));
  const pick = next();
  const name =
    pick < 0.4
      ? 'ledger.db'
      : pick < 0.6
        ? 'keys.db'
        : pick < 0.8
          ? 'seal.db'
          : tiles[Math.floor(next() * tiles.length)];
  const size = statSync(join(honest, name)).size;
  const [kind, at, to] = [next(), Math.floor(next() * size), Math.floor(next() * size)];
  const change = (what, work) => ({
    what: `${name}: ${what}`,
    apply: (data) => {
      const bytes = readFileSync(join(data, name));
      writeFileSync(join(data, name), work(bytes) ?? bytes);
    },
  });
  if (kind < 0.75) {
    const bit = Math.floor(next() * 8);
    return change(`bit ${bit} of byte ${at}`, (bytes) => void (bytes[at] ^= 1 << bit));
  }
  const [one, two] = [at, to].map((each) => Math.floor(each / PAGE) * PAGE);
  if (kind < 0.85) return change(`pages at ${one} and ${two} change places`, (bytes) => swapped(bytes, one, two));
  if (kind < 0.92)
    return change(`512 bytes at ${at} are zero`, (bytes) => void bytes.fill(0, at, Math.min(at + 512, bytes.length)));
  return { what: `${name}: ends at ${at}`, apply: (data) => truncateSync(join(data, name), at) };
}

function swapped(bytes, one, two) {
  const result = Buffer.from(bytes);
  bytes.copy(result, one, two, two + PAGE);
  bytes.copy(result, two, one, Math.min(one + PAGE, bytes.length));
  return result;
}

async function judge({ data, what, n, from, verify, truth }, sum) {
  sum.tried += 1;
  const isChanged = contentOf(data) !== truth.content;
  const { exit, differences, error } = await verify(data);
  if (!isChanged && exit === 0) sum.harmless += 1;
  if (isChanged) {
    sum.changed += 1;
    if (exit === 0) sum.missed.push(what);
    else {
      sum.found += 1;
      const name = { 31: 'changed', 32: 'missing', 33: 'extra', 34: 'reordered' }[exit] ?? 'cannot be opened';
      sum.classes[name] = (sum.classes[name] ?? 0) + 1;
      if (exit < 31 && error === undefined) sum.missed.push(`${what}: exit ${exit} without a reason`);
      if (exit >= 31 && differences.length === 0) sum.missed.push(`${what}: exit ${exit} without a difference`);
    }
  }
  if (n % SIGN_EVERY === 0) await trySigning({ data, what, from, truth }, sum);
}

/** Whether the sealer signs a tree that is not the honest one with leaves added behind. */
async function trySigning({ data, what, from, truth }, sum) {
  sum.opened += 1;
  const { CompactRange } = await load(from, 'seal/compact-range.js');
  const { parseCheckpoint } = await load(from, 'seal/checkpoint.js');
  const { parseNote } = await load(from, 'seal/note.js');
  let runtime;
  try {
    const office = await openOffice({ data, from });
    ({ runtime } = office);
    const [more] = office.commands(1, 900_000);
    await office.send(more);
    if (!(await runtime.sealer.sealNow({ heads: true }))) return void (sum.stopped += 1);
    const { size, root } = parseCheckpoint(parseNote(runtime.sealer.published.note).text);
    const range = new CompactRange();
    for (const hash of truth.leaves.slice(0, size)) range.append(hash);
    for (const { hash } of runtime.sealer.db.leaves(truth.leaves.length, size)) range.append(hash);
    if (range.size === size && range.root().equals(root)) return;
    sum.signed += 1;
    sum.missed.push(`${what}: a checkpoint was signed that the honest leaves do not give`);
  } catch {
    sum.stopped += 1;
  } finally {
    await runtime?.close().catch(() => undefined);
  }
}

function leavesOf(data) {
  const db = new Database(join(data, 'seal.db'), { readonly: true });
  const leaves = db.prepare('SELECT hash FROM leaves ORDER BY idx').pluck().all();
  db.close();
  return leaves;
}

/** Everything that is stored, as whoever reads it gets it; what cannot be read is a change. */
function contentOf(data) {
  const parts = [];
  try {
    for (const name of FILES) {
      const db = new Database(join(data, name), { readonly: true });
      try {
        for (const sql of queriesOf(name, db)) parts.push(JSON.stringify(db.prepare(sql).raw().all()));
      } finally {
        db.close();
      }
    }
    for (const file of filesIn(join(data, 'seal'))) parts.push(relative(data, file), readFileSync(file, 'base64'));
  } catch (error) {
    return `unreadable: ${error.message}`;
  }
  return parts.join('\n');
}

/** Of the ledger what its port gives: the table as it lies, and each stream by its index. */
function queriesOf(name, db) {
  if (name === 'ledger.db') {
    const columns =
      'position, (SELECT name FROM streams WHERE key = stream), revision, hex(id), (SELECT name FROM types WHERE key = type), data, meta';
    return [
      `SELECT ${columns} FROM events NOT INDEXED ORDER BY position`,
      `SELECT ${columns} FROM events ORDER BY stream, revision`,
    ];
  }
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name")
    .pluck()
    .all();
  return tables
    .filter((each) => !NOT_COVERED.includes(each))
    .map((each) => {
      const columns = db.prepare(`SELECT name FROM pragma_table_info('${each}')`).pluck().all();
      return `SELECT ${columns.map((column) => `hex("${column}")`).join(', ')} FROM "${each}"`;
    });
}

function filesIn(folder) {
  if (!existsSync(folder)) return [];
  const all = readdirSync(folder, { recursive: true }).map((each) => join(folder, each));
  return all.filter((each) => statSync(each).isFile() && !isPassed(each)).sort();
}

/** A tile that was not full and that a wider one has followed: nothing reads it any more. */
function isPassed(file) {
  const widths = file.includes('.p/') ? readdirSync(dirname(file)).map(Number) : [];
  return widths.some((width) => width > Number(basename(file)));
}
