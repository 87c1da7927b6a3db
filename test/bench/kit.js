// What benches share: temporary ledgers, a made book, and rounds that alternate between two ways of doing a thing.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import '../../bin/v8-flags.js';

const dist = new URL('../../dist/', import.meta.url);
export const load = (path) => import(new URL(path, dist).href);

export const { readConfig } = await load('src/config.js');
export const { openRuntime } = await load('src/runtime.js');
export const { CASE, PORTFOLIO } = await load('src/ledger/ledger.js');

export const ROUNDS = 5;
export const CALLERS = 512;

/** A ledger in a folder of its own; `close` deletes it. */
export async function newLedger() {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-bench-'));
  const runtime = await openRuntime(
    readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent', QUITTANCE_RATE_KEY: '0' }),
  );
  const portfolio = runtime.ids.stream('portfolio', ['main']);
  await runtime.transactor.run(PORTFOLIO, portfolio, {
    command: { type: 'CreatePortfolio', name: 'main', zone: 'Europe/Rome', currency: 'EUR' },
    cmd: 'create',
    by: 'local:bench',
  });
  const close = async () => {
    await runtime.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { folder, runtime, portfolio, close };
}

/** The commands of one fine, in the shape of the traffic book: 6 commands, 7 facts. */
export function fine(portfolio, ref) {
  const src = {
    via: 'import',
    file: 'made.xes',
    row: `trace ${ref}, event 1`,
    map: 'made@1',
    batch: '0123456789abcdef',
  };
  const at = (day) => ({ occurredAt: `2005-03-${day}` });
  const commands = [
    { type: 'OpenCase', portfolio, ref, ...at('01'), extra: { article: '157', vehicleClass: 'A' } },
    { type: 'RegisterDebt', balances: { principal: 3500 }, ...at('01') },
    { type: 'IssueNotice', notice: 'fine', ...at('05') },
    { type: 'AssessCharge', component: 'cost', amount: 1100, ...at('05') },
    { type: 'RecordDelivery', delivered: true, ...at('12') },
    { type: 'RecordPayment', amount: 4600, currency: 'EUR', ...at('20'), extra: { totalPaymentAmount: '46.0' } },
  ];
  return commands.map((command, i) => ({ command, cmd: `c${i}-${ref}`, by: 'local:bench', src }));
}
export const FINE_FACTS = 7;

/** The same with two personal values, sealed. */
export function noted(portfolio, ref) {
  const [open, debt, ...rest] = fine(portfolio, ref);
  const note = {
    type: 'AddNote',
    text: 'Called twice, no answer.',
    occurredAt: '2005-03-02',
    sealed: { name: `Debtor ${ref}` },
  };
  return [open, debt, ...rest.slice(0, 3).map((request, i) => ({ ...request, command: note, cmd: `n${i}-${ref}` }))];
}
export const NOTED_FACTS = 5;

/** Runs `count` cases with so many callers at once, each command a durable append of its own. */
export async function drive({ runtime, portfolio }, { count, callers = CALLERS, commands = fine, tag = '' }) {
  let next = 0;
  const caller = async () => {
    for (let i = next++; i < count; i = next++) {
      const ref = `${tag}${i}`;
      const id = runtime.ids.stream('case', [portfolio, ref]);
      for (const request of commands(portfolio, ref)) {
        const outcome = await runtime.transactor.run(CASE, id, request);
        if (outcome.kind !== 'done') throw new Error(`${request.command.type}: ${outcome.message}`);
      }
    }
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

export async function timed(work) {
  globalThis.gc?.();
  const start = performance.now();
  const units = await work();
  return (units / (performance.now() - start)) * 1000;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}

/** Both ways in turn, `ROUNDS` times, each on what `prepare` makes; the median of the rounds' ratios. */
export async function compare(ours, theirs, prepare = async () => undefined) {
  const results = [];
  for (let round = 0; round < ROUNDS; round++) {
    await prepare(round);
    // Who goes first alternates: a machine that slows down or warms up favours neither.
    const first = round % 2 === 0 ? await timed(ours) : undefined;
    const raw = await timed(theirs);
    results.push({ ours: first ?? (await timed(ours)), raw });
  }
  return {
    ours: median(results.map((r) => r.ours)),
    raw: median(results.map((r) => r.raw)),
    ratio: median(results.map((r) => r.ours / r.raw)),
  };
}

/** All stored events of a ledger as raw rows. */
export async function allEvents(store, page = 1024) {
  const events = [];
  for (let after = 0; ;) {
    const some = await store.readAll(after, page);
    if (some.length === 0) return events;
    events.push(...some);
    after = some[some.length - 1].position;
  }
}
