/** A store whose appends are timed and counted. Reads pass untouched. */
import { PassingStore } from '../store/passing.js';
import type { AppendResult, EventStore, Expected, NewEvent } from '../store/port.js';
import type { Measures } from './measures.js';

export class MeasuredStore extends PassingStore {
  constructor(
    inner: EventStore,
    private readonly measures: Measures,
  ) {
    super(inner);
  }

  override append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    const began = performance.now();
    const result = this.inner.append(stream, events, expected);
    // A programming error is told to the caller, who has the same promise.
    result.then(
      (outcome) => this.measures.appended(events, outcome, (performance.now() - began) / 1000),
      () => undefined,
    );
    return result;
  }
}
