/** The sealer's work: one piece after the other, and none at all once something was met that nobody can vouch for. */
import { Turns } from '../turns.js';
import { SealStop, type StopReason } from './seal-stop.js';

export interface Stopped {
  readonly reason: StopReason;
  readonly message: string;
}

export class SealWork {
  /** Why nothing is sealed until a new start; undefined while all is well. */
  stopped: Stopped | undefined;
  private readonly turns = new Turns();

  /** @param closing what fails once it is aborted is nobody's concern */
  constructor(
    private readonly alarm: (line: string) => void,
    private readonly closing: AbortSignal,
  ) {}

  /** Behind all work that was given before. */
  inTurn<T>(work: () => Promise<T>): Promise<T> {
    return this.turns.take(work);
  }

  /** When all of it is done. */
  over(): Promise<void> {
    return this.turns.over();
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
