/** What does a metric come to for a portfolio and a period, as known at K, and as it was known when the period ended? */
import { Inject } from '@nestjs/common';
import { QueryHandler, type IQueryHandler } from '@nestjs/cqrs';
import { Problem } from '../../src/http/problem.js';
import type { CivilDate } from '../../src/ledger/dates.js';
import { bucketTableName } from '../../src/ledger/delinquency/index.js';
import { tableCalled } from '../delinquency/table-of.js';
import { bookScope } from '../read/book-scope.js';
import type { AnswerHead } from '../read/cut.js';
import { ReadSide } from '../read/read-side.js';
import { currenciesOf, readsOf, sumsOf } from './evaluate.js';
import { linesOf, type FigureLine } from './lines.calc.js';
import { METRICS, metricNamed } from './metrics/index.js';
import type { Metric, Words } from './metric.js';
import type { FigureScope } from './scope.js';

export const LATE_HOURS_DEFAULT = 24;

export interface FigureAsk {
  /** Name or id. */
  readonly portfolio: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly knownAt?: string;
  readonly table?: string;
  readonly through?: CivilDate;
  readonly lateHours?: number;
}

/** Several metrics at one (V, K). */
export interface KnownLines {
  readonly portfolio: string;
  readonly name: string;
  readonly head: AnswerHead;
  readonly lines: ReadonlyMap<Metric, readonly FigureLine[]>;
  /** Bucket table, `id@version`. */
  readonly table: string;
}

export interface MetricView {
  readonly id: string;
  readonly version: number;
  readonly name: Words;
  readonly definition: Words;
  readonly unit: Metric['unit'];
  readonly shown: Metric['shown'];
  readonly dimension: string | null;
}

export function metricView({ id, version, name, definition, unit, shown, dimension }: Metric): MetricView {
  return { id, version, name, definition, unit, shown, dimension: dimension ?? null };
}

export function metricCalled(id: string): Metric {
  const metric = metricNamed(id);
  if (metric) return metric;
  const known = METRICS.map((each) => each.id).join(', ');
  throw Problem.of(404, 'unknown-metric', `There is no metric '${id.slice(0, 60)}'. There is ${known}.`, {
    field: 'metric',
  });
}

function checkPeriod({ from, to, through = to }: FigureAsk): void {
  if (from > to) throw Problem.of(400, 'bad-period', `from ${from} must not lie after to ${to}.`, { field: 'from' });
  if (through < to) {
    throw Problem.of(400, 'bad-period', `through ${through} must not lie before to ${to}.`, { field: 'through' });
  }
}

/** The scope of a question, with the names that its answer shows. */
export async function scopeOf(read: ReadSide, ask: FigureAsk, reads: readonly string[]) {
  checkPeriod(ask);
  const { from, to, knownAt, through = to, lateHours = LATE_HOURS_DEFAULT } = ask;
  const book = await bookScope(read, reads, ask.portfolio, { asOf: to, knownAt });
  const { id, name, position, head } = book;
  const table = tableCalled(ask.table ?? book.buckets);
  const scope: FigureScope = { portfolio: id, from, to, through, position, table, lateHours };
  return { scope, head, name };
}

export async function figuresAt(read: ReadSide, ask: FigureAsk, metrics: readonly Metric[]): Promise<KnownLines> {
  const parts = metrics.flatMap(({ numerator, denominator }) => [numerator, denominator]);
  const { scope, head, name } = await scopeOf(read, ask, readsOf(parts));
  const { sums, currencies } = await read.snapshot(async (db) => ({
    sums: await sumsOf(read, db, scope, parts),
    currencies: await currenciesOf(read, db, scope),
  }));
  const lines = new Map<Metric, readonly FigureLine[]>();
  for (const metric of metrics) {
    const numerator = sums.get(metric.numerator) ?? [];
    const denominator = sums.get(metric.denominator) ?? [];
    lines.set(metric, linesOf(metric, { numerator, denominator, currencies }, scope.table));
  }
  return { portfolio: scope.portfolio, name, head, lines, table: bucketTableName(scope.table) };
}

export class FigureQuery {
  constructor(
    readonly ask: FigureAsk,
    /** Ids; every metric where left out. */
    readonly metrics?: readonly string[],
    /** Beside what is known, what was known at the end of the period. */
    readonly restated = false,
  ) {}
}

export interface Figure extends MetricView {
  readonly lines: readonly FigureLine[];
  /** The same as it was known at the end of the period's last day; null where it was not asked for. */
  readonly asReported: readonly FigureLine[] | null;
}

export interface Figures extends AnswerHead {
  readonly portfolio: string;
  readonly name: string;
  readonly from: CivilDate;
  readonly to: CivilDate;
  readonly table: string;
  /** (V, K) of `asReported`. */
  readonly reportedAt: AnswerHead | null;
  readonly figures: readonly Figure[];
}

@QueryHandler(FigureQuery)
export class FigureHandler implements IQueryHandler<FigureQuery, Figures> {
  constructor(@Inject(ReadSide) private readonly read: ReadSide) {}

  async execute({ ask, metrics: ids, restated }: FigureQuery): Promise<Figures> {
    const metrics = ids === undefined ? METRICS : ids.map(metricCalled);
    const now = await figuresAt(this.read, ask, metrics);
    // What was known then: the end of the period's last day in the portfolio's zone.
    const then = restated ? await figuresAt(this.read, { ...ask, knownAt: ask.to }, metrics) : undefined;
    return {
      portfolio: now.portfolio,
      name: now.name,
      ...now.head,
      from: ask.from,
      to: ask.to,
      table: now.table,
      reportedAt: then?.head ?? null,
      figures: metrics.map((metric) => ({
        ...metricView(metric),
        lines: now.lines.get(metric) ?? [],
        asReported: then === undefined ? null : reportedLines(now.lines.get(metric), then.lines.get(metric)),
      })),
    };
  }
}

/** What was not known then has its line all the same: 0 of 0, which is no rate. */
function reportedLines(now: readonly FigureLine[] = [], then: readonly FigureLine[] = []): FigureLine[] {
  return now.map(({ currency, by }) => {
    const line = then.find((each) => each.currency === currency && each.by === by);
    return line ?? { currency, by, numerator: 0, denominator: 0, bps: null };
  });
}
