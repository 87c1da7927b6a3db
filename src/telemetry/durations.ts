/**
 * A histogram of seconds for a hot path: a few additions an observation. prom-client's own makes and hashes an object of
 * labels each time, which cost 8 % of an append. It is told in the same form (prometheus.io/docs/instrumenting/exposition_formats).
 */
import type { Metric, MetricValueWithName, Registry } from 'prom-client';

interface Tally {
  /** Observations by bucket, each counted once; the last is beyond every bound. */
  readonly counts: number[];
  sum: number;
}

export class Durations {
  private readonly tallies = new Map<string, Tally>();

  /** @param bounds upper bounds of the buckets, seconds, rising */
  constructor(
    readonly name: string,
    private readonly help: string,
    private readonly label: string,
    private readonly bounds: readonly number[],
  ) {}

  observe(value: string, seconds: number): void {
    let tally = this.tallies.get(value);
    if (!tally) this.tallies.set(value, (tally = { counts: this.bounds.map(() => 0).concat(0), sum: 0 }));
    let i = 0;
    while (i < this.bounds.length && seconds > (this.bounds[i] as number)) i++;
    tally.counts[i] = (tally.counts[i] as number) + 1;
    tally.sum += seconds;
  }

  register(registry: Registry): void {
    // All that a registry asks of a metric is its name and what it holds.
    registry.registerMetric({ name: this.name, get: () => Promise.resolve(this.told()) } as unknown as Metric);
  }

  private told(): object {
    const values = [...this.tallies].flatMap(([value, tally]) => this.valuesOf({ [this.label]: value }, tally));
    return { name: this.name, help: this.help, type: 'histogram', aggregator: 'sum', values };
  }

  private valuesOf(labels: Readonly<Record<string, string>>, { counts, sum }: Tally): MetricValueWithName<string>[] {
    let total = 0;
    const buckets = counts.map((count, i) => {
      total += count;
      const le = this.bounds[i] ?? '+Inf';
      return { labels: { le, ...labels }, value: total, metricName: `${this.name}_bucket` };
    });
    const rest = { sum, count: total };
    return [
      ...buckets,
      ...Object.entries(rest).map(([end, value]) => ({ labels, value, metricName: `${this.name}_${end}` })),
    ];
  }
}
