/** All that traces one open ledger. Loaded only where traces are on: the packages are large. */
import type { EventStore } from '../store/port.js';
import { commandTraces } from './traced-commands.js';
import { CommitSpans, TracedStore } from './traced-store.js';
import { pageTraces, sealTraces } from './traced-work.js';
import { Tracing } from './tracing.js';

export type TracedParts = ReturnType<typeof tracedParts>;

export function tracedParts(url: string, version: string) {
  const tracing = new Tracing(url, version);
  const commits = new CommitSpans(tracing);
  return {
    tracing,
    commits: commits.around,
    commands: commandTraces(tracing),
    seal: sealTraces(tracing),
    pages: pageTraces(tracing),
    store: (inner: EventStore): EventStore => new TracedStore(inner, tracing, commits),
  };
}
