// `npm run test:kurrent -- --url esdb://…`: Quittance against a KurrentDB or EventStoreDB that is there.
// The contract of the store, every e2e suite with its ledger on that server, the sample book, and the scripts that run in
// the server over it; then a report.
// Each ledger keeps to streams of its own (`streamPrefix`), so a server may be used again, and by others. What is written
// stays there.
import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { EventStoreDBClient } from '@eventstore/db-client';
import { outcomeOf } from './outcome.js';

const USAGE = `npm run test:kurrent -- --url esdb://host:2113?tls=false

Runs the store contract, the e2e suites, the sample book and 'store setup' against that server, each ledger in streams of
its own.
  --url URL        the server; or QUITTANCE_TEST_ESDB_URL. Its user may read $all and write streams.
  --only WORD …    e2e suites whose path holds this word
  --skip-e2e       the contract, the sample book and its setup only
A server to try: docker run --rm -p 2113:2113 kurrentplatform/kurrentdb:latest --insecure --run-projections=All
Without one: node test/support/kurrent/serve.js (a stand-in that speaks the protocol; it proves nothing about a real server).`;

const { values } = parseArgs({
  options: {
    url: { type: 'string', default: process.env.QUITTANCE_TEST_ESDB_URL ?? '' },
    only: { type: 'string', multiple: true, default: [] },
    'skip-e2e': { type: 'boolean', default: false },
  },
});
if (values.url === '') {
  console.error(USAGE);
  process.exit(2);
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'quittance-kurrent-'));
const env = { ...process.env, QUITTANCE_TEST_ESDB_URL: values.url };
const lines = [];
let failed = 0;

function told(what, ok, detail) {
  if (!ok) failed += 1;
  lines.push(`${ok ? 'ok  ' : 'FAIL'}  ${what.padEnd(34)} ${detail}`);
  console.error(lines.at(-1));
}

function run(args, more = {}) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, env: { ...env, ...more } });
    let stdout = '';
    let stderr = '';
    child.stdout.on('data', (chunk) => (stdout += chunk));
    child.stderr.on('data', (chunk) => (stderr += chunk));
    child.on('close', (code) => resolve({ code, stdout, stderr }));
  });
}

async function suites(what, paths, count = 0) {
  // Each run its own: a run that dies must not be told with the report of the one before.
  const output = join(mkdtempSync(join(folder, 'jest-')), 'report.json');
  const jest = join(root, 'node_modules/jest/bin/jest.js');
  const began = Date.now();
  const { code, stderr } = await run([
    ...['--disable-warning=ExperimentalWarning', jest, '--json', `--outputFile=${output}`],
    ...['--silent', ...paths],
  ]);
  const { ok, detail, wrong } = outcomeOf(existsSync(output) ? readFileSync(output, 'utf8') : '', code, count);
  told(what, ok, `${detail}, ${Math.round((Date.now() - began) / 1000)} s`);
  for (const line of wrong) lines.push(`        ${line.replace(root, '')}`);
  if (!ok && wrong.length === 0) lines.push(`        ${stderr.trim().split('\n').at(-1)}`);
}

const cli = (args, more) => run([fileURLToPath(new URL('./cli.js', import.meta.url)), ...args], more);

async function sampleBook() {
  const letters = [...randomBytes(16)].map((byte) => String.fromCharCode(97 + (byte % 26))).join('');
  const store = `${values.url}${values.url.includes('?') ? '&' : '?'}streamPrefix=${letters}`;
  const own = { QUITTANCE_STORE: store, QUITTANCE_DATA: join(folder, 'book'), QUITTANCE_LOG: 'error' };
  const began = Date.now();
  const demo = await cli(['demo', '--no-serve', '--data', own.QUITTANCE_DATA, '--json'], own);
  const seconds = (Date.now() - began) / 1000;
  if (demo.code !== 0) return told('sample book', false, demo.stderr.trim());
  const { cases, facts } = JSON.parse(demo.stdout);
  told('sample book', facts > 0, `${cases} cases, ${facts} facts, ${seconds.toFixed(1)} s`);
  const doctor = await cli(['doctor', '--json'], own);
  const { healthy = false, findings = [] } = doctor.stdout ? JSON.parse(doctor.stdout) : {};
  const bad = findings.filter(({ health }) => health === 'fail').map(({ check, found }) => `${check}: ${found}`);
  told(
    'doctor, on the sample book',
    healthy,
    healthy ? `${findings.length} checks` : bad.join('; ') || doctor.stderr.trim(),
  );
  await setUp(own);
}

/** Milliseconds in which scripts must have read the sample book. */
const READ_MS = 120_000;

/** The scripts in the server: made, read to the head of the log, unchanged by a second run, and taken away again. */
async function setUp(own) {
  const what = 'server-side projections';
  const store = async (...args) => {
    const { code, stdout } = await cli(['store', ...args, '--json'], own);
    return { code, ...JSON.parse(stdout) };
  };
  const first = await store('setup');
  if (first.error) {
    const none = /without projections|not started/.test(first.error.message);
    return none
      ? void lines.push(`      ${what}: left out: ${first.error.message}`)
      : told(what, false, first.error.message);
  }
  const states = ({ projections }) =>
    projections.map(({ name, state, progress, reason }) => [name, state, progress, reason]);
  const isBehind = ({ faulted, projections }) =>
    faulted === 0 && projections.some(({ progress = 0 }) => progress < 99.9);
  let now = await store('status');
  for (const until = Date.now() + READ_MS; isBehind(now) && Date.now() < until; now = await store('status'))
    await sleep(500);
  const again = await store('setup');
  const links = await takenAway(now.projections);
  const ok = now.code === 0 && !isBehind(now) && again.changes === 0 && links > 0;
  const detail = `${first.changes} made, then ${again.changes} changes, ${links} links by party, agent and portfolio`;
  told(what, ok, ok ? detail : `${detail}: ${JSON.stringify(states(now))}`);
}

/** Deletes the projections and their streams: they would go on reading. @returns how many links they had made */
async function takenAway(projections) {
  const client = EventStoreDBClient.connectionString(values.url.replace(/^kurrentdb/, 'esdb'));
  let links = 0;
  try {
    const wanted = projections.map(({ links: start }) => start);
    for await (const { event } of client.readAll()) {
      if (event?.type === '$>' && wanted.some((start) => event.streamId.startsWith(start))) links += 1;
    }
    for (const { name } of projections) await client.disableProjection(name);
    for (const { name } of projections) await deleted(client, name);
  } finally {
    await client.dispose();
  }
  return links;
}

/** The server deletes only what stands still, and may say that it stops before it does. */
async function deleted(client, name) {
  const all = { deleteEmittedStreams: true, deleteStateStream: true, deleteCheckpointStream: true };
  for (let attempt = 1; ; attempt++) {
    try {
      return await client.deleteProjection(name, all);
    } catch (error) {
      if (attempt === 20) return void lines.push(`        ${name} is still there: ${error.message}`);
      await sleep(500);
    }
  }
}

/** Suites whose ledger is served in their own process: those can be put on a server. The others say why they cannot. */
function e2eSuites() {
  const paths = readdirSync(join(root, 'test/e2e'), { recursive: true })
    .map((name) => join('test/e2e', name))
    .filter((path) => path.endsWith('.e2e-spec.ts'))
    .filter((path) => values.only.length === 0 || values.only.some((word) => path.includes(word)));
  return paths.filter((path) => {
    const text = readFileSync(join(root, path), 'utf8');
    const why = /'ledger\.db'|limitPages/.test(text)
      ? 'edits or fills the file of the embedded store'
      : /cli-installation|cli-scenes/.test(text)
        ? 'starts the installed program on a store of its own'
        : /two-books|sample-answers/.test(text)
          ? 'loads the sample book into an embedded ledger first'
          : undefined;
    if (why) lines.push(`      ${path}: left out, it ${why}`);
    return why === undefined;
  });
}

await suites('store contract', ['test/contract/kurrent-server']);
await sampleBook();
if (!values['skip-e2e']) {
  const paths = e2eSuites();
  // Without a path Jest would run all there is.
  if (paths.length === 0) told('e2e', false, `no suite holds ${values.only.join(' or ')}`);
  else await suites('e2e', paths, paths.length);
}
rmSync(folder, { recursive: true, force: true });
console.log(`\nQuittance on ${values.url.replace(/\/\/[^@/]*@/, '//***@')}\n${lines.join('\n')}`);
process.exit(failed === 0 ? 0 : 1);
