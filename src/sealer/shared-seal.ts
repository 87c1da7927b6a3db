/**
 * A log that many processes share: who has the lease seals, and the others take over what is published. A process that
 * slept through the end of its lease finds the next revision of the checkpoints taken, since whoever takes over publishes
 * a map of heads first of all; what it made meanwhile is taken back.
 */
import { adopt } from './adopt.js';
import type { SealRoom } from './open-seal.js';
import type { Licence, Opened, SealerParts } from './sealer-parts.js';
import { pause } from './sealing.js';
import type { Vouching } from './vouching.js';
import type { SealWork } from './work.js';

/** How often it is looked whether something was published. */
const LOOK_MS = 500;

export interface SharedSealParts {
  readonly parts: Pick<SealerParts, 'store' | 'keys'>;
  readonly room: SealRoom;
  readonly work: SealWork;
  readonly vouching: Vouching;
  /** Waits until the files are open; undefined: it has stopped, or the signal said so. */
  readonly opened: (signal: AbortSignal) => Promise<Opened | undefined>;
  /** Gives every fact its leaf and publishes, with a map of heads. */
  readonly begin: (opened: Opened) => Promise<void>;
  /** Goes on sealing until the signal, or until another process is found to publish. */
  readonly seal: (signal: AbortSignal) => Promise<void>;
  /** Something was taken over. */
  readonly moved: () => void;
}

export class SharedSeal {
  /** Whether this process seals now. */
  leading = false;

  constructor(private readonly its: SharedSealParts) {}

  /** Takes over what others publish, until the signal. While this process seals itself there is nothing to be taken. */
  async follow(signal: AbortSignal): Promise<void> {
    const opened = await this.its.opened(signal);
    while (opened && !signal.aborted && !this.its.work.stopped) {
      if (!this.leading) {
        await this.inTurn(async () => {
          await this.adopt(opened);
          await this.its.vouching.look(opened.db);
        });
      }
      await pause(LOOK_MS, signal);
    }
  }

  /** Seals until the lease is over. False: it has stopped, and seals no more in this process. */
  async lead(licence: Licence, stopping: AbortSignal): Promise<boolean> {
    const { parts, room, work, vouching, begin, seal } = this.its;
    const signal = AbortSignal.any([licence.signal, stopping]);
    const opened = await this.its.opened(signal);
    this.leading = opened !== undefined;
    try {
      while (opened && !signal.aborted && !work.stopped) {
        const began = await this.inTurn(async () => {
          await parts.keys.refresh();
          room.publisher.begin(licence);
          await this.adopt(opened);
          // This process may know less than a witness: of a store that was rolled back it signs nothing.
          await vouching.greet();
          if (work.stopped) return;
          await this.adopt(opened);
          await begin(opened);
        });
        if (began && !work.stopped) await seal(signal);
        else await pause(LOOK_MS, signal);
      }
    } finally {
      await vouching.pause();
      this.leading = false;
    }
    return work.stopped === undefined;
  }

  private inTurn(work: () => Promise<void>): Promise<boolean> {
    return this.its.work.inTurn(() => this.its.work.guarded(work));
  }

  private async adopt(opened: Opened): Promise<void> {
    const { room, parts, vouching, moved } = this.its;
    const before = room.publisher.last;
    await adopt(opened, { ...room, store: parts.store });
    if (room.publisher.last === before) return;
    await vouching.open(opened.db);
    moved();
  }
}
