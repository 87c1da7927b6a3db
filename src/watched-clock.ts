/** Watches this process' clock from before its first write; where processes share a ledger, one that runs ahead writes nothing. */
import type { Config } from './config.js';
import { quietLogger } from './http/logger.js';
import { toMillis } from './ledger/dates.js';
import { decode } from './ledger/envelope.js';
import type { ClockPort } from './ledger/ports.js';
import { ClockWatch } from './operations/clock-watch.js';
import { ClockedStore } from './operations/clocked-store.js';
import { isShared } from './operations/ops-url.js';
import type { RoleDesk } from './operations/role-desk.js';
import type { EventStore } from './store/port.js';

export interface WatchedParts {
  readonly config: Config;
  readonly clock: ClockPort;
  readonly roles: Pick<RoleDesk, 'open'>;
  /** The facts. */
  readonly store: EventStore;
}

export interface Watched {
  readonly store: EventStore;
  readonly watch: ClockWatch;
}

export async function watchedClock({ config, clock, roles, store }: WatchedParts): Promise<Watched> {
  const shared = isShared(config);
  const watch = new ClockWatch({
    clock,
    reference: shared ? async () => (await roles.open()).now() : undefined,
    newest: async () => {
      const [event] = await store.readBack('end', 1);
      if (event === undefined) return undefined;
      const { rec } = decode(event);
      return toMillis(rec);
    },
    alarm: (line) => {
      quietLogger(config.log).error(line, 'clock');
    },
  });
  await watch.begin();
  return { store: shared ? new ClockedStore(store, watch) : store, watch };
}
