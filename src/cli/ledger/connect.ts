/**
 * The one way of every command to the ledger: HTTP over the local socket of whoever has its lock. Where nobody has it,
 * the command takes it, opens the ledger itself and serves the socket for the commands beside it (design.md 4).
 */
import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Config } from '../../config.js';
import { hasLedger } from '../../store-place.js';
import { acquireLedgerLock, type LockInfo } from '../../store/sqlite/lock.js';
import { CliError, EXIT } from '../exit.js';
import { onSignal } from '../signals.js';
import { LocalClient } from './client.js';
import { LedgerHost } from './host.js';

/** How long a command waits for the holder of the lock to open the ledger and say where it listens. */
export const HOLDER_WAIT_SECONDS = 60;
const LOOK_AGAIN_MS = 40;

export interface Purpose {
  /** What the lock file says of this process: `case balance`. */
  readonly what: string;
  /** Whether the command may begin a ledger where there is none. */
  readonly creates?: boolean;
  /** Whether the read side follows from the start, when the command opens the ledger itself. */
  readonly follow?: boolean;
}

export interface Link {
  readonly client: LocalClient;
  /** Set when this process has opened the ledger itself. */
  readonly host?: LedgerHost;
}

/** Connects to the ledger's holder, or becomes it. */
export async function connect(config: Config, { what, creates = false, follow = true }: Purpose): Promise<Link> {
  const deadline = Date.now() + HOLDER_WAIT_SECONDS * 1000;
  for (;;) {
    // Where the facts and the keys are elsewhere a new folder is as good as another: it holds what can be built anew.
    if (!creates && !existsSync(config.data) && !hasLedger(config)) throw noLedger(config);
    const lock = acquireLedgerLock(config.data, { what });
    if ('heldBy' in lock) {
      const client = lock.heldBy.socket && (await LocalClient.open(lock.heldBy.socket));
      if (client) return { client };
      if (Date.now() > deadline) throw silent(lock.heldBy);
      await sleep(LOOK_AGAIN_MS * (1 + Math.random()));
    } else if (!creates && !hasLedger(config)) {
      lock.release();
      throw noLedger(config);
    } else {
      return hosted(await LedgerHost.open(config, lock), follow);
    }
  }
}

async function hosted(host: LedgerHost, follow: boolean): Promise<Link> {
  if (follow) await host.follow();
  onSignal(() => host.close());
  const client = await LocalClient.open(host.socket);
  if (!client) throw new Error(`the socket ${host.socket} does not answer`);
  return { client, host };
}

export function noLedger({ data }: Config): CliError {
  const how = "'quittance serve', 'quittance import' or 'quittance demo' begins one; --data names another folder.";
  return new CliError(EXIT.notFound, `There is no ledger in ${data}. ${how}`, { data });
}

function silent(holder: LockInfo): CliError {
  const message = `${holderText(holder)} has the ledger and does not answer. Try again, or end that process.`;
  return new CliError(EXIT.inUse, message, { holder });
}

/** `serve (process 4711, since 2026-11-22T04:16:00.000Z)`. */
export function holderText({ pid, what, since }: LockInfo): string {
  return pid === 0 ? 'Another process' : `'quittance ${what}' (process ${pid}, since ${since})`;
}
