/** Views of what was promised and agreed, and what became of it. Amounts are minor units. */
import { CASE_COLUMNS, CASE_READS, CASES_SEEN, day, holds, positionOf, type Column, type ReportView } from './view.js';

const READS = [...CASE_READS, 'plans'];

/** As `projections/holds/party-exclusion.sql.ts`. */
const COUNTS_AS = `CASE WHEN h.counts_as IN ('KEPT', 'OPEN', 'EXCLUDED') THEN h.counts_as WHEN EXISTS (
    SELECT 1 FROM {holds/obligor_links} l JOIN {party-holds/party_holds} b ON b.party = l.party
    WHERE l.case_key = r.case_key AND l.role = 'DEBTOR' AND l.position <= c.known AND l.eff <= c.day
      AND b.stops LIKE '%COLLECTION%' AND b.k_from <= c.known AND (b.k_to IS NULL OR b.k_to > c.known)
      AND b.v_from <= c.day AND b.v_from <= r.window_end AND (b.v_to IS NULL OR b.v_to > r.made)
  ) THEN 'EXCLUDED' ELSE h.counts_as END`;

const TERMS = {
  promise_id: ['r.promise', 'text', 'Promise-to-pay'],
  made_on: [day('r.made'), 'date', 'Day on which it was made'],
  due_on: [day('r.due'), 'date', 'Day by which it was to be paid'],
  window_ends_on: [day('r.window_end'), 'date', 'Last day on which a payment counts'],
  amount: ['r.amount', 'bigint', 'Promised'],
  currency: ['r.currency', 'text', 'ISO 4217'],
} as const satisfies Record<string, Column>;

const OUTCOME = {
  outcome: ['h.outcome', 'text', 'OPEN, KEPT, PARTIALLY_KEPT, BROKEN, CANCELLED, RENEGOTIATED'],
  paid: ['h.paid', 'bigint', 'Paid within the window'],
  paid_bps: ['h.ratio_bps', 'bigint', 'The same of what was promised, basis points'],
} as const satisfies Record<string, Column>;

const SAME_PROMISE = 'h.case_key = r.case_key AND h.promise = r.promise';

const PROMISES_VIEW: ReportView = {
  name: 'promises',
  about: 'A promise-to-pay, and what has become of it by the day.',
  reads: [...CASE_READS, 'promises', 'holds', 'party-holds'],
  columns: {
    ...CASE_COLUMNS,
    ...TERMS,
    ...OUTCOME,
    counts_as: [COUNTS_AS, 'text', 'For the kept rate: KEPT, PARTIALLY_KEPT, BROKEN, OPEN, EXCLUDED'],
    position: positionOf(),
  },
  from: `${CASES_SEEN}
  JOIN {promises/promises} r ON r.case_key = c.case_key AND r.position <= c.known AND r.made <= c.day
  JOIN {promises/promise_outcomes} h ON ${SAME_PROMISE} AND ${holds('h')}`,
  example: {
    asks: 'Kept rate by month of the due date, strict: kept of kept, partially kept and broken.',
    sql: "SELECT portfolio, date_trunc('month', due_on)::date AS month, count(*) FILTER (WHERE counts_as = 'KEPT') AS kept, count(*) AS turned_out FROM report.promises WHERE counts_as IN ('KEPT', 'PARTIALLY_KEPT', 'BROKEN') GROUP BY 1, 2 ORDER BY 1, 2",
  },
};

const HISTORY_VIEW: ReportView = {
  name: 'promise_history',
  about:
    'What a promise was in from one day to another, as known from one position to another; also what is still to come.',
  reads: [...CASE_READS, 'promises'],
  columns: {
    ...CASE_COLUMNS,
    ...TERMS,
    ...OUTCOME,
    valid_from: [day('h.v_from'), 'date', 'First day'],
    valid_to: [day('h.v_to'), 'date', 'First day on which it is no longer so; null: none'],
    known_from: ['h.k_from', 'bigint', 'Store position from which it was known'],
    known_to: ['h.k_to', 'bigint', 'Store position from which something else is known; null: none'],
  },
  from: `${CASES_SEEN}
  JOIN {promises/promises} r ON r.case_key = c.case_key
  JOIN {promises/promise_outcomes} h ON ${SAME_PROMISE} AND h.k_from <= c.known`,
  example: {
    asks: 'Which promises were called broken, and are known to be kept by now?',
    sql: "SELECT DISTINCT b.promise_id FROM report.promise_history b JOIN report.promises p USING (promise_id) WHERE b.outcome = 'BROKEN' AND b.known_to IS NOT NULL AND b.valid_from <= current_date AND p.outcome = 'KEPT' ORDER BY 1",
  },
};

const IN_FORCE = `JOIN {plans/plan_states} h ON h.case_key = r.case_key AND h.plan = r.plan AND h.in_force = 1 AND ${holds('h')}`;

const PLANS_VIEW: ReportView = {
  name: 'plans',
  about: 'A payment plan, as of its version in force.',
  reads: READS,
  columns: {
    ...CASE_COLUMNS,
    plan_id: ['r.plan', 'text', 'Plan'],
    version: ['h.version', 'integer', 'Version in force'],
    kind: ['h.kind', 'text', 'Kind of plan'],
    state: ['h.state', 'text', 'PROPOSED, AGREED, ON_TRACK, BEHIND, BROKEN, COMPLETED, CANCELLED'],
    since: [day('h.since'), 'date', 'Day from which it is in that state'],
    proposed_on: [day('r.proposed'), 'date', 'Day of the proposal'],
    total: ['h.total', 'bigint', 'Sum of its instalments'],
    scheduled: ['i.scheduled', 'bigint', 'Instalments due by the day'],
    paid: ['i.paid', 'bigint', 'Paid on instalments'],
    currency: ['r.currency', 'text', 'ISO 4217'],
    position: positionOf(),
  },
  from: `${CASES_SEEN}
  JOIN {plans/plans} r ON r.case_key = c.case_key AND r.position <= c.known
  ${IN_FORCE}
  CROSS JOIN LATERAL (
    SELECT COALESCE(sum(n.is_due * n.amount), 0) AS scheduled, COALESCE(sum(n.paid), 0) AS paid
    FROM {plans/plan_instalments} n
    WHERE n.case_key = h.case_key AND n.plan = h.plan AND n.version = h.version AND ${holds('n')}
  ) i`,
  example: {
    asks: 'How many plans are in which state?',
    sql: 'SELECT portfolio, state, count(*) FROM report.plans GROUP BY 1, 2 ORDER BY 1, 2',
  },
};

const INSTALMENTS_VIEW: ReportView = {
  name: 'instalments',
  about: 'An instalment of the version in force of a plan.',
  reads: READS,
  columns: {
    ...CASE_COLUMNS,
    plan_id: ['r.plan', 'text', 'Plan'],
    version: ['n.version', 'integer', 'Version in force'],
    no: ['n.no', 'integer', 'Number within the version, from 1'],
    due_on: [day('n.due'), 'date', 'Due date'],
    amount: ['n.amount', 'bigint', 'To be paid'],
    paid: ['n.paid', 'bigint', 'Paid of it'],
    outcome: ['n.outcome', 'text', 'What has become of it by the day'],
    is_due: ['n.is_due = 1', 'boolean', 'Whether its due date came while the plan was in force'],
    currency: ['r.currency', 'text', 'ISO 4217'],
  },
  from: `${CASES_SEEN}
  JOIN {plans/plans} r ON r.case_key = c.case_key AND r.position <= c.known
  ${IN_FORCE}
  JOIN {plans/plan_instalments} n ON n.case_key = h.case_key AND n.plan = h.plan AND n.version = h.version AND ${holds('n')}`,
  example: {
    asks: 'What is to come in from instalments, by month?',
    sql: "SELECT portfolio, currency, date_trunc('month', due_on)::date AS month, sum(amount - paid) AS expected FROM report.instalments WHERE NOT is_due AND paid < amount GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
  },
};

const SETTLEMENTS_VIEW: ReportView = {
  name: 'settlements',
  about: 'A settlement offered: less than what is owed, for good.',
  reads: READS,
  columns: {
    ...CASE_COLUMNS,
    settlement_id: ['r.settlement', 'text', 'Settlement'],
    offered_on: [day('r.offered'), 'date', 'Day of the offer'],
    expires_on: [day('r.expires'), 'date', 'Last day on which it can be accepted'],
    pay_by: [day('r.pay_by'), 'date', 'Last day on which it can be paid'],
    amount: ['r.amount', 'bigint', 'To be paid'],
    owed: ['r.owed', 'bigint', 'What was owed when it was offered'],
    paid: ['h.paid', 'bigint', 'Paid by the day'],
    stage: ['h.stage', 'text', 'OFFERED, ACCEPTED, PAID, COMPLETED, LAPSED'],
    currency: ['r.currency', 'text', 'ISO 4217'],
    position: positionOf(),
  },
  from: `${CASES_SEEN}
  JOIN {plans/settlements} r ON r.case_key = c.case_key AND r.position <= c.known
  JOIN {plans/settlement_stages} h ON h.case_key = r.case_key AND h.settlement = r.settlement AND ${holds('h')}`,
  example: {
    asks: 'How many offers were accepted, and for how much of what was owed?',
    sql: "SELECT portfolio, currency, count(*), sum(amount) AS amount, sum(owed) AS owed FROM report.settlements WHERE stage IN ('ACCEPTED', 'PAID', 'COMPLETED') GROUP BY 1, 2 ORDER BY 1, 2",
  },
};

export const COMMITMENT_VIEWS: readonly ReportView[] = [
  PROMISES_VIEW,
  HISTORY_VIEW,
  PLANS_VIEW,
  INSTALMENTS_VIEW,
  SETTLEMENTS_VIEW,
];
