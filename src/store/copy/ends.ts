/** The two ends of a copy: a store to read and one to write, and what an adapter may offer beyond the port for it. */
import type { AppendResult, EventStore, Expected, NewEvent } from '../port.js';

/** Where events are read. */
export interface CopySource extends Pick<EventStore, 'readAll' | 'head'> {
  /**
   * Of the events that `readAll` gives for the same arguments: whether the next one came in the same append. An adapter
   * whose store does not keep that (KurrentDB) lacks it.
   */
  goesOn?(afterPosition: number, maxCount: number): Promise<readonly boolean[]>;
}

/** One append, as it is made in the target. */
export interface CopiedAppend {
  readonly stream: string;
  readonly events: readonly NewEvent[];
  readonly expected: Expected;
}

/** Where events are written. */
export interface CopyTarget extends Pick<EventStore, 'readAll' | 'append'> {
  /**
   * Several appends in this order, all of them or none. An adapter offers it where that is faster than one after the
   * other; nobody else may write the store meanwhile.
   */
  appendInOrder?(appends: readonly CopiedAppend[]): Promise<readonly AppendResult[]>;
}

/** Reads a store to its end, page by page. */
export const COPY_PAGE = 1024;
