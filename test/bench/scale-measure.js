// What one thing costs on each of the kept ledgers: the same few hundred pieces of work on one after the other, in rounds, so
// that noise of the machine meets all of them. Cases differ from round to round: what nobody has in memory.
import { join } from 'node:path';
import { CASE, load, openRuntime } from './kit.js';
import { book, grow, isPerson, must, TEN_FACTS } from './scale-book.js';
import { settingsOf, stateOf } from './scale-load.js';

const { PARTY } = await load('src/ledger/ledger.js');
const { ReadSide } = await load('projections/read/read-side.js');
const { CaseBalanceHandler, CaseBalanceQuery } = await load('projections/balances/balances.query.js');
const { CaseViewHandler, CaseViewQuery } = await load('projections/cases/case-view.query.js');
const { CaseListHandler, CaseListQuery } = await load('projections/cases/case-list.query.js');
const { AuditHistoryHandler, AuditHistoryQuery } = await load('projections/audit-history/audit-history.query.js');
const { WorklistHandler, WorklistQuery } = await load('projections/worklist/worklist.query.js');
const { makePack } = await load('src/audit-pack/make-pack.js');
const { Spool } = await load('src/audit-pack/spool.js');

const SAMPLED = 60;
const GROWN = 2_000;
const PAGES = 12;
const by = 'local:bench';

/** An open ledger, and what is asked of it. */
export async function openKept(folder) {
  const { began, cases } = stateOf(folder);
  const begun = performance.now();
  const runtime = await openRuntime(settingsOf(folder));
  const readyMs = performance.now() - begun;
  await runtime.sealer.open();
  const sealedMs = performance.now() - begun - readyMs;
  await runtime.projector.catchUp();
  const { store, readDb, projector, clock, vault, clearance } = runtime;
  const read = new ReadSide(store, readDb, projector, clock);
  const asks = {
    balance: new CaseBalanceHandler(read),
    view: new CaseViewHandler(read),
    list: new CaseListHandler(read),
    history: new AuditHistoryHandler(read, vault),
    worklist: new WorklistHandler(read, clearance.ruleBook),
  };
  const made = book(runtime.ids, began);
  // What earlier runs have added stands under other references.
  return { folder, runtime, read, made, cases, asks, start: { readyMs, sealedMs }, tag: `${Date.now()}-` };
}

/** Fines of the whole book, spread over it; other ones in each round. */
function sampled({ cases }, round, count, person = false) {
  const step = Math.max(10, Math.floor(cases / count / 10) * 10);
  const at = (k) => (k * step + ((round * 7919 * 10) % step)) % cases;
  return Array.from({ length: count }, (_, k) => Math.floor(at(k) / 10) * 10 + (person ? 9 : k % 9));
}

const casesOf = (ledger, round) => sampled(ledger, round, SAMPLED).map((i) => ledger.made.caseOf(i));

async function each(items, work) {
  const times = [];
  for (const [i, item] of items.entries()) {
    const begun = performance.now();
    await work(item, i);
    times.push(performance.now() - begun);
  }
  return times;
}

const knownNow = ({ runtime }) => new Date(runtime.clock.now() + 60_000).toISOString();

const contact = {
  type: 'RecordContact',
  channel: 'phone',
  connected: false,
  outcome: 'NO_ANSWER',
  occurredAt: '2005-05-02',
};

/** Name, unit, and what is done in one round; each answers the cost of every single piece of work. */
export const QUIET = [
  {
    name: 'append, one at a time, to an old case',
    unit: 'ms',
    run: (ledger, round) =>
      each(casesOf(ledger, round), (id, i) =>
        must(ledger.runtime.transactor.run(CASE, id, { command: contact, cmd: `${ledger.tag}${round}-${i}`, by })),
      ),
  },
  {
    name: 'append, 512 callers, new cases',
    unit: 'µs a fact',
    async run(ledger, round) {
      const from = ledger.cases + 10_000_000 + round * GROWN + (Date.now() % 1e9) * 100_000;
      const begun = performance.now();
      await grow(ledger.runtime, ledger.made, from - (from % 10), from - (from % 10) + GROWN);
      return [((performance.now() - begun) * 1000) / ((GROWN * TEN_FACTS) / 10)];
    },
  },
  {
    name: 'fold what was appended, all projections',
    unit: 'µs a fact',
    run: (ledger) => perFact(ledger, () => ledger.runtime.projector.catchUp()),
  },
  {
    name: 'seal what was appended',
    unit: 'µs a fact',
    run: (ledger) => perFact(ledger, () => ledger.runtime.sealer.sealNow()),
  },
  {
    name: 'balance of a case, now',
    unit: 'ms',
    run: (ledger, round) =>
      each(casesOf(ledger, round + 100), (id) => ledger.asks.balance.execute(new CaseBalanceQuery(id, {}))),
  },
  {
    name: 'case as of (V, K)',
    unit: 'ms',
    run: (ledger, round) =>
      each(casesOf(ledger, round + 200), (id) =>
        ledger.asks.view.execute(new CaseViewQuery(id, { asOf: '2005-03-15', knownAt: knownNow(ledger) })),
      ),
  },
  {
    name: 'audit history of a case as of (V, K)',
    unit: 'ms',
    run: (ledger, round) =>
      each(casesOf(ledger, round + 300), (id) =>
        ledger.asks.history.execute(new AuditHistoryQuery(id, { asOf: '2005-06-01', knownAt: knownNow(ledger) }, true)),
      ),
  },
  {
    name: 'list of cases, a page of 50',
    unit: 'ms',
    run: (ledger) => pages(ledger, ({ asks }, scope) => asks.list.execute(new CaseListQuery(scope, {}))),
  },
  {
    name: 'worklist of a portfolio, a page of 50',
    unit: 'ms',
    run: (ledger) => pages(ledger, ({ asks }, scope) => asks.worklist.execute(new WorklistQuery(scope, {}))),
  },
  {
    name: 'audit pack of one case',
    unit: 'ms',
    async run(ledger, round) {
      await ledger.runtime.sealer.sealNow({ heads: true });
      return each(sampled(ledger, round + 400, 3), (i) => pack(ledger, i));
    },
  },
  {
    name: 'map of heads of all streams',
    unit: 'ms',
    async run(ledger, round) {
      const id = casesOf(ledger, round + 500)[0];
      await must(ledger.runtime.transactor.run(CASE, id, { command: contact, cmd: `${ledger.tag}h${round}`, by }));
      await ledger.runtime.sealer.sealNow();
      return each([0], () => ledger.runtime.sealer.sealNow({ heads: true }));
    },
  },
];

/** Asked of a ledger that follows, as a server does. */
export const FOLLOWING = [
  {
    name: 'clearance of a person',
    unit: 'ms',
    run: (ledger, round) =>
      each(sampled(ledger, round, SAMPLED, true), (i, k) =>
        must(
          ledger.runtime.transactor.run(PARTY, ledger.made.partyOf(i), {
            command: { type: 'RequestClearance', channel: 'phone', plannedAt: tomorrow() },
            cmd: `${ledger.tag}c${round}-${k}`,
            by,
          }),
        ),
      ),
  },
  {
    name: 'from acknowledged to in every read table',
    unit: 'ms',
    async run({ runtime, made, tag, ...ledger }, round) {
      const times = [];
      for (const [i, id] of casesOf({ made, ...ledger }, round + 600).entries()) {
        const { position } = await must(
          runtime.transactor.run(CASE, id, { command: contact, cmd: `${tag}l${round}-${i}`, by }),
        );
        const begun = performance.now();
        if (!(await runtime.projector.reached(position, 10_000))) throw new Error('the projector stands still');
        times.push(performance.now() - begun);
      }
      return times;
    },
  },
];

const tomorrow = () => `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T16:00:00Z`;

async function perFact(ledger, work) {
  const head = await ledger.runtime.store.head();
  const { projector, sealer } = ledger.runtime;
  const facts = { projector: head - projector.position(), sealer: head - sealer.position };
  const begun = performance.now();
  await work();
  const ms = performance.now() - begun;
  const done = facts.projector > 0 ? facts.projector : facts.sealer;
  return done > 0 ? [(ms * 1000) / done] : [];
}

/** The first page, and each behind the one before. */
async function pages(ledger, ask) {
  const times = [];
  let after;
  for (let i = 0; i < PAGES; i++) {
    const scope = { portfolio: ledger.made.portfolios.people, limit: 50, ...(after ? { after } : {}) };
    const begun = performance.now();
    const { rows, cases = rows, next } = await ask(ledger, scope);
    times.push(performance.now() - begun);
    if (cases.length === 0) throw new Error('an empty page measures nothing');
    if (!next) break;
    after = next;
  }
  return times;
}

async function pack({ runtime, read, made, folder }, i) {
  const portfolio = isPerson(i) ? made.portfolios.people : made.portfolios.fines;
  const request = {
    kind: 'case',
    portfolio,
    cases: [made.caseOf(i)],
    discloses: true,
    fresh: false,
    without: ['html', 'pdf'],
  };
  const nothing = () => undefined;
  const spool = new Spool(join(folder, 'bench.spool'));
  await makePack(runtime, read, request, {
    spool,
    write: nothing,
    onProgress: nothing,
    onSubjects: nothing,
    proceed: nothing,
  });
  spool.close();
}
