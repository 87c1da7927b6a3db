/** What is known of the facts that got leaves: when the oldest was recorded, and whether those times fit. */
import type { StoredEvent } from '../store/port.js';
import { SEAL_CATEGORY } from './checkpoint-stream.js';
import { recordedAt } from './event-leaf.js';
import type { HeadsLeaf } from './heads-leaf.js';
import type { Opened, SealerParts } from './sealer-parts.js';
import { timeFinding } from './time-check.js';

export class Arrivals {
  /** `recordedAt` of the oldest fact that no checkpoint covers. */
  oldest: number | undefined;
  /** When the ledger was last seen to its end. */
  private atHead: number | undefined;

  constructor(
    private readonly parts: Pick<SealerParts, 'clock' | 'alarm' | 'traces'>,
    private readonly heads: HeadsLeaf,
  ) {}

  /** @param toEnd whether the page reached the end of the ledger */
  notice({ db, sequencer }: Opened, page: readonly StoredEvent[], toEnd: boolean): void {
    const now = this.parts.clock.now();
    for (const event of page) {
      if (event.stream.startsWith(`${SEAL_CATEGORY}-`) || event.position > sequencer.position) continue;
      const recorded = recordedAt(event);
      this.oldest ??= recorded ?? now;
      this.heads.noteNews();
      this.parts.traces?.taken([event]);
      const detail = timeFinding(recorded, { after: this.atHead, before: now });
      if (detail !== undefined) {
        db.find({ idx: db.indexOf(event.id) ?? 0, kind: 'recorded-at', detail });
        this.parts.alarm(`seal: ${event.stream}@${event.revision}: ${detail}`);
      }
    }
    this.atHead = toEnd ? now : undefined;
  }
}
