/**
 * In which trace a fact was written, for as long as the projector and the sealer of the same process may still come to it.
 * Noted before the append, under the id of its last event: who follows the store may meet it before the writer is told.
 */
import { isSpanContextValid, TraceFlags, type Link, type Span, type SpanContext } from '@opentelemetry/api';

/** Appends that are remembered; the oldest is forgotten first. About 200 bytes each. */
export const APPENDS_REMEMBERED_MAX = 4_096;
/** Links of one span; a page of an import has more. */
export const LINKS_MAX = 64;

export class RecentAppends {
  private readonly spans = new Map<string, SpanContext>();

  get size(): number {
    return this.spans.size;
  }

  /** Only of a trace that is sent at all: a link to another leads nowhere. */
  note(event: string, span: Span): void {
    const place = span.spanContext();
    if (!isSpanContextValid(place) || (place.traceFlags & TraceFlags.SAMPLED) === 0) return;
    this.spans.delete(event);
    this.spans.set(event, place);
    if (this.spans.size <= APPENDS_REMEMBERED_MAX) return;
    for (const oldest of this.spans.keys()) {
      this.spans.delete(oldest);
      break;
    }
  }

  /** To the appends of these events, as far as they are known. */
  linksTo(events: readonly { readonly id: string }[]): Link[] {
    const links: Link[] = [];
    if (this.spans.size === 0) return links;
    for (const { id } of events) {
      const place = this.spans.get(id);
      if (place) links.push({ context: place });
      if (links.length === LINKS_MAX) break;
    }
    return links;
  }
}
