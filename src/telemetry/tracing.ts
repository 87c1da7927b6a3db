/**
 * Traces of a process: spans go to an OTLP/HTTP collector. Made only where `QUITTANCE_OTLP_URL` names one; without it no
 * span, no wrapper and no hook exists. Names and attributes hold routes, types, categories and counts: no id of a stream,
 * no value of a person.
 */
import {
  context,
  ROOT_CONTEXT,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Link,
  type Span,
  type SpanKind,
  type Tracer,
} from '@opentelemetry/api';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { defaultResource, resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import { RecentAppends } from './recent-appends.js';

/** How long a collector may take for one batch, and for the last one when the process ends; milliseconds. */
const EXPORT_MS_MAX = 3_000;
const LAST_EXPORT_MS_MAX = 1_500;
/** Spans are sent after this many milliseconds, and dropped where more than so many wait: a slow collector costs no memory. */
const EXPORT_EVERY_MS = 1_000;
const SPANS_WAITING_MAX = 8_192;

/** The path of the protocol, where the address has none. */
const TRACES_PATH = '/v1/traces';

export interface SpanOptions {
  readonly attributes?: Attributes;
  readonly links?: readonly Link[];
  readonly kind?: SpanKind;
  /** The trace it belongs to; left out, the one in which the caller stands. */
  readonly parent?: Context;
}

export class Tracing {
  readonly recent = new RecentAppends();
  private readonly provider: NodeTracerProvider;
  private readonly tracer: Tracer;

  /** @param url address of the collector */
  constructor(url: string, version: string) {
    const exporter = new OTLPTraceExporter({ url: endpointOf(url), timeoutMillis: EXPORT_MS_MAX });
    const processor = new BatchSpanProcessor(exporter, {
      scheduledDelayMillis: EXPORT_EVERY_MS,
      exportTimeoutMillis: EXPORT_MS_MAX,
      maxQueueSize: SPANS_WAITING_MAX,
    });
    const own = resourceFromAttributes({ 'service.name': 'quittance', 'service.version': version });
    this.provider = new NodeTracerProvider({ resource: defaultResource().merge(own), spanProcessors: [processor] });
    // Context and `traceparent` are the process's; a second ledger in it (tests) finds them there.
    this.provider.register();
    this.tracer = this.provider.getTracer('quittance', version);
  }

  begin(name: string, { attributes, links, kind, parent = context.active() }: SpanOptions = {}): Span {
    return this.tracer.startSpan(name, { attributes, kind, links: links as Link[] | undefined }, parent);
  }

  /** Does the work within a span of its own. An error ends it as failed, by the error's kind alone: its words may name people. */
  async within<T>(name: string, options: SpanOptions, work: (span: Span) => Promise<T>): Promise<T> {
    const span = this.begin(name, options);
    try {
      return await context.with(trace.setSpan(options.parent ?? context.active(), span), () => work(span));
    } catch (error) {
      failed(span, error);
      throw error;
    } finally {
      span.end();
    }
  }

  /** Sends what waits, but holds the end of the process up no longer than so. */
  async close(): Promise<void> {
    const late = new Promise<void>((resolve) => setTimeout(resolve, LAST_EXPORT_MS_MAX).unref());
    await Promise.race([this.provider.shutdown().catch(() => undefined), late]);
  }
}

/** A span of no caller's trace: work that goes on by itself. */
export const ON_ITS_OWN = ROOT_CONTEXT;

export function failed(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : 'error' });
}

function endpointOf(address: string): string {
  const url = new URL(address);
  if (url.pathname === '/') url.pathname = TRACES_PATH;
  return url.href;
}
