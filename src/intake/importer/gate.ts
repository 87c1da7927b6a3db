/** Keeps so much under way that appends fill their transactions, and no more than memory bears. */
export class Gate {
  /** Rows that are queued or under way. */
  size = 0;
  private flights = 0;
  private landed: (() => void) | undefined;
  private error: unknown;
  private failed = false;
  private waiting: { readonly below: number; readonly open: () => void } | undefined;

  enter(rows: number): void {
    this.size += rows;
  }

  leave(rows: number): void {
    this.size -= rows;
    this.check();
  }

  /** The first failure stops the import. */
  fail(error: unknown): void {
    if (!this.failed) this.error = error;
    this.failed = true;
    this.check();
  }

  get isOpen(): boolean {
    return !this.failed;
  }

  /** Waits until fewer rows are under way, and throws what stopped the import. */
  async below(count: number): Promise<void> {
    if (this.size >= count && !this.failed) {
      await new Promise<void>((open) => {
        this.waiting = { below: count, open };
      });
    }
    if (this.failed) throw this.error;
  }

  /** Waits until nothing is under way any more, whatever became of it. */
  async idle(): Promise<void> {
    while (this.flights > 0) await new Promise<void>((resolve) => (this.landed = resolve));
  }

  /** Work that must be over before the ledger may be closed; what it throws stops the import. */
  run(work: Promise<void>): void {
    this.flights += 1;
    void work.then(this.over, (error: unknown) => {
      this.fail(error);
      this.over();
    });
  }

  private readonly over = (): void => {
    this.flights -= 1;
    if (this.flights === 0) this.landed?.();
  };

  private check(): void {
    const { waiting } = this;
    if (!waiting || (this.size >= waiting.below && !this.failed)) return;
    this.waiting = undefined;
    waiting.open();
  }
}
