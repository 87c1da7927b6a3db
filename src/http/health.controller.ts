/** Probes: alive, ready, and what is measured. */
import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { countedStatusOf, type ProjectionStatus } from '../../projections/projector/status.js';
import { Open } from '../access/access.guard.js';
import type { DutyStanding } from '../operations/role-desk.js';
import { differencesIn, lastAudit } from '../sealer/audit/audit-record.js';
import { sealStatus, type SealStatus } from '../sealer/status.js';
import type { Runtime } from '../runtime.js';
import { RUNTIME } from '../tokens.js';
import { rolesNow } from './roles-now.js';
import { storeAnswers } from './store-answers.js';
import { Metrics } from './metrics.js';
import { Problem } from './problem.js';

interface Ready {
  readonly status: 'ready';
  readonly projections: readonly ProjectionStatus[];
  readonly seal: SealStatus;
  /** Who does what only one process may do; empty where this process holds no leases and looks at none. */
  readonly roles: readonly DutyStanding[];
  /** What is wrong and stops no command, each with what to do about it. */
  readonly warnings: readonly string[];
}

@ApiTags('operations')
@Controller()
@Open()
export class HealthController {
  constructor(
    @Inject(RUNTIME) private readonly runtime: Runtime,
    @Inject(Metrics) private readonly metrics: Metrics,
  ) {}

  @Get('health')
  @ApiOperation({ summary: 'The process answers.' })
  health(): { readonly status: 'ok' } {
    return { status: 'ok' };
  }

  @Get('ready')
  @ApiOperation({
    summary:
      'The ledger takes commands (its store answers, this machine’s clock is not ahead), its leases can be read, no projection has failed or stands still, facts are sealed, and the last audit found nothing.',
  })
  async ready(): Promise<Ready> {
    const { store, projector, sealer, clock, config, clockWatch } = this.runtime;
    await storeAnswers(store);
    const ahead = await clockWatch.refusal();
    if (ahead !== undefined) throw Problem.of(503, 'clock-ahead', ahead);
    const projections = await countedStatusOf(projector, store, clock.now());
    const bad = projections.find(({ state }) => state === 'failed' || state === 'stalled');
    if (bad) {
      const why = bad.failure?.message ?? `no progress for a minute while ${bad.lagEvents} events behind`;
      throw Problem.of(503, 'projection-failed', `The projection '${bad.name}' is ${bad.state}: ${why}.`);
    }
    const seal = await sealStatus(sealer, store, clock.now());
    if (seal.state === 'stopped' || seal.state === 'stalled') {
      const why = seal.stopped?.message ?? `no progress for a minute while ${seal.lagEvents} facts behind`;
      throw Problem.of(503, 'seal-stopped', `The seal is ${seal.state}: ${why}`);
    }
    const audit = lastAudit(config.data);
    if (audit && differencesIn(audit) > 0) {
      const detail = `The audit of ${audit.at} found ${differencesIn(audit)} differences between the ledger and its seal. 'quittance audit verify' says which; where it finds none, this is over.`;
      throw Problem.of(503, 'audit-differences', detail);
    }
    const warning = clockWatch.warning();
    const roles = await rolesNow(this.runtime.roles);
    return { status: 'ready', projections, seal, roles, warnings: warning === undefined ? [] : [warning] };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @ApiOperation({ summary: 'Prometheus metrics.' })
  measured(): Promise<string> {
    return this.metrics.text();
  }
}
