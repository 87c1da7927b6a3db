/** `quittance serve`: has the ledger, serves it over TCP and on the local socket, until a signal ends it. */
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { RequestLog } from '../http/request-log.js';
import { acquireLedgerLock, type LedgerLock } from '../store/sqlite/lock.js';
import { addressOf, type Address, type ServeOptions } from './address.js';
import type { Cli } from './cli.js';
import { startDuties } from './duties.js';
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
    host.app.get(RequestLog).begin(cli.config.log);
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
  endsBySignal();
  await host.runtime.clearance.warmUp();
  const url = await listen(host, address);
  const key = await firstKey(host);
  await startDuties(host);
  await cli.out.answer({ ready: url, ...(key === undefined ? {} : { key }) }, () => [
    ...(key === undefined
      ? []
      : ['This ledger had no API key. Here is one with the role admin; it is shown only now:', `  ${key}`]),
    `ready ${url}`,
  ]);
  await new Promise<never>(() => undefined);
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

/** The key of a first start; undefined when there is or was one, and where requests are answered by others, which print it. */
async function firstKey({ runtime: { apiKeys, clock, roles } }: LedgerHost): Promise<string | undefined> {
  if (!roles.has('api')) return undefined;
  return (await apiKeys.createFirst(new Date(clock.now()).toISOString()))?.text;
}
