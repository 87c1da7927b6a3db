/** Asking again while a server is away for a moment: only what changes nothing may be asked twice. */
import { setTimeout as sleep } from 'node:timers/promises';
import { StoreUnavailable } from '../port.js';

const RETRY_PAUSE_MS = 100;

/** Throws what it threw last, once `ms` are over; anything but `StoreUnavailable` at once. */
export async function again<T>(ms: number, ask: () => Promise<T>): Promise<T> {
  const until = performance.now() + ms;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof StoreUnavailable) || performance.now() + RETRY_PAUSE_MS > until) throw error;
      await sleep(RETRY_PAUSE_MS);
    }
  }
}
