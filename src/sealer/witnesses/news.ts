/** Wakes whoever waits for the next checkpoint. */
export class News {
  private readonly waiting = new Set<() => void>();

  /** Resolves with the next news, after `ms`, or when the signal says so. */
  next(signal: AbortSignal, ms?: number): Promise<void> {
    return new Promise((resolve) => {
      const over = (): void => {
        clearTimeout(timer);
        signal.removeEventListener('abort', over);
        this.waiting.delete(over);
        resolve();
      };
      const timer = ms === undefined ? undefined : setTimeout(over, ms);
      signal.addEventListener('abort', over);
      this.waiting.add(over);
      if (signal.aborted) over();
    });
  }

  tell(): void {
    for (const each of [...this.waiting]) each();
  }
}
