/** Work that goes one piece at a time, in the order in which it was asked for. */
export class Turns {
  private last: Promise<unknown> = Promise.resolve();

  take<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }

  /** When all that was given so far is done. */
  async over(): Promise<void> {
    await this.last;
  }
}
