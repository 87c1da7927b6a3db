/** What the program has by name: its metrics, commands and settings. Pages, alerts and dashboards may name nothing else. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Metrics } from '../../src/http/metrics.js';
import { readConfig } from '../../src/config.js';
import { openRuntime } from '../../src/runtime.js';

export interface Metric {
  readonly name: string;
  readonly type: string;
  readonly help: string;
}

/** Every metric that `/metrics` gives, those of the process included. */
export async function metrics(): Promise<Metric[]> {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-metrics-'));
  const runtime = await openRuntime(readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' }));
  try {
    return (await new Metrics(runtime).definitions()).map(({ name, type, help }) => ({
      name,
      type: String(type),
      help,
    }));
  } finally {
    await runtime.close();
    rmSync(folder, { recursive: true });
  }
}

/** Names under which Prometheus keeps them: a histogram is three series. */
export function series({ name, type }: Metric): string[] {
  return type === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name];
}

/** Names of metrics in a text: an expression of PromQL, a page. */
export function metricsIn(text: string): string[] {
  return [...new Set(text.match(/\b(?:quittance|process|nodejs)_[a-z_]+\b/g) ?? [])];
}
