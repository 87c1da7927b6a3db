/** Views of what was done and said: contacts, complaints, disputes, clearances, all else that figures count. No text of anybody. */
import {
  CASE_COLUMNS,
  CASE_READS,
  CASES_SEEN,
  CORRECTION,
  day,
  inScope,
  instant,
  KNOWN,
  positionOf,
  holds,
  stepped,
  type Column,
  type ReportView,
} from './view.js';

const contact = (column: string): string => stepped('contacts/contact_steps', 'contact', column);

const CONTACTS_VIEW: ReportView = {
  name: 'contacts',
  about: 'An attempt, message, letter or visit.',
  reads: [...CASE_READS, 'contacts'],
  columns: {
    ...CASE_COLUMNS,
    contact_id: ['r.contact', 'text', 'Contact'],
    kind: ['r.kind', 'text', 'ATTEMPT, MESSAGE, NOTICE, VISIT'],
    channel: ['r.channel', 'text', 'Channel'],
    direction: ['r.direction', 'text', 'Who began it'],
    purpose: ['r.purpose', 'text', 'What for, where it was said'],
    happened_at: [instant('r.at'), 'timestamp with time zone', 'When; null where only the day is known'],
    happened_on: [day('r.on_date'), 'date', 'Day'],
    party_id: ['r.party', 'text', 'Party, `party-<uuid>`, where it was said'],
    party_role: ['r.role', 'text', 'Its role in the case'],
    connected: [`${contact('connected')} = 1`, 'boolean', 'Whether somebody answered; null where nobody said'],
    right_party: [`${contact('right_party')} IS NOT NULL`, 'boolean', 'Whether it was verified to be the right party'],
    delivery: [contact('delivery'), 'text', 'DELIVERED, BOUNCED, RETURNED; null where nobody said'],
    outcome: [contact('outcome'), 'text', 'Code of the outcome'],
    correction: CORRECTION,
    position: positionOf(),
  },
  from: `${CASES_SEEN} JOIN {contacts/contacts} r ON r.case_key = c.case_key AND r.position <= c.known AND r.on_date <= c.day`,
  example: {
    asks: 'Attempts and right-party contacts by channel.',
    sql: 'SELECT portfolio, channel, count(*) AS contacts, count(*) FILTER (WHERE right_party) AS right_party FROM report.contacts WHERE correction IS NULL GROUP BY 1, 2 ORDER BY 1, 2',
  },
};

const complaint = (column: string): string => stepped('complaints/complaint_steps', 'complaint', column);

const COMPLAINTS_VIEW: ReportView = {
  name: 'complaints',
  about: 'A complaint received.',
  reads: [...CASE_READS, 'complaints'],
  columns: {
    ...CASE_COLUMNS,
    complaint_id: ['r.complaint', 'text', 'Complaint'],
    received_on: [day('r.received'), 'date', 'Day of its receipt'],
    topic: ['r.topic', 'text', 'Topic, where it has one'],
    channel: ['r.channel', 'text', 'Channel by which it came'],
    stage: [complaint('stage'), 'text', 'What was done of it last; null: nothing yet'],
    due_on: [day(complaint('due')), 'date', 'Day by which it is to be decided'],
    outcome: [complaint('outcome'), 'text', 'How it was decided'],
    decided_on: [day(complaint('decided')), 'date', 'Day of the decision'],
    closed_on: [day(complaint('closed')), 'date', 'Day on which it was closed'],
    correction: CORRECTION,
    position: positionOf(),
  },
  from: `${CASES_SEEN} JOIN {complaints/complaints} r ON r.case_key = c.case_key AND r.position <= c.known AND r.received <= c.day`,
  example: {
    asks: 'How many complaints came in, and how many are not decided, by month?',
    sql: "SELECT portfolio, date_trunc('month', received_on)::date AS month, count(*) AS received, count(*) FILTER (WHERE decided_on IS NULL) AS undecided FROM report.complaints GROUP BY 1, 2 ORDER BY 1, 2",
  },
};

const dispute = (column: string): string => stepped('disputes/dispute_steps', 'dispute', column);

const DISPUTES_VIEW: ReportView = {
  name: 'disputes',
  about: 'A dispute raised.',
  reads: [...CASE_READS, 'disputes'],
  columns: {
    ...CASE_COLUMNS,
    dispute_id: ['r.dispute', 'text', 'Dispute'],
    raised_on: [day('r.raised'), 'date', 'Day on which it was raised'],
    ground: ['r.ground', 'text', 'Ground'],
    amount: ['r.amount', 'bigint', 'Disputed portion, minor units; null: the whole'],
    stage: [dispute('stage'), 'text', 'What was done of it last'],
    held: [`${dispute('held')} = 1`, 'boolean', 'Whether it holds collection'],
    ended_on: [day(dispute('ended')), 'date', 'Day on which it ended'],
    correction: CORRECTION,
    position: positionOf(),
  },
  from: `${CASES_SEEN} JOIN {disputes/disputes} r ON r.case_key = c.case_key AND r.position <= c.known AND r.raised <= c.day`,
  example: {
    asks: 'Which disputes are open, the oldest first?',
    sql: 'SELECT case_id, dispute_id, ground, raised_on FROM report.disputes WHERE ended_on IS NULL AND correction IS NULL ORDER BY raised_on, dispute_id',
  },
};

const RULES = (effect: string): string => `(SELECT string_agg(s.rule, ', ' ORDER BY s.rule, s.pack)
    FROM {clearances/clearance_rules} s
    WHERE s.party_key = r.party_key AND s.clearance = r.clearance AND s.effect = '${effect}')`;

/** A person of one portfolio may owe in another: which case it was there is not told. */
const OWN_CASE = `CASE WHEN EXISTS (SELECT 1 FROM {cases/cases} k WHERE k.id = r.case_id AND ${inScope('k.portfolio')}) THEN r.case_id END`;

const CLEARANCES_VIEW: ReportView = {
  name: 'clearances',
  about: 'What the rules answered to who asked whether a contact may be.',
  reads: ['cases', 'portfolio', 'registers', 'clearances'],
  columns: {
    portfolio_id: ['h.portfolio', 'text', 'Portfolio of the party, `portfolio-<uuid>`'],
    portfolio: ['f.name', 'text', 'Name of the portfolio'],
    party_id: ['h.id', 'text', 'Party, `party-<uuid>`'],
    case_id: [
      OWN_CASE,
      'text',
      'The first of the cases that it is about; null where that is of a portfolio not granted',
    ],
    clearance_id: ['r.clearance', 'text', 'Clearance'],
    asked_at: [instant('r.at'), 'timestamp with time zone', 'When it was asked'],
    asked_on: [day('r.on_date'), 'date', 'Day'],
    permitted: ['r.permitted = 1', 'boolean', 'Whether the contact was permitted; else it was blocked'],
    channel: ['r.channel', 'text', 'Channel'],
    purpose: ['r.purpose', 'text', 'Purpose'],
    planned_at: [instant('r.planned_at'), 'timestamp with time zone', 'When the contact was to be'],
    next_allowed_at: [instant('r.next_allowed'), 'timestamp with time zone', 'When it would be permitted, where known'],
    blocked_by: [RULES('BLOCKS'), 'text', 'Rules that blocked it, `rule@version` with commas between'],
    warned_by: [RULES('WARNS'), 'text', 'Rules that advised against it, likewise'],
    position: positionOf(),
  },
  from: `FROM {clearances/clearances} r
  JOIN {registers/homes} h ON h.stream_key = r.party_key
  LEFT JOIN {portfolio/portfolios} f ON f.id = h.portfolio
  WHERE ${inScope('h.portfolio')} AND r.position <= ${KNOWN}`,
  example: {
    asks: 'How many contacts were blocked, and by which rules?',
    sql: 'SELECT portfolio, blocked_by, count(*) FROM report.clearances WHERE NOT permitted GROUP BY 1, 2 ORDER BY 1, 2',
  },
};

const ACTIVITIES_VIEW: ReportView = {
  name: 'activities',
  about: 'What was done and what came in, a row a fact: what figures count.',
  reads: [...CASE_READS, 'occurrences'],
  columns: {
    ...CASE_COLUMNS,
    kind: ['r.kind', 'text', 'attempt, connected, promise, complaint, payment, placed, …'],
    happened_on: [day('r.on_date'), 'date', 'Day'],
    part_id: ['r.part', 'text', 'Contact, complaint, promise or placement that it is about'],
    outbound: ['r.outbound = 1', 'boolean', "Whether on the creditor's initiative"],
    channel: ['r.channel', 'text', 'Channel'],
    batch: ['r.batch', 'text', 'Placement batch'],
    recorded_after_hours: ['r.delay_hours', 'bigint', 'Whole hours from when it happened to when it was recorded'],
    imported: ['r.imported = 1', 'boolean', 'Whether an import brought it'],
    position: positionOf(),
  },
  from: `${CASES_SEEN} JOIN {occurrences/occurrences} r ON r.case_key = c.case_key AND r.position <= c.known AND r.on_date <= c.day`,
  example: {
    asks: 'What was done each month?',
    sql: "SELECT portfolio, date_trunc('month', happened_on)::date AS month, kind, count(*) FROM report.activities GROUP BY 1, 2, 3 ORDER BY 1, 2, 3",
  },
};

const DEADLINE = {
  ...CASE_COLUMNS,
  source: ['h.source', 'text', 'Kind of thing that has the deadline'],
  deadline_id: ['h.id', 'text', 'Deadline'],
  what: ['h.what', 'text', 'What must be done'],
  due_on: [day('h.due'), 'date', 'By when'],
  status: ['h.status', 'text', 'What has become of it by the day'],
  done_on: [day('h.done_on'), 'date', 'When it was done'],
} as const satisfies Record<string, Column>;
const SPAN = `h.case_key = c.case_key AND ${holds('h')}`;
const dueExample = (view: string): ReportView['example'] => ({
  asks: 'What is due within a week, and what is late?',
  sql: `SELECT case_id, what, due_on, status FROM report.${view} WHERE done_on IS NULL AND due_on <= current_date + 7 ORDER BY due_on, case_id`,
});

const DEADLINES_VIEW: ReportView = {
  name: 'deadlines',
  about: "A deadline that a case's own facts set.",
  reads: [...CASE_READS, 'deadlines'],
  columns: DEADLINE,
  from: `${CASES_SEEN} JOIN {deadlines/deadlines} h ON ${SPAN}`,
  example: dueExample('deadlines'),
};

const RULE_DEADLINES_VIEW: ReportView = {
  name: 'rule_deadlines',
  about: 'A deadline that a shipped rule pack sets, whether or not the pack is active: choose by `pack`.',
  reads: [...CASE_READS, 'rule-deadlines'],
  columns: {
    ...DEADLINE,
    pack: ['h.pack', 'text', 'Rule pack, `name@version`'],
    rule: ['h.rule', 'text', 'Rule, `id@version`'],
    reason: ['h.reason', 'text', 'Code of what is due'],
  },
  from: `${CASES_SEEN} JOIN {rule-deadlines/rule_deadlines} h ON ${SPAN}`,
  example: dueExample('rule_deadlines'),
};

export const CONDUCT_VIEWS: readonly ReportView[] = [
  CONTACTS_VIEW,
  COMPLAINTS_VIEW,
  DISPUTES_VIEW,
  CLEARANCES_VIEW,
  ACTIVITIES_VIEW,
  DEADLINES_VIEW,
  RULE_DEADLINES_VIEW,
];
