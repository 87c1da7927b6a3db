import { own } from './text.js';

const SLOTS = 8_192;
/** Longer texts are rarely repeated, and would make the pool large. */
const POOLED_CHARS_MAX = 64;
/** Characters that choose the slot: enough to tell one date from another. */
const HASHED_CHARS = 12;
// Taken out once: inside jest a global is slow to look up, and this is the innermost loop.
const { imul } = Math;

/**
 * Remembers texts that were found good, and gives one string for the same characters: field names, activities and dates
 * come again and again. Bounded: a newcomer takes the slot of another.
 */
export class StringPool {
  private readonly slots: string[] = new Array<string>(SLOTS).fill('');
  private slot = 0;

  /** The remembered text equal to this one, or undefined. */
  find(text: string): string | undefined {
    const { length } = text;
    let hash = length;
    for (let n = length < HASHED_CHARS ? length - 1 : HASHED_CHARS - 1; n >= 0; n--) {
      hash = (imul(hash, 31) + text.charCodeAt(n)) | 0;
    }
    this.slot = hash & (SLOTS - 1);
    const known = this.slots[this.slot];
    return known === text ? known : undefined;
  }

  /** Remembers the text that `find` was just asked for and did not know. */
  add(text: string): string {
    const kept = own(text);
    if (kept.length <= POOLED_CHARS_MAX) this.slots[this.slot] = kept;
    return kept;
  }
}
