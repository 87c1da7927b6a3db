/** What a witness measures. Labels hold statuses and origins of configured logs: few, and no secret. */
import { Counter, Gauge, Registry } from 'prom-client';
import type { WitnessDb } from './witness-db.js';

export class WitnessMetrics {
  private readonly registry = new Registry();
  private readonly requests = new Counter({
    name: 'quittance_witness_requests_total',
    help: 'Requests to add a checkpoint, by status.',
    labelNames: ['status'] as const,
    registers: [this.registry],
  });
  private readonly size = new Gauge({
    name: 'quittance_witness_log_size',
    help: 'Size of the last tree signed, by log.',
    labelNames: ['origin'] as const,
    registers: [this.registry],
  });
  private readonly time = new Gauge({
    name: 'quittance_witness_log_time_seconds',
    help: 'When it was signed, seconds since 1970.',
    labelNames: ['origin'] as const,
    registers: [this.registry],
  });
  private readonly contradictions = new Gauge({
    name: 'quittance_witness_contradictions',
    help: 'Requests signed by a log that contradict what was signed before. More than 0 is an alarm.',
    labelNames: ['origin'] as const,
    registers: [this.registry],
  });

  constructor(private readonly db: WitnessDb) {}

  answered(status: number): void {
    this.requests.inc({ status: String(status) });
  }

  text(): Promise<string> {
    for (const { origin, state, contradictions } of this.db.logs()) {
      this.size.set({ origin }, state?.size ?? 0);
      this.time.set({ origin }, state?.time ?? 0);
      this.contradictions.set({ origin }, contradictions);
    }
    return this.registry.metrics();
  }
}
