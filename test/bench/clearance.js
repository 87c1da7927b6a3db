// "May I call now?" in process: asked on a case with 1,000 facts, every shipped pack applying; and 10,000 people in one call.
import { CASE, load, newLedger, PORTFOLIO } from './kit.js';

const { PARTY } = await load('src/ledger/ledger.js');

const FACTS = 1_000;
const ASKED = 500;
const BULK = 10_000;
const BULK_AT_ONCE = 256;
const DAY = 86_400_000;
const EVERYWHERE = ['US', 'US-MA', 'UK', 'UK-ENG', 'CN', 'EU', 'IN'];

async function must(promise) {
  const outcome = await promise;
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return outcome;
}

let sent = 0;
const request = (command) => ({ command, cmd: `b${sent++}`, by: 'local:bench' });

async function person(runtime, portfolio, ref) {
  const party = runtime.ids.stream('party', [portfolio, ref]);
  const id = runtime.ids.stream('case', [portfolio, ref]);
  const start = '2024-01-01';
  await runtime.transactor.runUnits(PARTY, party, [
    [
      request({ type: 'RegisterParty', portfolio, kind: 'PERSON', name: 'Ann Poe', occurredAt: start }),
      request({ type: 'LinkCase', case: id, role: 'DEBTOR', occurredAt: start }),
      request({ type: 'RecordZone', zone: 'America/New_York', source: 'ADDRESS', occurredAt: start }),
    ],
  ]);
  await runtime.transactor.runUnits(CASE, id, [
    [
      request({ type: 'OpenCase', portfolio, ref, product: 'credit-card', occurredAt: start }),
      request({ type: 'LinkParty', party, role: 'DEBTOR', occurredAt: start }),
      request({ type: 'RegisterDebt', currency: 'USD', balances: { principal: 900_000 }, occurredAt: start }),
    ],
  ]);
  return { party, id };
}

/** Calls, messages, payments and promises of two years, until the case has its facts. */
async function work(runtime, { party, id }) {
  let facts = 5;
  for (let i = 0; facts < FACTS; i++) {
    const at = new Date(Date.now() - (800 - i * 1.9) * DAY).toISOString();
    const call = {
      type: 'RecordContact',
      channel: 'phone',
      party,
      role: 'DEBTOR',
      occurredAt: at,
      connected: i % 3 === 0,
    };
    if (i % 3 === 0) Object.assign(call, { rightParty: 'BIRTH_DATE', conversation: { effective: true } });
    const commands = [call, { type: 'RecordPayment', amount: 100, currency: 'USD', occurredAt: at }];
    if (i % 9 === 4) commands.push({ type: 'RecordMessage', channel: 'sms', party, role: 'DEBTOR', occurredAt: at });
    for (const command of commands) {
      const { events } = await must(runtime.transactor.run(CASE, id, request(command)));
      facts += events.length;
    }
  }
  return facts;
}

function percentile(times, share) {
  return times.sort((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))];
}

/** Noon in New York of a day ahead, inside everybody's hours where there is such a time. */
function planned(ahead) {
  return `${new Date(Date.now() + ahead * DAY).toISOString().slice(0, 10)}T16:00:00Z`;
}

async function ask(runtime, party, more) {
  const command = { type: 'RequestClearance', channel: 'phone', ...more };
  const outcome = await must(runtime.transactor.run(PARTY, party, request(command)));
  return outcome;
}

export async function clearanceBench(quick) {
  const ledger = await newLedger();
  const { runtime } = ledger;
  const portfolio = runtime.ids.stream('portfolio', ['dial']);
  const create = { type: 'CreatePortfolio', name: 'dial', zone: 'America/New_York', currency: 'USD' };
  await must(
    runtime.transactor.run(
      PORTFOLIO,
      portfolio,
      request({ ...create, jurisdictions: EVERYWHERE, capacity: 'AGENCY', creditorKind: 'BANK' }),
    ),
  );
  runtime.projector.start();
  const one = await person(runtime, portfolio, 'long');
  const facts = await work(runtime, one);
  await ask(runtime, one.party, { plannedAt: planned(1) });
  const times = [];
  for (let i = 0; i < (quick ? 100 : ASKED); i++) {
    const begun = performance.now();
    const { id } = await ask(runtime, one.party, { plannedAt: planned(1 + (i % 20)) });
    times.push(performance.now() - begun);
    // Given back, so that each is asked about the same state but for the decisions themselves.
    await runtime.transactor.run(PARTY, one.party, request({ type: 'ReleaseClearance', clearance: id }));
  }
  const many = quick ? 1_000 : BULK;
  const people = [];
  for (let i = 0; i < many; i += BULK_AT_ONCE) {
    const some = Array.from({ length: Math.min(BULK_AT_ONCE, many - i) }, (_, j) =>
      person(runtime, portfolio, `p${i + j}`),
    );
    people.push(...(await Promise.all(some)));
  }
  const begun = performance.now();
  for (let i = 0; i < many; i += BULK_AT_ONCE) {
    await Promise.all(
      people.slice(i, i + BULK_AT_ONCE).map(({ party }) => ask(runtime, party, { plannedAt: planned(1) })),
    );
  }
  const seconds = (performance.now() - begun) / 1000;
  await ledger.close();
  return { facts, median: percentile(times, 0.5), p99: percentile(times, 0.99), many, perSecond: many / seconds };
}
