/**
 * A search of the whole log for what is rare in it. A read answers only when it has found enough or has reached the end,
 * and of a log of millions that is later than any deadline. A subscription tells how far it is.
 */
import { StoreUnavailable } from '../port.js';
import type { AllFrom, Received, Wire } from './wire.js';

export interface Searched {
  readonly found: readonly Received[];
  /** How far it came; undefined: to the end. */
  readonly upTo: AllFrom['from'] | undefined;
}

/**
 * Ends where the server says that it has caught up. A server before 23.10 does not: then after `ms` without a word, with
 * how far it had come. Throws the port's errors; `StoreUnavailable` where it never said a word.
 */
export function searchAll(wire: Wire, source: Omit<AllFrom, 'from'>, ms: number): Promise<Searched> {
  return new Promise((resolve, reject) => {
    const found: Received[] = [];
    let upTo: AllFrom['from'] | undefined;
    let timer: NodeJS.Timeout;
    let isOver = false;
    const over = (error?: Error): void => {
      isOver = true;
      clearTimeout(timer);
      call.cancel();
      if (error) reject(error);
      else resolve({ found, upTo });
    };
    const silent = (): void =>
      over(upTo ? undefined : new StoreUnavailable(`The event store gave no answer within ${ms} ms.`));
    const heard = (place: AllFrom['from']): void => {
      // What was on its way when the call was cancelled.
      if (isOver) return;
      clearTimeout(timer);
      timer = setTimeout(silent, ms);
      upTo = place;
    };
    timer = setTimeout(silent, ms);
    const call = wire.follow(
      { ...source, from: 'start' },
      {
        event: (received) => {
          if (!isOver) found.push(received);
          heard(received.place);
        },
        confirmed: () => heard('start'),
        reached: heard,
        caughtUp: () => {
          upTo = undefined;
          over();
        },
        end: (error) => over(error ?? new StoreUnavailable('The event store ended the call.')),
      },
    );
  });
}
