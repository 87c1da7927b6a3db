/** Runs reactors one after the other, again and again, while the ledger is served. */
import type { LoggerService } from '@nestjs/common';
import { Problem } from '../http/problem.js';
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
        if (passes(error)) this.logger.log(`reactor ${reactor.name} waits: ${reasonOf(error)}`);
        else this.logger.error(`reactor ${reactor.name}: ${reasonOf(error)}`);
      }
    }
    this.next(did > 0 ? 0 : REACT_SECONDS * 1000);
  }
}

/** A read table is being built: the next round asks again. */
function passes(error: unknown): boolean {
  return error instanceof Problem && error.details.status === 503;
}

function reasonOf(error: unknown): string {
  if (error instanceof Problem) return error.details.detail;
  return error instanceof Error ? error.message : String(error);
}
