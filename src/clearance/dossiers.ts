/**
 * Dossiers of people who were asked about before, moved on by what is new: a dialler asks about the same people all day, and
 * to fold a case of a thousand facts again for each question costs more than the rules do.
 */
import { Lru } from '../ledger/lru.js';
import type { LedgerFact } from '../ledger/ledger.js';
import { Dossier } from '../rules/index.js';

/** Dossiers that are kept. */
export const DOSSIERS_KEPT_MAX = 1_000;

/** Facts by stream, each in order. */
export type Streams = ReadonlyMap<string, readonly LedgerFact[]>;

interface Kept {
  readonly dossier: Dossier;
  /** How many facts of each stream are in it, and the last of them. */
  readonly taken: Map<string, { count: number; last: string | undefined }>;
}

/** In the order in which they became known; facts of the append under way, which have no position yet, come last. */
function byPosition(a: LedgerFact, b: LedgerFact): number {
  return (a.position || Number.MAX_SAFE_INTEGER) - (b.position || Number.MAX_SAFE_INTEGER);
}

/** A dossier of facts that were read. */
export function dossierOf(streams: Streams): Dossier {
  return Dossier.of([...streams.values()].flat().sort(byPosition));
}

export class Dossiers {
  private readonly kept = new Lru<string, Kept>(DOSSIERS_KEPT_MAX);

  /**
   * The dossier of a person's streams as they were read now. It is the caller's until the next question about the person:
   * questions about one person are decided one after the other.
   */
  of(party: string, streams: Streams): Dossier {
    const known = this.kept.take(party);
    const kept = known && continues(known, streams) ? known : freshlyKept();
    const fresh = [...streams].flatMap(([stream, facts]) => facts.slice(kept.taken.get(stream)?.count ?? 0));
    for (const fact of fresh.sort(byPosition)) kept.dossier.add(fact);
    for (const [stream, facts] of streams) kept.taken.set(stream, { count: facts.length, last: facts.at(-1)?.id });
    this.kept.put(party, kept);
    return kept.dossier;
  }
}

function freshlyKept(): Kept {
  return { dossier: new Dossier(), taken: new Map() };
}

/** Whether what was read goes on from what is in the dossier. A fact that was decided and never written does not. */
function continues({ taken }: Kept, streams: Streams): boolean {
  return [...taken].every(([stream, { count, last }]) => streams.get(stream)?.[count - 1]?.id === last);
}
