/** Views of what is owed: sums, components, the journal behind them, totals of portfolios. Amounts are minor units. */
import { COMPONENTS } from '../../src/ledger/components.js';
import { NET_ACCOUNT_NAMES } from '../../src/ledger/payment/index.js';
import {
  CASE_COLUMNS,
  CASE_READS,
  CASES_SEEN,
  CURRENCY,
  day,
  PORTFOLIO_COLUMNS,
  positionOf,
  type ReportView,
} from './view.js';

const READS = [...CASE_READS, 'balances'];
const list = (names: readonly string[]): string => `(${names.map((name) => `'${name}'`).join(', ')})`;
const NET = list(NET_ACCOUNT_NAMES);
const PARTS = list(COMPONENTS);
const HERE = 'j.case_key = c.case_key AND j.eff <= c.day AND j.position <= c.known';

const BALANCED = `${CASES_SEEN}
  CROSS JOIN LATERAL (
    SELECT COALESCE(sum(CASE WHEN j.credit IN ${NET} THEN j.amount WHEN j.debit IN ${NET} THEN -j.amount ELSE 0 END), 0) AS net,
      COALESCE(sum(CASE WHEN j.credit = 'held' THEN j.amount WHEN j.debit = 'held' THEN -j.amount ELSE 0 END), 0) AS held
    FROM {balances/journal} j WHERE ${HERE}
  ) b
  WHERE c.opened <= c.day AND c.case_key <= c.known`;

const BALANCES_VIEW: ReportView = {
  name: 'balances',
  about: 'What a case owes at the end of the day.',
  reads: READS,
  columns: {
    ...CASE_COLUMNS,
    currency: CURRENCY,
    net: ['b.net', 'bigint', 'Owed; below 0 where the case is in credit'],
    held: ['b.held', 'bigint', 'Received and not allocated; part of net'],
  },
  from: BALANCED,
  example: {
    asks: 'Who owes most?',
    sql: 'SELECT case_id, currency, net FROM report.balances ORDER BY net DESC, case_id LIMIT 10',
  },
};

const COMPONENTS_VIEW: ReportView = {
  name: 'balance_components',
  about: 'What a case owes of one component of one debt; components of 0 have no row.',
  reads: READS,
  columns: {
    ...CASE_COLUMNS,
    debt_id: ['b.debt', 'text', 'Debt'],
    component: ['b.component', 'text', `One of ${COMPONENTS.join(', ')}`],
    currency: CURRENCY,
    amount: ['b.amount', 'bigint', 'Owed'],
  },
  from: `${CASES_SEEN}
  CROSS JOIN LATERAL (
    SELECT x.debt, x.component, sum(x.amount) AS amount FROM (
      SELECT j.debt, j.debit AS component, j.amount FROM {balances/journal} j WHERE ${HERE} AND j.debit IN ${PARTS}
      UNION ALL
      SELECT j.debt, j.credit, -j.amount FROM {balances/journal} j WHERE ${HERE} AND j.credit IN ${PARTS}
    ) x GROUP BY x.debt, x.component HAVING sum(x.amount) <> 0
  ) b
  WHERE c.opened <= c.day AND c.case_key <= c.known`,
  example: {
    asks: 'Of what is the debt of each portfolio made up?',
    sql: 'SELECT portfolio, currency, component, sum(amount) AS amount FROM report.balance_components GROUP BY 1, 2, 3 ORDER BY 1, 2, 3',
  },
};

const JOURNAL_VIEW: ReportView = {
  name: 'journal',
  about:
    'A movement of money, or a count of 1, from account `credit` to account `debit`; all days, also those to come.',
  reads: READS,
  columns: {
    ...CASE_COLUMNS,
    position: positionOf('j'),
    line: ['j.n', 'integer', 'Which line of that fact, from 0'],
    debit: ['j.debit', 'text', 'Account: a component, `held`, or where the money comes from or goes to'],
    credit: ['j.credit', 'text', 'Account, likewise'],
    amount: [
      'j.amount',
      'bigint',
      'Minor units; 1 in accounts that count (contacts, disputes, complaints, placements)',
    ],
    currency: CURRENCY,
    effective_on: [day('j.eff'), 'date', 'Value date under the basis that the fact names'],
    other_basis_on: [day('j.other'), 'date', 'Value date under the other reversal basis, where it differs'],
    debt_id: ['j.debt', 'text', 'Debt, where it concerns one'],
    due_on: [day('j.due'), 'date', 'Contractual due date of a charge, where it has one'],
  },
  from: `${CASES_SEEN} JOIN {balances/journal} j ON j.case_key = c.case_key AND j.position <= c.known`,
  example: {
    asks: 'What was received and what was reversed, by month of the value date?',
    sql: "SELECT portfolio, currency, date_trunc('month', effective_on)::date AS month, sum(amount) FILTER (WHERE debit = 'payments') AS received, sum(amount) FILTER (WHERE credit = 'reversals') AS reversed FROM report.journal WHERE debit = 'payments' OR credit = 'reversals' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
  },
};

const TOTALS_VIEW: ReportView = {
  name: 'portfolio_totals',
  about: 'What a portfolio is owed in one currency at the end of the day.',
  reads: READS,
  columns: {
    ...PORTFOLIO_COLUMNS,
    currency: CURRENCY,
    cases: ['count(*)', 'bigint', 'Cases opened by the day'],
    cases_owing: ['count(*) FILTER (WHERE b.net > 0)', 'bigint', 'Cases that owe'],
    owing: ['COALESCE(sum(b.net) FILTER (WHERE b.net > 0), 0)', 'bigint', 'What those owe'],
    cases_in_credit: ['count(*) FILTER (WHERE b.net < 0)', 'bigint', 'Cases that have paid more than they owed'],
    credit: ['COALESCE(sum(b.net) FILTER (WHERE b.net < 0), 0)', 'bigint', 'Of those; at most 0'],
    cases_settled: ['count(*) FILTER (WHERE b.net = 0)', 'bigint', 'Cases that owe nothing'],
    held: ['COALESCE(sum(b.held), 0)', 'bigint', 'Received and not allocated'],
  },
  from: `${BALANCED} GROUP BY 1, 2, 3`,
  example: {
    asks: 'What was owed at the end of 2025?',
    sql: "SET quittance.as_of = '2025-12-31';\nSELECT portfolio, currency, cases, owing, credit FROM report.portfolio_totals ORDER BY 1, 2",
  },
};

export const MONEY_VIEWS: readonly ReportView[] = [BALANCES_VIEW, COMPONENTS_VIEW, JOURNAL_VIEW, TOTALS_VIEW];
