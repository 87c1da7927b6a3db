/** Figures as flat rows: one a metric, currency and bucket, month or batch. */
import type { Column } from '../export/columns.js';
import type { DrillDown, DrilledAccount } from './drill-down.query.js';
import type { Figure, Figures } from './figures.query.js';
import type { FigureLine } from './lines.calc.js';

export interface FigureRow {
  readonly answer: Omit<Figures, 'figures'>;
  readonly figure: Figure;
  readonly line: FigureLine;
  readonly reported: FigureLine | undefined;
}

export function rowsOf(answer: Figures): FigureRow[] {
  return answer.figures.flatMap((figure) =>
    figure.lines.map((line) => {
      const reported = figure.asReported?.find(({ currency, by }) => currency === line.currency && by === line.by);
      return { answer, figure, line, reported };
    }),
  );
}

const text = (name: string, meaning: string, value: (row: FigureRow) => string | null): Column<FigureRow> => ({
  name, type: 'text', meaning, value,
}); // prettier-ignore
const whole = (name: string, meaning: string, value: (row: FigureRow) => number | null): Column<FigureRow> => ({
  name, type: 'integer', meaning, value,
}); // prettier-ignore

export const FIGURE_COLUMNS: readonly Column<FigureRow>[] = [
  text('portfolio', 'Id of the portfolio.', ({ answer }) => answer.portfolio),
  text('portfolio_name', 'Its name.', ({ answer }) => answer.name),
  text('metric', 'Id of the metric, as in the list above.', ({ figure }) => figure.id),
  whole('metric_version', 'Version of its definition.', ({ figure }) => figure.version),
  text('name_en', 'Name in English.', ({ figure }) => figure.name.en),
  text('name_zh', 'Name in Chinese.', ({ figure }) => figure.name.zh),
  text('period_from', 'First day of the period.', ({ answer }) => answer.from),
  text('period_to', 'Last day of the period.', ({ answer }) => answer.to),
  text('bucket_table', 'Bucket table, id@version.', ({ answer }) => answer.table),
  text('currency', 'ISO 4217; a figure is of one currency always.', ({ line }) => line.currency),
  text('by', 'Bucket, full months, or batch; empty for the whole.', ({ line }) => line.by),
  text('unit', '`amount`: minor units of the currency; `count`: a number of things.', ({ figure }) => figure.unit),
  whole('numerator', 'As known at `known_at`.', ({ line }) => line.numerator),
  whole('denominator', 'As known at `known_at`.', ({ line }) => line.denominator),
  whole(
    'rate_bps',
    'Rate in basis points, rounded half up; empty where the denominator is 0. Of plan-survival the product of the fractions up to the line.',
    ({ line }) => line.bps,
  ),
  whole(
    'per_thousand_hundredths',
    'For figures per thousand: the rate in hundredths of one per thousand.',
    ({ line }) => line.perThousandHundredths ?? null,
  ),
  text('as_of', 'V: the whole of this day.', ({ answer }) => answer.asOf),
  text('known_at', 'K: when the last fact included was recorded.', ({ answer }) => answer.knownAt),
  text(
    'last_event',
    'Id of that fact; as `knownAt` it gives the same figures for ever.',
    ({ answer }) => answer.lastEvent,
  ),
  whole('reported_numerator', 'As known at the end of the period.', ({ reported }) => reported?.numerator ?? null),
  whole('reported_denominator', 'As known at the end of the period.', ({ reported }) => reported?.denominator ?? null),
  whole('reported_bps', 'The rate as known at the end of the period.', ({ reported }) => reported?.bps ?? null),
  text('reported_at', 'K of the reported figures.', ({ answer }) => answer.reportedAt?.knownAt ?? null),
];

export interface DrilledRow {
  readonly head: Omit<DrillDown, 'rows' | 'next'>;
  readonly account: DrilledAccount;
}

const drilled = (name: string, meaning: string, value: (row: DrilledRow) => string | null): Column<DrilledRow> => ({
  name, type: 'text', meaning, value,
}); // prettier-ignore

export const DRILL_DOWN_COLUMNS: readonly Column<DrilledRow>[] = [
  drilled('metric', 'Id of the metric.', ({ head }) => head.metric),
  drilled('part', '`numerator` or `denominator`.', ({ head }) => head.part),
  drilled('case', 'Id of the case.', ({ account }) => account.case),
  drilled('ref', "The source's reference of the case.", ({ account }) => account.ref),
  drilled('currency', 'ISO 4217.', ({ account }) => account.currency),
  {
    name: 'amount',
    type: 'integer',
    meaning: 'What the account adds: all rows together are the part of the figure.',
    value: ({ account }) => account.amount,
  },
  drilled('events', 'Ids of the facts behind it, oldest first, with blanks between.', ({ account }) =>
    account.events.join(' '),
  ),
  drilled('as_of', 'V.', ({ head }) => head.asOf),
  drilled('known_at', 'K.', ({ head }) => head.knownAt),
  drilled('last_event', 'Id of the last fact included.', ({ head }) => head.lastEvent),
];
