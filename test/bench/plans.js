// A plan of 60 instalments with 200 payments: evaluated as of a day from folded flows, and from the case's facts.
import { load, median } from './kit.js';

const { evaluatePlan, PlanBook } = await load('src/ledger/plan/index.js');
const { PaymentUses } = await load('src/ledger/payment/index.js');

const INSTALMENTS = 60;
const PAYMENTS = 200;
const ROUNDS = 500;

const day = (n) => new Date(Date.UTC(2020, 0, 1) + n * 86_400_000).toISOString().slice(0, 10);
let revision = 0;
const fact = (type, eff, data) => ({
  ...{ type, id: `e${revision}`, eff, at: eff, data, revision: revision++, position: revision },
  zone: { name: 'Europe/Rome', by: 'portfolio' },
});

/** Facts of one case: the plan, and a payment every nine days, each with its allocation; some are returned. */
function facts() {
  const instalments = Array.from({ length: INSTALMENTS }, (_, i) => ({
    no: i + 1,
    dueDate: day(30 * i + 40),
    amount: 10_000,
  }));
  const terms = {
    ...{ plan: 'p', version: 1, kind: 'INSTALMENT', debts: ['d'], instalments, total: 10_000 * INSTALMENTS },
    ...{ currency: 'EUR', graceDays: 5, breakRule: 'missed-3@1', proposer: 'FIRM', policy: 'bench@1' },
  };
  const all = [
    fact('PlanProposed', day(0), terms),
    fact('PlanAgreed', day(1), { plan: 'p', version: 1, form: 'WRITTEN' }),
    fact('PlanActivated', day(2), { plan: 'p', version: 1 }),
  ];
  for (let i = 0; i < PAYMENTS; i++) {
    const [payment, on] = [`pay${i}`, day(9 * i + 3)];
    const lines = [{ debt: 'd', component: 'principal', amount: 2_900 }];
    all.push(fact('PaymentReceived', on, { payment, amount: 2_900, currency: 'EUR' }));
    all.push(fact('PaymentAllocated', on, { payment, version: 1, waterfall: 'standard@1', lines, held: 0 }));
    if (i % 40 !== 39) continue;
    const back = {
      reversal: `r${i}`,
      payment,
      amount: 2_900,
      reason: 'NSF',
      basis: 'REVERSAL_DATE',
      paidOn: on,
      lines,
    };
    all.push(fact('PaymentReversed', day(9 * i + 10), back));
  }
  return all;
}

function timesOf(work) {
  const times = [];
  for (let i = 0; i < ROUNDS; i++) {
    const asOf = day(500 + (i % 1300));
    const start = performance.now();
    if (!work(asOf)) throw new Error('the plan was not evaluated');
    times.push(performance.now() - start);
  }
  return median(times);
}

/** Median milliseconds of one evaluation: of the pure function, and of a case's book made anew from its facts. */
export function evaluatedPlan() {
  const all = facts();
  const [{ versions }] = new PlanBook(all).at(day(1800));
  const { version } = versions[0];
  const flows = new PaymentUses(all).onDebts(new Set(['d']));
  return {
    pure: timesOf((asOf) => evaluatePlan(version, flows, asOf).state),
    book: timesOf((asOf) => new PlanBook(all).at(asOf)[0].versions[0].state),
  };
}
