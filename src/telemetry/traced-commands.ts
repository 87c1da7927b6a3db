/** The work of `transact` as spans. A batch stands in the trace of its first command, with links to those of the others. */
import { context, trace, type Context, type Link } from '@opentelemetry/api';
import type { TracePort } from '../ledger/ports.js';
import { LINKS_MAX } from './recent-appends.js';
import type { Tracing } from './tracing.js';

export function commandTraces(tracing: Tracing): TracePort {
  return {
    here: () => context.active(),
    batch: (origins, work) => {
      const [first, ...others] = origins as readonly Context[];
      const links = linksTo(first, others);
      const within = first ?? context.active();
      if (links.length === 0) return context.with(within, work);
      return tracing.within(
        'batch',
        { parent: within, links, attributes: { 'quittance.units': origins.length } },
        work,
      );
    },
    decide: (category, commands, work) => {
      const attributes = { 'quittance.category': category, 'quittance.commands': commands };
      return tracing.within('decide', { attributes }, work);
    },
  };
}

/** To each other trace once. */
function linksTo(first: Context | undefined, others: readonly Context[]): Link[] {
  const seen = new Set([first && trace.getSpanContext(first)?.spanId]);
  const links: Link[] = [];
  for (const other of others) {
    const place = trace.getSpanContext(other);
    if (!place || seen.has(place.spanId) || links.length === LINKS_MAX) continue;
    seen.add(place.spanId);
    links.push({ context: place });
  }
  return links;
}
