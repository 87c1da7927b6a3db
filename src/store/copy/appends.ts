/**
 * From events in store order to the appends that they are written with. Where the source tells which events came in one
 * append, each append stays what it was. Where it cannot tell, neighbours with consecutive revisions of one stream go
 * together: no append is ever cut in two (its events stand side by side), and neighbours may be joined. Only the atomic
 * appearance rests on it: a copy that was killed ends between two appends.
 */
import { APPEND_BYTES_MAX, APPEND_EVENTS_MAX, type StoredEvent } from '../port.js';
import { appendBytes } from '../size.js';
import type { CopiedAppend } from './ends.js';

export class Appends {
  private events: StoredEvent[] = [];
  private bytes = 0;

  /**
   * Takes the next event.
   * @param goesOn whether the one after it came in the same append; undefined where nobody knows
   * @returns the appends that are complete with it, in order
   */
  add(event: StoredEvent, goesOn: boolean | undefined): CopiedAppend[] {
    const done: CopiedAppend[] = [];
    const bytes = appendBytes(event);
    if (goesOn === undefined && !this.belongs(event, bytes)) done.push(...this.end());
    this.events.push(event);
    this.bytes += bytes;
    if (goesOn === false) done.push(...this.end());
    return done;
  }

  /** What waits, where there is something: the source has ended. */
  end(): CopiedAppend[] {
    const { events } = this;
    const first = events[0];
    if (!first) return [];
    this.events = [];
    this.bytes = 0;
    const expected = first.revision === 0 ? 'no-stream' : first.revision - 1;
    const plain = events.map(({ id, type, data, meta }) => ({ id, type, data, meta }));
    return [{ stream: first.stream, events: plain, expected }];
  }

  private belongs({ stream, revision }: StoredEvent, bytes: number): boolean {
    const last = this.events[this.events.length - 1];
    if (!last) return true;
    if (this.events.length >= APPEND_EVENTS_MAX || this.bytes + bytes > APPEND_BYTES_MAX) return false;
    return last.stream === stream && last.revision + 1 === revision;
  }
}
