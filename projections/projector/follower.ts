/** Follows the ledger: catches up, then feeds what the store's subscription brings, until it is told to end. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StoredEvent } from '../../src/store/port.js';
import { mayPass } from '../tables/read-db.error.js';
import { Feeder } from './feeder.js';

/** Pause after a failure that may pass. */
const RETRY_MS = 1_000;

export class Follower extends Feeder {
  private stop = new AbortController();
  private disturbed = new AbortController();
  private running: Promise<void> | undefined;

  /** Follows the ledger until `close`. What does not seem to pass is tried again all the same: nobody else would. */
  start(): void {
    this.running = this.followAgain();
  }

  private async followAgain(): Promise<void> {
    while (!this.stop.signal.aborted) {
      try {
        await this.follow();
      } catch (error) {
        this.crash = error;
        this.tell();
        await this.pause();
      }
    }
  }

  /** Follows the ledger until the signal. Throws what does not pass. */
  protected async followUntil(signal: AbortSignal): Promise<void> {
    this.stop = new AbortController();
    signal.addEventListener('abort', () => this.halt());
    if (signal.aborted) this.halt();
    this.running = this.follow();
    await this.running.finally(() => (this.running = undefined));
  }

  private halt(): void {
    this.stop.abort();
    this.disturbed.abort();
  }

  async close(): Promise<void> {
    this.halt();
    await this.running;
  }

  /** Folds everything that is in the ledger now, without following it further. */
  catchUp(progress?: (position: number, head: number) => void): Promise<void> {
    return this.foldAll(progress);
  }

  private async foldAll(progress?: (position: number, head: number) => void): Promise<void> {
    const head = await this.store.head();
    while (!this.stop.signal.aborted && (await this.step(head))) {
      progress?.(this.leastOf(this.tracks), head);
    }
  }

  private async follow(): Promise<void> {
    while (!this.stop.signal.aborted) {
      this.disturbed = new AbortController();
      try {
        await this.foldAll();
        await (this.waitsForOthers() ? this.pause() : this.live());
      } catch (error) {
        if (!mayPass(error)) throw error;
        // A full disk, for instance: lag and `stalled` tell of it, and it goes on by itself.
        await this.pause();
      }
    }
  }

  /** Whether there is more to look at than what the subscription brings. */
  protected waitsForOthers(): boolean {
    return false;
  }

  private pause(): Promise<void> {
    return sleep(RETRY_MS, undefined, { signal: this.stop.signal }).catch(() => undefined);
  }

  /** Feeds what the subscription brings, until something disturbs, or somebody stands where it does not bring the next fact. */
  private async live(): Promise<void> {
    const running = this.runningTracks();
    let after = running.length > 0 ? this.leastOf(running) : await this.store.head();
    const { signal: disturbed } = this.disturbed;
    for await (const page of this.store.subscribe(after, AbortSignal.any([this.stop.signal, disturbed]))) {
      // A rebuild that had its turn meanwhile has tables at the start again: this page is not their next one.
      await this.turn(async () => {
        if (!disturbed.aborted) await this.feedNext(after, page);
      });
      after = (page[page.length - 1] as StoredEvent).position;
      if (this.runningTracks().some((track) => track.position < after)) return;
    }
  }

  /** Does something between two pages and lets the reader find its place anew. */
  protected interrupt(work: () => Promise<void>): Promise<void> {
    return this.turn(() => {
      this.disturbed.abort();
      return work();
    });
  }
}
