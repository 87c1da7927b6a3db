/** Pages of the projector and batches of the sealer as spans of their own, linked to the appends that they come from. */
import type { Link } from '@opentelemetry/api';
import type { SealTraces } from '../sealer/sealer-parts.js';
import { LINKS_MAX } from './recent-appends.js';
import { ON_ITS_OWN, type Tracing } from './tracing.js';

interface Identified {
  readonly id: string;
}

/** A page of facts is folded into so many projections. */
export function pageTraces(tracing: Tracing) {
  return (facts: readonly Identified[], projections: number, work: () => Promise<void>): Promise<void> => {
    const attributes = { 'quittance.events': facts.length, 'quittance.projections': projections };
    const links = tracing.recent.linksTo(facts);
    return tracing.within('project page', { parent: ON_ITS_OWN, attributes, links }, work);
  };
}

export function sealTraces(tracing: Tracing): SealTraces {
  let links: Link[] = [];
  return {
    taken(events) {
      const room = LINKS_MAX - links.length;
      if (room > 0) links.push(...tracing.recent.linksTo(events).slice(0, room));
    },
    publish(leaves, work) {
      const attributes = { 'quittance.leaves': leaves };
      const options = { parent: ON_ITS_OWN, attributes, links };
      links = [];
      return tracing.within('seal batch', options, work);
    },
  };
}
