/** Requests that wait until a checkpoint covers their fact. */
/** The longest that a timer of Node waits. */
const TIMER_MS_MAX = 2 ** 31 - 1;

export class Waits {
  private readonly waiters = new Set<() => void>();
  private wake: (() => void) | undefined;
  private position = 0;
  private ended = false;

  /** Whether somebody waits for a receipt. */
  get waiting(): boolean {
    return this.waiters.size > 0;
  }

  /** Everything up to a position is covered now. */
  reached(position: number): void {
    this.position = Math.max(this.position, position);
    for (const look of [...this.waiters]) look();
  }

  /** Waits, bounded. False: not within `ms`, or the server is closing. */
  covered(position: number, ms: number): Promise<boolean> {
    if (this.position >= position || this.ended) return Promise.resolve(this.position >= position);
    return new Promise((resolve) => {
      const look = (late = false): void => {
        if (this.position < position && !late && !this.ended) return;
        clearTimeout(timer);
        this.waiters.delete(look);
        resolve(this.position >= position);
      };
      const timer = setTimeout(() => look(true), ms);
      this.waiters.add(look);
      this.wake?.();
    });
  }

  /** For the sealer: over after `ms`, when it is cancelled, or as soon as somebody begins to wait. */
  asked(ms: number): { readonly over: Promise<undefined>; readonly cancel: () => void } {
    let cancel = (): void => undefined;
    const over = new Promise<undefined>((resolve) => {
      cancel = () => {
        clearTimeout(timer);
        this.wake = undefined;
        resolve(undefined);
      };
      const timer = Number.isFinite(ms) ? setTimeout(cancel, Math.min(ms, TIMER_MS_MAX)) : undefined;
      this.wake = cancel;
    });
    return { over, cancel };
  }

  /** Nobody is kept waiting any longer. */
  end(): void {
    this.ended = true;
    for (const look of [...this.waiters]) look();
    this.wake?.();
  }
}
