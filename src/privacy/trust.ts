/**
 * How long a process may use what it read of keys that other processes change too. The store counts what was closed (erased,
 * restricted, revoked); a process that saw the count trusts its memory for a moment from when it asked. Whoever closes something
 * waits until every such moment is over: then nobody opens it any more. Nothing has to be told to anybody.
 */
import { setTimeout as sleep } from 'node:timers/promises';

export const TRUST_MS = 1_000;
/** Clocks of machines do not run equally fast. */
const MARGIN_MS = 200;

/** Milliseconds that only go forward. */
type Monotonic = () => number;

export class Trust {
  private until = -Infinity;
  private count: number | undefined;
  private asking: Promise<void> | undefined;
  private readonly forgetters: (() => void)[] = [];

  /** @param closings counts what was closed so far, as the store knows it now */
  constructor(
    private readonly closings: () => Promise<number>,
    private readonly now: Monotonic = () => performance.now(),
  ) {}

  /** What to drop when something was closed. */
  onClosed(forget: () => void): void {
    this.forgetters.push(forget);
  }

  /** Changes when something was closed: what was read before is not kept. */
  get mark(): number | undefined {
    return this.count;
  }

  /** Before anything is taken from memory. */
  async confirm(): Promise<void> {
    if (this.now() < this.until) return;
    this.asking ??= this.ask().finally(() => (this.asking = undefined));
    await this.asking;
  }

  /** After something was closed: over when no process trusts what it read before. */
  async lapse(): Promise<void> {
    this.until = -Infinity;
    await sleep(TRUST_MS + MARGIN_MS);
  }

  private async ask(): Promise<void> {
    const began = this.now();
    const count = await this.closings();
    if (count !== this.count) for (const forget of this.forgetters) forget();
    this.count = count;
    this.until = began + TRUST_MS;
  }
}

/** A value of the store, read once and kept as long as it may be trusted. */
export class Kept<T> {
  private value: Promise<T> | undefined;

  constructor(
    private readonly trust: Trust | undefined,
    private readonly read: () => Promise<T>,
  ) {
    trust?.onClosed(() => this.forget());
  }

  async get(): Promise<T> {
    if (this.trust) await this.trust.confirm();
    if (this.value) return this.value;
    const reading = this.read();
    this.value = reading;
    reading.catch(() => this.value === reading && this.forget());
    return reading;
  }

  forget(): void {
    this.value = undefined;
  }
}
