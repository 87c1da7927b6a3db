/**
 * Which events of a person's stream are about other cases only: links to them, and clearances asked for them. What the
 * ledger knows of the person as such (contact points, preferences, erasures) belongs to every case that it takes part in.
 */
import type { LedgerFact } from '../ledger/ledger.js';

type Judge = (fact: LedgerFact) => boolean;

/** @param inPack the cases that the pack is about */
export function foreignTo(inPack: ReadonlySet<string>): Judge {
  /** Clearances about cases of the pack: a release names the clearance alone. */
  const own = new Set<string>();
  return (fact) => {
    const { type, data } = fact;
    if (type === 'CaseLinked') return !inPack.has(data.case);
    if (type === 'ClearanceReleased') return !own.has(data.clearance);
    if (type !== 'ContactPermitted' && type !== 'ContactBlocked') return false;
    const isOwn = data.cases.some((id) => inPack.has(id));
    if (isOwn) own.add(data.clearance);
    return !isOwn;
  };
}
