/** Views of portfolios and cases, and of how far all views are. */
import { CASE_COLUMNS, CASE_READS, CASES_SEEN, CURRENCY, day, inScope, KNOWN, type ReportView } from './view.js';

const CASE_STEP = (column: string): string =>
  `(SELECT s.${column} FROM {cases/case_steps} s WHERE s.case_key = c.case_key AND s.position <= c.known
    AND s.eff <= c.day AND s.${column} IS NOT NULL ORDER BY s.position DESC LIMIT 1)`;

export const FRESHNESS: ReportView = {
  name: 'freshness',
  about: 'How far each projection behind a view is: nothing beyond that position is in the view.',
  reads: ['clock'],
  columns: {
    view: ['v.name', 'text', 'Name of the view'],
    projection: ['k.name', 'text', 'What it is folded by'],
    version: ['k.version', 'integer', 'Version of the table that is shown'],
    position: ['k.position', 'bigint', 'Store position of the last fact folded'],
    event_id: ["NULLIF(k.event, '')", 'text', 'Id of that fact: `knownAt=` of the API for the same state'],
    known_at: [
      `(SELECT to_timestamp(t.millis / 1000.0) FROM {clock/clock} t WHERE t.position <= k.position ORDER BY t.millis DESC LIMIT 1)`,
      'timestamp with time zone',
      'All that was recorded up to then is in it; null while nothing is',
    ],
    stopped: ['k.failure IS NOT NULL', 'boolean', 'Whether it stands still at a fact that it cannot fold'],
    problem: ['v.failure', 'text', 'Why the view could not be switched to a new version; else null'],
  },
  from: `FROM reporting.views v CROSS JOIN LATERAL jsonb_each_text(COALESCE(v.uses, '{}')) u
  JOIN reporting.projections k ON k.name = u.key AND k.version = u.value::integer`,
  example: {
    asks: 'Up to when is everything in the promises shown?',
    sql: "SELECT min(position) AS position, min(known_at) AS known_at FROM report.freshness WHERE view = 'promises'",
  },
};

export const POSITIONS: ReportView = {
  name: 'positions',
  about: 'When the ledger came to know what: the last position of each millisecond in which facts were recorded.',
  reads: ['clock'],
  columns: {
    known_at: ['to_timestamp(t.millis / 1000.0)', 'timestamp with time zone', 'When those facts were recorded'],
    position: ['t.position', 'bigint', 'The last of them'],
  },
  from: 'FROM {clock/clock} t',
  example: {
    asks: 'Which position is the end of March, for `quittance.known_at`?',
    sql: "SELECT max(position) AS position FROM report.positions WHERE known_at < '2026-04-01T00:00:00Z'",
  },
};

export const PORTFOLIOS_VIEW: ReportView = {
  name: 'portfolios',
  about: 'A portfolio.',
  reads: ['portfolio'],
  columns: {
    portfolio_id: ['f.id', 'text', 'Portfolio, `portfolio-<uuid>`'],
    portfolio: ['f.name', 'text', 'Its name'],
    zone: ['f.zone', 'text', 'Time zone of its days'],
    currency: ['f.currency', 'text', 'ISO 4217, where it has one'],
    created_on: [day('f.created'), 'date', 'Day from which it is there'],
    position: ['f.position', 'bigint', 'Store position of the fact that made the row'],
  },
  from: `FROM {portfolio/portfolios} f WHERE ${inScope('f.id')} AND f.position <= ${KNOWN}`,
  example: {
    asks: 'Which portfolios may I see?',
    sql: 'SELECT portfolio, currency, zone FROM report.portfolios ORDER BY 1',
  },
};

export const CASES_VIEW: ReportView = {
  name: 'cases',
  about: 'A case that was opened by the day.',
  reads: CASE_READS,
  columns: {
    ...CASE_COLUMNS,
    product: ['c.product', 'text', 'Product, as the source calls it'],
    currency: CURRENCY,
    opened_on: [day('c.opened'), 'date', 'Day of its opening'],
    stage: [`COALESCE(${CASE_STEP('stage')}, 'OPEN')`, 'text', 'OPEN, CLOSED, …'],
    zone: ['c.zone', 'text', 'Time zone of its days'],
    source: ['c.source', 'text', '`mapping@version` of the import that opened it'],
    position: ['c.case_key', 'bigint', 'Store position of the fact that made the row'],
  },
  from: `${CASES_SEEN} WHERE c.opened <= c.day AND c.case_key <= c.known`,
  example: {
    asks: 'How many cases are open, by portfolio and product?',
    sql: "SELECT portfolio, product, count(*) FROM report.cases WHERE stage = 'OPEN' GROUP BY 1, 2 ORDER BY 1, 2",
  },
};

export const BOOK_VIEWS: readonly ReportView[] = [FRESHNESS, POSITIONS, PORTFOLIOS_VIEW, CASES_VIEW];
