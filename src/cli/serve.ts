/** `quittance serve`: has the ledger, serves it over TCP and on the local socket, until a signal ends it. */
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ReadSide } from '../../projections/read/read-side.js';
import { quietLogger } from '../http/logger.js';
import { PlanNotices } from '../reactors/plan-notices.reactor.js';
import { MonthEndInterest } from '../reactors/month-end-interest.reactor.js';
import { PromiseNotices } from '../reactors/promise-notices.reactor.js';
import { ReactorSchedule } from '../reactors/scheduler.js';
import { DeadlineNotices } from '../reactors/deadline-notices.reactor.js';
import { RuleBook } from '../clearance/index.js';
import { SettlementNotices } from '../reactors/settlement-notices.reactor.js';
import { acquireLedgerLock, type LedgerLock } from '../store/sqlite/lock.js';
import { addressOf, type Address, type ServeOptions } from './address.js';
import type { Cli } from './cli.js';
import { NightlyAudit } from './nightly-audit.js';
import { CliError, EXIT } from './exit.js';
import { holderText } from './ledger/connect.js';
import { LedgerHost } from './ledger/host.js';
import { endsBySignal, onSignal } from './signals.js';

/** How often a lock whose holder has no name is tried: a command that only looked lets go at once. */
const LOOKS = 5;
const LOOK_AGAIN_MS = 100;

export async function serve(cli: Cli, options: ServeOptions): Promise<void> {
  const address = addressOf(cli, options);
  const host = await openToServe(cli, 'serve');
  try {
    await serveHost(cli, host, address);
  } finally {
    await host.close();
  }
}

/** Takes the ledger's lock, or says at once who has it. */
export async function openToServe({ config }: Cli, what: string): Promise<LedgerHost> {
  const host = await LedgerHost.open(config, await lockOf(config.data, what));
  onSignal(() => host.close());
  return host;
}

async function lockOf(folder: string, what: string): Promise<LedgerLock> {
  for (let look = 1; ; look++) {
    const lock = acquireLedgerLock(folder, { what });
    if (!('heldBy' in lock)) return lock;
    const { heldBy } = lock;
    if (heldBy.pid !== 0 || look === LOOKS) {
      const message = `${holderText(heldBy)} has the ledger in ${folder}. Use it, or end it first.`;
      throw new CliError(EXIT.inUse, message, { holder: heldBy });
    }
    await sleep(LOOK_AGAIN_MS);
  }
}

/** Listens, prints `ready …`, and goes on until a signal comes. */
export async function serveHost(cli: Cli, host: LedgerHost, address: Address): Promise<void> {
  const { runtime, app } = host;
  endsBySignal();
  await host.runtime.clearance.warmUp();
  const url = await listen(host, address);
  const key = firstKey(host);
  host.follow();
  runtime.sealer.start();
  const { transactor, projector, clock } = runtime;
  const read = app.get(ReadSide);
  const noticing = { read, transactor, projector, clock };
  const reactors = new ReactorSchedule(
    [
      new PromiseNotices(read, transactor, projector, clock),
      new PlanNotices(noticing),
      new SettlementNotices(noticing),
      new DeadlineNotices(noticing, app.get(RuleBook)),
      new MonthEndInterest(read, transactor, projector, clock),
    ],
    quietLogger(cli.config.log),
  );
  onSignal(() => reactors.stop());
  reactors.start();
  nightly(cli, runtime.clock);
  await cli.out.answer({ ready: url, ...(key === undefined ? {} : { key }) }, () => [
    ...(key === undefined
      ? []
      : ['This ledger had no API key. Here is one with the role admin; it is shown only now:', `  ${key}`]),
    `ready ${url}`,
  ]);
  await new Promise<never>(() => undefined);
}

function nightly({ config }: Cli, clock: { now(): number }): void {
  const logger = quietLogger(config.log);
  const warn = (line: string): void => {
    logger.error(line, 'audit');
  };
  const audit = new NightlyAudit({ folder: config.data, at: config.auditAt, clock, warn });
  onSignal(() => audit.stop());
  audit.start();
}

async function listen({ app }: LedgerHost, { host, port }: Address): Promise<string> {
  try {
    await app.listen(port, host);
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why =
      code === 'EADDRINUSE' ? 'is taken by another program. --port 0 picks a free one' : `cannot be used (${message})`;
    throw new CliError(EXIT.fault, `Port ${port} on ${host} ${why}.`);
  }
  const { port: real } = app.getHttpServer().address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${real}`;
}

/** The key of a first start; undefined when there is or was one. */
function firstKey({ runtime }: LedgerHost): string | undefined {
  if (runtime.apiKeys.list().length > 0) return undefined;
  return runtime.apiKeys.create('first', 'admin', new Date(runtime.clock.now()).toISOString()).text;
}
