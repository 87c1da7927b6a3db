/** A store that takes nothing from a process whose clock runs ahead (design.md, law 3). Reads go on. */
import { PassingStore } from '../store/passing.js';
import type { AppendResult, EventStore, Expected, NewEvent } from '../store/port.js';
import type { ClockWatch } from './clock-watch.js';

export class ClockedStore extends PassingStore {
  constructor(
    inner: EventStore,
    private readonly watch: Pick<ClockWatch, 'isTooFarAhead' | 'refusal'>,
  ) {
    super(inner);
  }

  override append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    return this.watch.isTooFarAhead()
      ? this.unlessAhead(stream, events, expected)
      : super.append(stream, events, expected);
  }

  private async unlessAhead(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    const detail = await this.watch.refusal();
    if (detail === undefined) return super.append(stream, events, expected);
    return { kind: 'not-written', reason: 'clock-ahead', detail };
  }
}
