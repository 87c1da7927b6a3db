/** Waits for a lease, keeps it while it can, and says so to whoever does the work that only its holder may do. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { LeaseTable } from './lease.js';

/** A lease is renewed this many times before its end. */
const RENEWALS = 4;
/** How often one who waits looks, as a part of the lease's seconds: with 10 s, another has it 11 s after a `kill -9`. */
export const LOOKS = 10;

/** One holding of a lease. */
export interface Term {
  readonly fence: number;
  /** Aborts when the holding is over, as far as this process knows: a process that slept learns it late. */
  readonly signal: AbortSignal;
  /** Asks the table whether this holding still is the last one. False where it does not answer. */
  holds(): Promise<boolean>;
}

export interface KeeperParts {
  readonly leases: LeaseTable;
  /** Name of the lease. */
  readonly name: string;
  /** This process. */
  readonly holder: string;
  readonly seconds: number;
  /** One line for the operator. */
  readonly log: (line: string) => void;
  /** Asks for the lease, or does not: where a process may not have more of them now. */
  readonly ask?: (acquire: () => Promise<number | undefined>) => Promise<number | undefined>;
}

/** Whether another holding is tried for, and when. */
type Went = 'again' | 'wait' | 'never';

export class LeaseKeeper {
  /** The holding of this process; undefined while it has none. */
  term: Term | undefined;
  private readonly stopping = new AbortController();
  private over = new AbortController();
  private running: Promise<void> | undefined;
  /** What went wrong with the table last: said once. */
  private trouble: string | undefined;

  constructor(private readonly parts: KeeperParts) {}

  get name(): string {
    return this.parts.name;
  }

  /**
   * From now on until `stop`: `lead` is called with each holding that this process gets.
   * @param lead does the work until the term's signal aborts; `false`: never again in this process
   */
  start(lead: (term: Term) => Promise<boolean>): void {
    this.running ??= this.keep(lead);
  }

  /** Ends the holding under way and goes on waiting for the next. */
  giveBack(): void {
    this.over.abort();
  }

  /** Ends the holding under way, once its work is over, and gives the lease back. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
  }

  private async keep(lead: (term: Term) => Promise<boolean>): Promise<void> {
    const { leases, name, holder, seconds, ask = (acquire) => acquire() } = this.parts;
    const { signal } = this.stopping;
    while (!signal.aborted) {
      const asked = performance.now();
      const fence = await this.tried(() => ask(() => leases.acquire(name, holder, seconds)));
      const went = fence === undefined ? 'wait' : await this.hold(fence, asked, lead);
      if (went === 'never') return;
      if (went === 'wait') await this.pause((seconds * 1000) / LOOKS);
    }
  }

  private async hold(fence: number, since: number, lead: (term: Term) => Promise<boolean>): Promise<Went> {
    const { leases, name, seconds, log } = this.parts;
    const over = (this.over = new AbortController());
    const signal = AbortSignal.any([over.signal, this.stopping.signal]);
    const holds = (): Promise<boolean> => leases.renew(name, fence, seconds).catch(() => false);
    this.term = { fence, signal, holds };
    log(`has the lease '${name}' with fence ${fence}`);
    const renewing = this.renew(fence, since, over);
    try {
      return (await lead(this.term)) ? 'again' : 'never';
    } catch (error) {
      log(`'${name}' failed with fence ${fence}: ${messageOf(error)}`);
      return 'wait';
    } finally {
      this.term = undefined;
      over.abort();
      await renewing;
      await this.tried(() => leases.release(name, fence));
      log(`no longer has the lease '${name}' (fence ${fence})`);
    }
  }

  /** Renews until the holding is over: taken by another, or not renewed for its whole time. */
  private async renew(fence: number, since: number, over: AbortController): Promise<void> {
    const { leases, name, seconds } = this.parts;
    let renewed = since;
    while (!over.signal.aborted) {
      await sleep((seconds * 1000) / RENEWALS, undefined, { signal: over.signal }).catch(() => undefined);
      if (over.signal.aborted) return;
      // Counted from before the question: the answer may have been long on its way.
      const asked = performance.now();
      const mine = await this.tried(() => leases.renew(name, fence, seconds));
      if (mine === true) renewed = asked;
      else if (mine === false || performance.now() - renewed > seconds * 1000) over.abort();
    }
  }

  private async tried<T>(work: () => Promise<T>): Promise<T | undefined> {
    try {
      const result = await work();
      this.trouble = undefined;
      return result;
    } catch (error) {
      const message = messageOf(error);
      if (message !== this.trouble) this.parts.log(`the lease '${this.parts.name}' cannot be asked for: ${message}`);
      this.trouble = message;
      return undefined;
    }
  }

  private pause(ms: number): Promise<void> {
    return sleep(ms, undefined, { signal: this.stopping.signal }).catch(() => undefined);
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
