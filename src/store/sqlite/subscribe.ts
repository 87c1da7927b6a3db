/** Following a store: catching up in pages, then woken by each commit. No polling, no gap, nothing twice. */
import type { StoredEvent } from '../port.js';

/** Events of one page of a subscription: a page is read in one go, some 2 ms. */
export const SUBSCRIPTION_PAGE = 1024;

/** Tells those who wait at the head that there is more. */
export class Wakeups {
  private readonly waiting = new Set<() => void>();
  private wakes = 0;

  /** Grows with every wake: what it was before a read tells whether the read may have missed something. */
  get count(): number {
    return this.wakes;
  }

  /** Subscribers that wait now. */
  get size(): number {
    return this.waiting.size;
  }

  wake(): void {
    this.wakes++;
    for (const resume of [...this.waiting]) resume();
  }

  /** Resolves at the first wake after `seen` was counted, or when `signal` aborts. Leaves no listener behind. */
  wait(seen: number, signal: AbortSignal): Promise<void> {
    if (this.wakes !== seen || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const resume = (): void => {
        this.waiting.delete(resume);
        signal.removeEventListener('abort', resume);
        resolve();
      };
      this.waiting.add(resume);
      signal.addEventListener('abort', resume);
    });
  }
}

export interface Feed {
  readonly wakeups: Wakeups;
  readonly isClosed: () => boolean;
  /** Must not resolve within the same tick: a long catch-up would starve everything else. */
  readonly readAll: (afterPosition: number, maxCount: number) => Promise<readonly StoredEvent[]>;
}

export async function* follow(
  feed: Feed,
  afterPosition: number,
  signal: AbortSignal,
): AsyncGenerator<readonly StoredEvent[], void, undefined> {
  const isOver = (): boolean => signal.aborted || feed.isClosed();
  let position = afterPosition;
  while (!isOver()) {
    const seen = feed.wakeups.count;
    const page = await feed.readAll(position, SUBSCRIPTION_PAGE);
    const last = page[page.length - 1];
    if (!last) {
      await feed.wakeups.wait(seen, signal);
    } else if (!isOver()) {
      position = last.position;
      yield page;
    }
  }
}
