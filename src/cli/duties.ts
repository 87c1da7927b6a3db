/**
 * What a process does beside answering, each duty under its lease (design.md 7). In an embedded ledger nobody else can have
 * the lease, since the lock of the ledger comes first; there read side and seal go on until the process ends.
 */
import type { LoggerService } from '@nestjs/common';
import { ReadSide } from '../../projections/read/read-side.js';
import { RuleBook } from '../clearance/index.js';
import { quietLogger } from '../http/logger.js';
import { isShared } from '../operations/ops-url.js';
import type { Term } from '../operations/lease-keeper.js';
import { BucketNotices } from '../reactors/bucket-notices.reactor.js';
import { DeadlineNotices } from '../reactors/deadline-notices.reactor.js';
import { MonthEndInterest } from '../reactors/month-end-interest.reactor.js';
import { PlanNotices } from '../reactors/plan-notices.reactor.js';
import { PromiseNotices } from '../reactors/promise-notices.reactor.js';
import type { Reactor } from '../reactors/reactor.js';
import { ReactorSchedule } from '../reactors/scheduler.js';
import { SettlementNotices } from '../reactors/settlement-notices.reactor.js';
import type { LedgerHost } from './ledger/host.js';
import { NightlyAudit } from './nightly-audit.js';
import { onSignal } from './signals.js';

/** Begins them; a signal ends them first of all, so that another process goes on at once. */
export async function startDuties(host: LedgerHost): Promise<void> {
  const { runtime } = host;
  const { roles, sealer, config } = runtime;
  const logger = quietLogger(config.log);
  const shared = isShared(config);
  await host.follow();
  // Nobody else folds here: the lease says so.
  if (!runtime.projector.shared) await roles.start('projector', over);
  // Who answers needs leaves and tiles too: what others seal is taken over.
  if (shared ? roles.has('api') || roles.has('sealer') : roles.has('sealer')) sealer.start();
  onSignal(() => roles.stop());
  await roles.start('sealer', async (term) => {
    const audit = nightly(runtime, logger);
    try {
      return shared ? await sealer.lead(term) : await over(term);
    } finally {
      await audit.stop();
    }
  });
  await roles.start('reactor', (term) => react(host, logger, term));
}

/** Commands that reactors send are known by their `cmd`: one that wakes late records nothing twice. */
async function react({ runtime, app }: LedgerHost, logger: LoggerService, term: Term): Promise<boolean> {
  const { transactor, projector, clock } = runtime;
  const read = app.get(ReadSide);
  const noticing = { read, transactor, projector, clock };
  const reactors: Reactor[] = [
    new PromiseNotices(read, transactor, projector, clock),
    new PlanNotices(noticing),
    new SettlementNotices(noticing),
    new DeadlineNotices(noticing, app.get(RuleBook)),
    new BucketNotices(noticing),
    new MonthEndInterest(read, transactor, projector, clock),
  ];
  const schedule = new ReactorSchedule(reactors, logger);
  schedule.start();
  await over(term);
  await schedule.stop();
  return true;
}

/** By the process that seals: it is the one whose seal is never behind. */
function nightly({ config, clock }: LedgerHost['runtime'], logger: LoggerService): NightlyAudit {
  const warn = (line: string): void => {
    logger.error(line, 'audit');
  };
  const audit = new NightlyAudit({ folder: config.data, at: config.auditAt, clock, warn });
  audit.start();
  return audit;
}

function over({ signal }: Term): Promise<boolean> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(true);
    else signal.addEventListener('abort', () => resolve(true));
  });
}
