/** A store whose appends are spans: category of the stream, events, bytes and outcome, no id. */
import { context, trace, type Span } from '@opentelemetry/api';
import { PassingStore } from '../store/passing.js';
import type { AppendResult, EventStore, Expected, NewEvent } from '../store/port.js';
import { failed, ON_ITS_OWN, type Tracing } from './tracing.js';

/** One transaction of the embedded store. */
export interface Commit {
  readonly attempts: readonly { readonly events: readonly NewEvent[] }[];
}

export class TracedStore extends PassingStore {
  constructor(
    inner: EventStore,
    private readonly tracing: Tracing,
    private readonly commits: CommitSpans,
  ) {
    super(inner);
  }

  override append(stream: string, events: readonly NewEvent[], expected: Expected): Promise<AppendResult> {
    const attributes = { 'quittance.category': categoryOf(stream), 'quittance.events': events.length };
    return this.tracing.within('append', { attributes }, async (span) => {
      span.setAttribute('quittance.bytes', bytesOf(events));
      const last = events.at(-1);
      if (last) this.tracing.recent.note(last.id, span);
      this.commits.expect(events, span);
      const result = await this.inner.append(stream, events, expected);
      span.setAttribute('quittance.outcome', result.kind);
      if (result.kind === 'unknown') failed(span, undefined);
      return result;
    });
  }
}

/** Group commits: a span in the trace of the first append, with links to the others that share the transaction. */
export class CommitSpans {
  private readonly appends = new WeakMap<readonly NewEvent[], Span>();

  constructor(private readonly tracing: Tracing) {}

  /** @param events the very array that the store is given */
  expect(events: readonly NewEvent[], span: Span): void {
    this.appends.set(events, span);
  }

  /** Writes a group within its span. */
  readonly around = <T>({ attempts }: Commit, write: () => T): T => {
    const spans = attempts.map(({ events }) => this.appends.get(events)).filter((span) => span !== undefined);
    const [first, ...others] = spans;
    const events = attempts.reduce((sum, attempt) => sum + attempt.events.length, 0);
    const span = this.tracing.begin('group commit', {
      parent: first ? trace.setSpan(ON_ITS_OWN, first) : ON_ITS_OWN,
      attributes: { 'quittance.appends': attempts.length, 'quittance.events': events },
      links: others.map((other) => ({ context: other.spanContext() })),
    });
    try {
      return context.with(trace.setSpan(ON_ITS_OWN, span), write);
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  };
}

/** `case` of `case-<uuid>`. */
function categoryOf(stream: string): string {
  return stream.slice(0, Math.max(0, stream.indexOf('-')));
}

function bytesOf(events: readonly NewEvent[]): number {
  return events.reduce((sum, { data, meta }) => sum + Buffer.byteLength(data) + Buffer.byteLength(meta), 0);
}
