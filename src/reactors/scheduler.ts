/** Runs reactors one after the other, again and again, while the ledger is served. */
import type { LoggerService } from '@nestjs/common';
import type { Reactor } from './reactor.js';

/** Pause between two rounds in which nothing was due. */
export const REACT_SECONDS = 30;

export class ReactorSchedule {
  private timer: NodeJS.Timeout | undefined;
  private round: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly reactors: readonly Reactor[],
    private readonly logger: Pick<LoggerService, 'error' | 'log'>,
  ) {}

  start(): void {
    this.next(0);
  }

  /** Lets the round under way finish, and starts no other. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.round;
  }

  private next(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.round = this.run();
    }, ms);
    this.timer.unref();
  }

  private async run(): Promise<void> {
    let did = 0;
    for (const reactor of this.reactors) {
      try {
        did += await reactor.react();
      } catch (error) {
        this.logger.error(`reactor ${reactor.name}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    this.next(did > 0 ? 0 : REACT_SECONDS * 1000);
  }
}
