// The made book of the scale bench: nine traffic fines, paid, and one person with a debt, calls and a promise, over and over.
// The same number gives the same case, so that a measure knows what there is without keeping a list.
import { CASE, load, PORTFOLIO } from './kit.js';
import { fine, FINE_FACTS } from './kit.js';

const { PARTY } = await load('src/ledger/ledger.js');

/** Of ten cases one is a person's. */
const ONE_IN = 10;
const PERSON_FACTS = 9;
export const TEN_FACTS = (ONE_IN - 1) * FINE_FACTS + PERSON_FACTS;
const DAY = 86_400_000;
const EVERYWHERE = ['US', 'US-MA', 'UK', 'UK-ENG', 'CN', 'EU', 'IN'];
const CALLERS = 512;

const by = 'local:bench';

export function casesOf(facts) {
  return Math.ceil(facts / TEN_FACTS) * ONE_IN;
}

export const isPerson = (i) => i % ONE_IN === ONE_IN - 1;

export function book(ids, began) {
  const portfolios = { fines: ids.stream('portfolio', ['main']), people: ids.stream('portfolio', ['dial']) };
  const portfolioOf = (i) => (isPerson(i) ? portfolios.people : portfolios.fines);
  return {
    began,
    portfolios,
    caseOf: (i) => ids.stream('case', [portfolioOf(i), `s${i}`]),
    partyOf: (i) => ids.stream('party', [portfolios.people, `s${i}`]),
  };
}

export async function createPortfolios({ transactor }, { portfolios }) {
  const create = { type: 'CreatePortfolio', name: 'main', zone: 'Europe/Rome', currency: 'EUR' };
  const dial = { ...create, name: 'dial', zone: 'America/New_York', currency: 'USD' };
  const more = { jurisdictions: EVERYWHERE, capacity: 'AGENCY', creditorKind: 'BANK' };
  await must(transactor.run(PORTFOLIO, portfolios.fines, { command: create, cmd: 'create', by }));
  await must(transactor.run(PORTFOLIO, portfolios.people, { command: { ...dial, ...more }, cmd: 'create', by }));
}

export async function must(promise) {
  const outcome = await promise;
  if (outcome.kind !== 'done') throw new Error(outcome.message);
  return outcome;
}

/** Every case from `from` to `to`, each in one append, so many at once. */
export async function grow({ transactor }, made, from, to) {
  let next = from;
  const write = async (kind, stream, requests) => {
    const [outcome] = await transactor.runUnits(kind, stream, [requests], true);
    if ('kind' in outcome) throw new Error(`case ${stream}: ${outcome.message}`);
  };
  const caller = async () => {
    for (let i = next++; i < to; i = next++) {
      if (isPerson(i)) {
        const { party, debt } = person(made, i);
        await write(PARTY, made.partyOf(i), party);
        await write(CASE, made.caseOf(i), debt);
      } else await write(CASE, made.caseOf(i), fine(made.portfolios.fines, `s${i}`));
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, caller));
}

/** Promises fall due within a year of the day on which the book was begun, before and after: the same share of them is in anyone's worklist. */
function person({ began, portfolios, caseOf, partyOf }, i) {
  const due = (((i / ONE_IN) | 0) * 37) % 730;
  const day = (ahead) => new Date(began + ahead * DAY).toISOString();
  const opened = day(-500).slice(0, 10);
  const name = `Debtor ${i}`;
  const party = partyOf(i);
  const requests = (commands) => commands.map((command, n) => ({ command, cmd: `p${n}-${i}`, by }));
  const called = day(Math.min(-1, due - 365 - 20));
  return {
    party: requests([
      { type: 'RegisterParty', portfolio: portfolios.people, kind: 'PERSON', name, occurredAt: opened },
      { type: 'LinkCase', case: caseOf(i), role: 'DEBTOR', occurredAt: opened },
      { type: 'RecordZone', zone: 'America/New_York', source: 'ADDRESS', occurredAt: opened },
    ]),
    debt: requests([
      { type: 'OpenCase', portfolio: portfolios.people, ref: `s${i}`, product: 'credit-card', occurredAt: opened },
      { type: 'LinkParty', party, role: 'DEBTOR', occurredAt: opened },
      { type: 'RegisterDebt', currency: 'USD', balances: { principal: 900_000 }, occurredAt: opened },
      { type: 'RecordContact', channel: 'phone', party, role: 'DEBTOR', connected: false, occurredAt: called },
      {
        type: 'RecordContact',
        channel: 'phone',
        party,
        role: 'DEBTOR',
        connected: true,
        rightParty: 'BIRTH_DATE',
        conversation: { effective: true },
        occurredAt: called,
      },
      {
        type: 'MakePromise',
        amount: 50_000,
        currency: 'USD',
        dueDate: day(due - 365).slice(0, 10),
        occurredAt: called,
      },
    ]),
  };
}
