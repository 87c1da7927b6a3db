/** The sealer's work: one piece after the other, and none at all once something was met that nobody can vouch for. */
import { SealStop, type StopReason } from './seal-stop.js';

export interface Stopped {
  readonly reason: StopReason;
  readonly message: string;
}

export class SealWork {
  /** Why nothing is sealed until a new start; undefined while all is well. */
  stopped: Stopped | undefined;
  private turn: Promise<unknown> = Promise.resolve();

  /** @param closing what fails once it is aborted is nobody's concern */
  constructor(
    private readonly alarm: (line: string) => void,
    private readonly closing: AbortSignal,
  ) {}

  /** Behind all work that was given before. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = this.turn.then(work);
    this.turn = done.catch(() => undefined);
    return done;
  }

  /** When all of it is done. */
  async over(): Promise<void> {
    await this.turn;
  }

  /** What the sealer cannot vouch for stops it; what may pass (a full disk) is said, and tried again later. */
  async guarded(work: () => Promise<void>): Promise<boolean> {
    if (this.stopped) return false;
    try {
      await work();
      return true;
    } catch (error) {
      if (this.closing.aborted) return false;
      if (error instanceof SealStop) this.halt(error);
      else this.alarm(`seal: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  halt({ reason, message }: SealStop): void {
    this.alarm(`seal: ${message}`);
    this.stopped ??= { reason, message };
  }
}
