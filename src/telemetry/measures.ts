/** What is counted where facts are written. Labels hold outcomes and codes of the program, never ids or words of people. */
import { Counter, type Registry } from 'prom-client';
import type { AppendResult, NewEvent } from '../store/port.js';
import { Durations } from './durations.js';

const SECONDS = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Facts that say how a question "may I call now?" was answered. */
const ANSWERS: Readonly<Record<string, 'permitted' | 'blocked'>> = {
  ContactPermitted: 'permitted',
  ContactBlocked: 'blocked',
};

export class Measures {
  private readonly appends = new Durations(
    'quittance_append_seconds',
    'Time from an append to what the store said of it, by outcome: appended, conflict, not-written, unknown.',
    'outcome',
    SECONDS,
  );
  private readonly conflicts = new Counter({
    name: 'quittance_append_conflicts_total',
    help: 'Appends that met a newer revision and were decided afresh.',
    registers: [],
  });
  private readonly unknown = new Counter({
    name: 'quittance_append_unknown_total',
    help: 'Appends of which the store did not say whether it wrote them; they are sent again, unchanged.',
    registers: [],
  });
  private readonly clearances = new Counter({
    name: 'quittance_clearances_total',
    help: 'Questions whether somebody may be contacted now, by answer: permitted, blocked.',
    labelNames: ['answer'] as const,
    registers: [],
  });
  private readonly refusals = new Counter({
    name: 'quittance_refusals_total',
    help: 'Commands that were refused, by the last part of the problem type.',
    labelNames: ['type'] as const,
    registers: [],
  });

  constructor() {
    for (const answer of Object.values(ANSWERS)) this.clearances.inc({ answer }, 0);
  }

  register(registry: Registry): void {
    this.appends.register(registry);
    registry.registerMetric(this.conflicts);
    registry.registerMetric(this.unknown);
    registry.registerMetric(this.clearances);
    registry.registerMetric(this.refusals);
  }

  /** What became of an append, and after how many milliseconds. */
  readonly appended = (events: readonly NewEvent[], result: AppendResult, ms: number): void => {
    this.appends.observe(result.kind, ms / 1000);
    if (result.kind === 'conflict') this.conflicts.inc();
    if (result.kind === 'unknown') this.unknown.inc();
    if (result.kind !== 'appended' || result.repeated) return;
    for (const { type } of events) {
      const answer = ANSWERS[type];
      if (answer) this.clearances.inc({ answer });
    }
  };

  /** @param type a code of the program: `unknown-debt` */
  refused(type: string): void {
    this.refusals.inc({ type });
  }
}
