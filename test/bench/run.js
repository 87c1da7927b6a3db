// `npm run bench [-- --quick] [-- NAME…]`: ratios in one run, the median of five interleaved rounds.
// A bar is a ratio, never a time: machines differ. The figures beside it say what this machine did.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { appendBench } from './append.js';
import { clearanceBench } from './clearance.js';
import { figuresBench } from './figures.js';
import { findingsBench } from './findings.js';
import { http } from './http.js';
import { kurrentBench } from './kurrent.js';
import { bookFile, importBook } from './import.js';
import { packBench } from './pack.js';
import { evaluatedPlan } from './plans.js';
import { postgresProjector } from './postgres.js';
import { recordedRead } from './recorded-read.js';
import { SCALE_HELP, scaleBench } from './scale.js';
import { auditBench, sealedAppend, sealedImport } from './seal.js';
import { verifyBench } from './verify.js';
import { bookLedger, caseHistory, rebuild, scan } from './read.js';

/** What stands on one line is measured in one process: the import is compared with the append beside it. */
const GROUPS = [
  ['append', 'import'],
  ['read'],
  ['plans'],
  ['clearance'],
  ['http'],
  ['figures'],
  ['findings'],
  ['seal'],
  ['audit'],
  ['verify'],
  ['access'],
  ['pack'],
  ['postgres'],
  ['kurrent'],
];

/** Takes most of an hour: only where it is asked for by name. */
const BY_NAME = [['scale']];

const args = process.argv.slice(2);
const quick = args.includes('--quick');
const alone = args.includes('--here');
/** `--keep=FOLDER` and others: of the scale bench alone. */
const forScale = args.filter((arg) => /^--(keep|sizes|rounds)=.|^--(load|measure)-only$/.test(arg));
const wanted = args.filter((arg) => !arg.startsWith('--'));
const known = ['--quick', '--here', ...GROUPS.flat(), ...BY_NAME.flat(), ...(wanted.includes('scale') ? forScale : [])];
const unknown = args.filter((arg) => !known.includes(arg));
if (unknown.length > 0) {
  if (!unknown.includes('--help')) console.error(`There is no benchmark ${unknown.join(', ')}.`);
  console.log(
    `npm run bench [-- --quick] [-- NAME…]; names: ${GROUPS.flat().join(', ')}; only by name: ${BY_NAME.flat().join(', ')}`,
  );
  console.log(SCALE_HELP);
  process.exit(unknown.includes('--help') ? 0 : 2);
}
if (!alone) {
  // Each group in a process of its own: what one leaves on the heap, or taught the compiler, is not measured in the next.
  const groups =
    wanted.length === 0
      ? GROUPS
      : [...GROUPS, ...BY_NAME].filter((group) => group.some((name) => wanted.includes(name)));
  const runs = groups.map((group) => {
    const names = wanted.length === 0 ? group : group.filter((name) => wanted.includes(name));
    const child = [import.meta.filename, '--here', ...(quick ? ['--quick'] : []), ...names];
    if (names.includes('scale')) child.push(...forScale);
    return spawnSync(process.execPath, [...process.execArgv, ...child], { stdio: 'inherit' }).status;
  });
  process.exit(runs.every((status) => status === 0) ? 0 : 1);
}

const wants = (name) => wanted.includes(name);

function scaleOptions() {
  const of = (name) => forScale.find((arg) => arg.startsWith(`--${name}=`))?.slice(name.length + 3);
  return {
    quick,
    keep: of('keep'),
    sizes: of('sizes')?.split(',').map(Number),
    rounds: of('rounds') && Number(of('rounds')),
    loadOnly: args.includes('--load-only'),
    measureOnly: args.includes('--measure-only'),
  };
}
let failed = 0;
let headed = false;

function say(what, { ours, raw, ratio }, bar) {
  if (!headed) console.log(`${''.padEnd(58)}${'ours'.padStart(12)} ${'raw'.padStart(12)}  ratio     bar`);
  headed = true;
  const verdict = bar === undefined ? '' : ratio >= bar ? 'ok' : 'BELOW';
  if (verdict === 'BELOW') failed += 1;
  const number = (value) => Math.round(value).toLocaleString('en').padStart(10);
  const limit = bar === undefined ? '      ' : `>= ${bar.toFixed(2)}`;
  console.log(`${what.padEnd(58)}${number(ours)}/s ${number(raw)}/s   ${ratio.toFixed(2)}  ${limit}  ${verdict}`);
}

let grouped;
if (wants('append') || wants('import')) {
  const append = await appendBench(quick);
  grouped = append.grouped;
  say('durable append, full store, 512 callers', grouped, 0.5);
  say('  the same with two personal fields', append.personal);
  say('one durable append at a time', append.single, 0.7);
  say('  512 callers, each fact a command: decided, idempotent', append.commands);
}
if (wants('kurrent')) {
  for (const { callers, result } of await kurrentBench(quick)) {
    const who = callers === 1 ? 'one caller' : `${callers} callers`;
    say(`append to KurrentDB (stand-in), ${who}: ours, bare client`, result, 0.8);
  }
}
if (wants('read')) {
  const ledger = await bookLedger(quick);
  say('full scan and decode', await scan(ledger), 0.8);
  say(
    'rebuild of balances and portfolio (with the case register)',
    await rebuild(ledger, ['balances', 'portfolio', 'cases']),
    0.35,
  );
  const all = ledger.runtime.projector.tracks.map(({ name }) => name);
  say('  the same for all projections', await rebuild(ledger, all), 0.15);
  const alone = [];
  for (const name of all) alone.push({ name, result: await rebuild(ledger, [name]) });
  const { name, result } = alone.reduce((least, one) => (one.result.ratio < least.result.ratio ? one : least));
  say(`  the slowest of them, each rebuilt alone: ${name}`, result, 0.35);
  const { facts, milliseconds } = await caseHistory(ledger);
  if (milliseconds >= 5) failed += 1;
  console.log(`history of a case of ${facts} facts at any (V, K): median ${milliseconds.toFixed(2)} ms, bar 5 ms`);
  await ledger.close();
}
if (wants('postgres')) {
  const ledger = await bookLedger(quick);
  const result = await postgresProjector(ledger);
  if (result) say('all projections folded: PostgreSQL / SQLite', result, 0.3);
  else console.log('postgres: left out, there is no PostgreSQL here');
  await ledger.close();
}
if (wants('plans')) {
  const { pure, book } = evaluatedPlan();
  if (pure >= 2 || book >= 2) failed += 1;
  const text = `${pure.toFixed(3)} ms; from the facts of its case ${book.toFixed(3)} ms`;
  console.log(`plan of 60 instalments with 200 payments, some returned: median ${text}, bar 2 ms`);
}
if (wants('clearance')) {
  const { facts, median, p99, many, perSecond } = await clearanceBench(quick);
  if (p99 >= 10) failed += 1;
  const text = `median ${median.toFixed(2)} ms, 99 % under ${p99.toFixed(2)} ms, bar 10 ms`;
  console.log(`clearance on a case of ${facts} facts, recorded: ${text}`);
  console.log(`clearance of ${many.toLocaleString('en')} people at once: ${Math.round(perSecond)}/s`);
}
if (wants('http')) {
  const { dial, payment } = await http(quick);
  say('HTTP, 64 connections: a dial / constant handler', dial, 0.7);
  say('  the same with a payment: two facts, allocated', payment);
}
if (wants('import')) {
  const book = new URL('../../../shared/data/traffic-fines/road_fine.xes.gz', import.meta.url);
  const result = await importBook(existsSync(book) ? book.pathname : undefined, quick);
  say(
    `import of ${result.name}, facts / durable append at 512`,
    { ours: result.perSecond, raw: grouped.ours, ratio: result.perSecond / grouped.ours },
    0.5,
  );
  console.log(`peak memory: import ${result.importMb} MB, full rebuild ${result.rebuildMb} MB, bar 600 MB`);
  if (result.importMb >= 600 || result.rebuildMb >= 600) failed += 1;
}
if (wants('figures')) {
  const book = new URL('../../../shared/data/traffic-fines/road_fine.xes.gz', import.meta.url);
  const { cases, report, ageing, totals } = await figuresBench(existsSync(book) ? book.pathname : undefined, quick);
  const count = cases.toLocaleString('en');
  console.log(`report collection on ${count} cases: median ${Math.round(report)} ms, bar 2000 ms`);
  console.log(`ageing of ${count} cases at a past (V, K): median ${Math.round(ageing)} ms, bar 1000 ms`);
  for (const [asOf, milliseconds] of Object.entries(totals)) {
    console.log(`totals of ${count} cases as of ${asOf}: median ${Math.round(milliseconds)} ms, bar 1000 ms`);
    if (milliseconds >= 1_000) failed += 1;
  }
  if (report >= 2_000 || ageing >= 1_000) failed += 1;
}
if (wants('findings')) {
  const book = new URL('../../../shared/data/traffic-fines/road_fine.xes.gz', import.meta.url);
  const result = await findingsBench(existsSync(book) ? book.pathname : undefined, quick);
  if (result.perSecond < 50_000) failed += 1;
  const [cases, contacts, rate] = [result.cases, result.contacts, Math.round(result.perSecond)].map((n) =>
    n.toLocaleString('en'),
  );
  console.log(
    `findings of ${cases} cases, ${contacts} contacts, all packs: ${rate} facts/s, bar 50,000; ${result.mb} MB; CPU ${result.cpuMicros.toFixed(1)} µs a fact`,
  );
}
if (wants('seal')) {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-bench-seal-'));
  const { book } = await bookFile(folder, undefined, true);
  // A third is what the sealer may take of them, however fast they are.
  for (const [what, { off, on, ratio, p99 }] of [
    ['import while it is sealed / import', await sealedImport(book)],
    ['commands of 512 callers while they are sealed / unsealed', await sealedAppend(quick)],
  ]) {
    say(what, { ours: on, raw: off, ratio }, 0.67);
    console.log(`  lag of their checkpoints: 99 % under ${p99.toFixed(1)} s, bar 5 s`);
    if (p99 >= 5) failed += 1;
  }
  rmSync(folder, { recursive: true, force: true });
}
if (wants('audit')) {
  const { facts, perSecond } = await auditBench(quick);
  if (perSecond < 60_000) failed += 1;
  const rate = Math.round(perSecond).toLocaleString('en');
  console.log(`full audit of ${facts.toLocaleString('en')} facts: ${rate} a second of one core, bar 60,000`);
}
if (wants('verify')) {
  for (const [facts, bar] of [
    [50, 100],
    [1_000, 1_000],
  ]) {
    const { milliseconds, megabytes } = await verifyBench(facts);
    if (milliseconds >= bar) failed += 1;
    const text = `median ${Math.round(milliseconds)} ms, bar ${bar} ms`;
    console.log(`verify of a case of ${facts} facts, a pack of ${megabytes.toFixed(1)} MB: ${text}`);
  }
}
if (wants('access')) {
  const { single, many } = await recordedRead(quick);
  say('GET case history, its read recorded; raw: not recorded', single);
  say('  32 callers', many);
}
if (wants('pack')) {
  const { facts, bytes, made, verified } = await packBench(quick);
  if (made >= 1_000 || verified >= 1_000) failed += 1;
  const count = facts.toLocaleString('en');
  console.log(
    `audit pack of a case of ${count} facts (${Math.round(bytes / 1024)} kB): median ${Math.round(made)} ms, bar 1000 ms`,
  );
  console.log(`  verified: median ${Math.round(verified)} ms, bar 1000 ms`);
}
if (wants('scale')) {
  for (const { name, unit, costs, ratio, bar } of await scaleBench(scaleOptions(), (line) => console.log(line))) {
    const verdict =
      bar === undefined ? '' : ratio <= bar ? `bar ${bar.toFixed(2)}  ok` : `bar ${bar.toFixed(2)}  ABOVE`;
    if (verdict.endsWith('ABOVE')) failed += 1;
    const each = costs.map((cost) => cost.toFixed(cost < 10 ? 2 : 0).padStart(9)).join(' ');
    console.log(`${name.padEnd(44)}${each} ${unit.padEnd(10)} x ${ratio.toFixed(2)}  ${verdict}`);
  }
}
process.exit(failed === 0 ? 0 : 1);
