/** What is measured and traced of one open ledger: counters always, traces where a collector is named. */
import { packageVersion } from '../cli/version.js';
import type { EventStore } from '../store/port.js';
import { Measures } from './measures.js';
import type { TracedParts } from './traced.js';

export class Telemetry {
  readonly measures = new Measures();

  private constructor(readonly traced: TracedParts | undefined) {}

  /** The packages of tracing are only loaded where they are used. */
  static async open({ otlpUrl }: { readonly otlpUrl: string }): Promise<Telemetry> {
    if (otlpUrl === '') return new Telemetry(undefined);
    const { tracedParts } = await import('./traced.js');
    return new Telemetry(tracedParts(otlpUrl, packageVersion()));
  }

  /** The store whose appends are traced, where that is on. */
  store(inner: EventStore): EventStore {
    return this.traced?.store(inner) ?? inner;
  }

  async close(): Promise<void> {
    await this.traced?.tracing.close();
  }
}
