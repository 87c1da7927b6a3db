/** The facts of a store one after the other, with a look at the next one. */
import type { EventStore, StoredEvent } from '../../store/port.js';
import { SEAL_CATEGORY } from '../checkpoint-stream.js';

const PAGE = 1_024;

export class Facts {
  private page: readonly StoredEvent[] = [];
  private at = 0;
  private position = 0;
  private over = false;

  constructor(private readonly store: EventStore) {}

  /** Loads ahead: to be awaited whenever `peek` has nothing. */
  async load(): Promise<void> {
    while (this.at >= this.page.length && !this.over) {
      const page = await this.store.readAll(this.position, PAGE);
      this.over = page.length === 0;
      this.position = page[page.length - 1]?.position ?? this.position;
      this.page = page.filter(({ stream }) => !stream.startsWith(`${SEAL_CATEGORY}-`));
      this.at = 0;
    }
  }

  peek(): StoredEvent | undefined {
    return this.page[this.at];
  }

  get needsLoad(): boolean {
    return this.at >= this.page.length && !this.over;
  }

  next(): void {
    this.at += 1;
  }
}
