/** A store whose appends are timed, for stores that do not tell themselves what became of each. Reads pass untouched. */
import { PassingStore } from './passing.js';
import type { AppendResult, EventStore, Expected, NewEvent } from './port.js';

/** Is told what became of each append, and how long that took: milliseconds since it was handed over. */
export type Told = (events: readonly NewEvent[], result: AppendResult, ms: number) => void;

export class TimedStore extends PassingStore {
  constructor(
    inner: EventStore,
    private readonly told: Told,
  ) {
    super(inner);
  }

  override append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    const began = performance.now();
    const result = this.inner.append(stream, events, expected);
    // A programming error is told to the caller, who has the same promise.
    result.then(
      (outcome) => this.told(events, outcome, performance.now() - began),
      () => undefined,
    );
    return result;
  }
}
