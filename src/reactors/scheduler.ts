/** Runs reactors one after the other, again and again, while the ledger is served. */
import type { LoggerService } from '@nestjs/common';
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../http/problem.js';
import { safeText } from '../http/safe-text.js';
import type { Reactor } from './reactor.js';

/** Pause between two rounds in which nothing was due. */
export const REACT_SECONDS = 30;

/** How long an end waits for the round under way. What comes later is refused by the closed store, and done by the next start. */
const ROUND_MS_MAX = 1_000;

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

  /** Lets the reactor under way finish, within a limit, and starts no other. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await Promise.race([this.round, sleep(ROUND_MS_MAX, undefined, { ref: false })]);
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
      if (this.stopped) return;
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
  return safeText(error instanceof Error ? error.message : String(error));
}
