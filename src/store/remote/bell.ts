/** Waiting for news, for an end, or for long enough, with no listener left behind. */
export class Bell {
  private readonly waiting = new Set<() => void>();
  private rung = 0;

  /** Grows with every ring: what it was before a look tells whether the look may have missed something. */
  get count(): number {
    return this.rung;
  }

  ring(): void {
    this.rung++;
    for (const resume of [...this.waiting]) resume();
  }

  /** Resolves at the first ring after `seen` was counted, when a signal aborts, or after `ms`. */
  wait(seen: number, signals: readonly AbortSignal[], ms: number): Promise<void> {
    if (this.rung !== seen || signals.some(({ aborted }) => aborted)) return Promise.resolve();
    return new Promise((resolve) => {
      const resume = (): void => {
        clearTimeout(timer);
        this.waiting.delete(resume);
        for (const signal of signals) signal.removeEventListener('abort', resume);
        resolve();
      };
      const timer = setTimeout(resume, ms);
      this.waiting.add(resume);
      for (const signal of signals) signal.addEventListener('abort', resume);
    });
  }
}
