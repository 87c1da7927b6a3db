/** Prometheus metrics. Labels hold routes and names, never ids. */
import { Inject, Injectable } from '@nestjs/common';
import {
  collectDefaultMetrics,
  Counter,
  Gauge,
  Histogram,
  Registry,
  type MetricObjectWithValues,
  type MetricValue,
} from 'prom-client';
import { countedStatusOf } from '../../projections/projector/status.js';
import { differencesIn, lastAudit } from '../sealer/audit/audit-record.js';
import { sealStatus, type SealStatus } from '../sealer/status.js';
import type { Runtime } from '../runtime.js';
import { lagSeconds } from '../telemetry/lag.js';
import { RUNTIME } from '../tokens.js';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];

@Injectable()
export class Metrics {
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'quittance_http_request_seconds',
    help: 'Time from request to answer, by method, route and status.',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });
  private readonly position = new Gauge({
    name: 'quittance_projection_position',
    help: 'Store position that a projection has reached.',
    labelNames: ['projection'] as const,
    registers: [this.registry],
  });
  private readonly lag = new Gauge({
    name: 'quittance_projection_lag_events',
    help: 'Facts that a projection has not yet folded.',
    labelNames: ['projection'] as const,
    registers: [this.registry],
  });
  private readonly lagSeconds = new Gauge({
    name: 'quittance_projection_lag_seconds',
    help: 'Age of the oldest fact that a projection has not yet folded.',
    labelNames: ['projection'] as const,
    registers: [this.registry],
  });
  private readonly rebuilds = new Gauge({
    name: 'quittance_projection_rebuilds',
    help: 'Rebuilds of a whole projection since the process started.',
    registers: [this.registry],
  });
  private readonly failed = new Gauge({
    name: 'quittance_projection_failed',
    help: '1 while a projection stands still on a fact that it could not fold, or makes no progress while behind.',
    labelNames: ['projection'] as const,
    registers: [this.registry],
  });
  private readonly head = new Gauge({
    name: 'quittance_ledger_head',
    help: 'Store position of the last fact.',
    registers: [this.registry],
  });
  private readonly commands = new Counter({
    name: 'quittance_commands_total',
    help: 'Commands by outcome: done, repeated, refused, trouble.',
    labelNames: ['outcome'] as const,
    registers: [this.registry],
  });

  private readonly sealLag = new Gauge({
    name: 'quittance_seal_lag_events',
    help: 'Facts that no published checkpoint covers yet.',
    registers: [this.registry],
  });
  private readonly sealLagSeconds = new Gauge({
    name: 'quittance_seal_lag_seconds',
    help: 'Age of the oldest fact that no published checkpoint covers yet.',
    registers: [this.registry],
  });
  private readonly sealSize = new Gauge({
    name: 'quittance_seal_size',
    help: 'Leaves that the last published checkpoint covers.',
    registers: [this.registry],
  });
  private readonly sealFailed = new Gauge({
    name: 'quittance_seal_failed',
    help: '1 while the sealer has stopped, or makes no progress while behind.',
    registers: [this.registry],
  });
  private readonly sealFindings = new Gauge({
    name: 'quittance_seal_findings',
    help: 'Facts whose recordedAt does not fit the time at which the store got them.',
    registers: [this.registry],
  });
  private readonly sealed = new Histogram({
    name: 'quittance_seal_publish_seconds',
    help: 'Age of the oldest fact of a checkpoint when it was published.',
    buckets: [0.1, 0.25, 0.5, 1, 1.5, 2, 3, 5, 10, 60],
    registers: [this.registry],
  });

  private readonly witnessed = new Gauge({
    name: 'quittance_witness_quorum_size',
    help: 'Leaves of the newest checkpoint that enough witnesses have cosigned.',
    registers: [this.registry],
  });
  private readonly witnessLag = new Gauge({
    name: 'quittance_witness_quorum_lag_seconds',
    help: 'For how long a published checkpoint has waited for enough witnesses.',
    registers: [this.registry],
  });
  private readonly cosigned = new Gauge({
    name: 'quittance_witness_cosigned_size',
    help: 'Leaves of the largest checkpoint that a witness has cosigned.',
    labelNames: ['witness'] as const,
    registers: [this.registry],
  });
  private readonly witnessFailed = new Gauge({
    name: 'quittance_witness_failed',
    help: '1 while a witness does not cosign, by what is wrong: unreachable, refused, faulty, fork.',
    labelNames: ['witness', 'why'] as const,
    registers: [this.registry],
  });

  private readonly anchorTime = new Gauge({
    name: 'quittance_anchor_time_seconds',
    help: 'When the newest time stamp over a checkpoint was made, seconds since 1970; 0: there is none.',
    registers: [this.registry],
  });
  private readonly anchorFailed = new Gauge({
    name: 'quittance_anchor_failed',
    help: '1 while the time-stamping authority gives no stamp.',
    registers: [this.registry],
  });

  private readonly auditTime = new Gauge({
    name: 'quittance_audit_time_seconds',
    help: 'When the last full audit ended, seconds since 1970; 0: there was none.',
    registers: [this.registry],
  });
  private readonly auditDifferences = new Gauge({
    name: 'quittance_audit_differences',
    help: 'Differences that it found between the ledger and its seal; -1: it could not be made.',
    registers: [this.registry],
  });

  private readonly clockAhead = new Gauge({
    name: 'quittance_clock_ahead_seconds',
    help: "How far this machine's clock is ahead of the database that processes share; negative: behind it, or behind the newest fact at the start.",
    registers: [this.registry],
  });

  private readonly role = new Gauge({
    name: 'quittance_role_active',
    help: '1 while this process has the lease of a role that one process has at a time.',
    labelNames: ['role'] as const,
    registers: [this.registry],
  });
  private readonly fence = new Gauge({
    name: 'quittance_role_fence',
    help: 'Number of the last holding of a role by any process: it grows with each take-over.',
    labelNames: ['role'] as const,
    registers: [this.registry],
  });

  constructor(@Inject(RUNTIME) private readonly runtime: Runtime) {
    collectDefaultMetrics({ register: this.registry });
    runtime.telemetry.measures.register(this.registry);
    runtime.sealer.onPublished = (seconds) => this.sealed.observe(seconds);
  }

  observe(method: string, route: string, status: number, seconds: number): void {
    this.requests.observe({ method, route, status: String(status) }, seconds);
  }

  /** @param type last part of the problem's type */
  refused(type: string): void {
    this.runtime.telemetry.measures.refused(type);
  }

  command(outcome: 'done' | 'repeated' | 'refused' | 'trouble'): void {
    this.commands.inc({ outcome });
  }

  /** Name, kind, labels and meaning of each metric. */
  definitions(): Promise<MetricObjectWithValues<MetricValue<string>>[]> {
    return this.registry.getMetricsAsJSON();
  }

  async text(): Promise<string> {
    const { store, projector, clock } = this.runtime;
    const head = await store.head();
    this.head.set(head);
    const standing = await countedStatusOf(projector, store, clock.now());
    const behind = standing.filter(({ lagEvents }) => lagEvents > 0).map(({ position }) => position);
    const ages = await lagSeconds(store, behind, clock.now());
    this.rebuilds.set(projector.rebuilds);
    for (const { name, position, lagEvents, state } of standing) {
      this.lagSeconds.set({ projection: name }, lagEvents > 0 ? (ages.get(position) ?? 0) : 0);
      this.position.set({ projection: name }, position);
      this.lag.set({ projection: name }, lagEvents);
      this.failed.set({ projection: name }, state === 'failed' || state === 'stalled' ? 1 : 0);
    }
    const seal = await sealStatus(this.runtime.sealer, store, clock.now());
    this.sealLag.set(seal.lagEvents);
    this.sealLagSeconds.set(seal.lagSeconds);
    this.sealSize.set(seal.size);
    this.sealFindings.set(seal.findings);
    this.sealFailed.set(seal.state === 'stopped' || seal.state === 'stalled' ? 1 : 0);
    this.vouched(seal);
    const audit = lastAudit(this.runtime.config.data);
    this.auditTime.set(audit ? Date.parse(audit.at) / 1000 : 0);
    this.auditDifferences.set(audit ? (audit.failed === null ? differencesIn(audit) : -1) : 0);
    this.clockAhead.set(this.runtime.clockWatch.ahead() / 1000);
    await this.roles();
    return this.registry.metrics();
  }

  /** Left as they were where the leases cannot be read: `/ready` says that. */
  private async roles(): Promise<void> {
    for (const { role, state, fence } of await this.runtime.roles.standing().catch(() => [])) {
      this.role.set({ role }, state === 'active' ? 1 : 0);
      this.fence.set({ role }, fence);
    }
  }

  private vouched({ witnessed, witnessLagSeconds, witnesses, stampedAt, stampFailed }: SealStatus): void {
    this.anchorTime.set(stampedAt === null ? 0 : Date.parse(stampedAt) / 1000);
    this.anchorFailed.set(stampFailed === null ? 0 : 1);
    this.witnessed.set(witnessed);
    this.witnessLag.set(witnessLagSeconds);
    this.witnessFailed.reset();
    for (const { name, size, state } of witnesses) {
      this.cosigned.set({ witness: name }, size);
      if (state !== 'cosigning' && state !== 'waiting') this.witnessFailed.set({ witness: name, why: state }, 1);
    }
  }
}
