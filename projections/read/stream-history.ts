/** The facts of one stream that is no case, cut at K: what questions about a party, a member of staff or an agency fold. */
import { localDate } from '../../src/ledger/dates.js';
import type { LedgerFact } from '../../src/ledger/ledger.js';
import { Problem } from '../../src/http/problem.js';
import { readStream, type AsOf } from './case-history.js';
import type { AnswerHead } from './cut.js';
import type { ReadSide } from './read-side.js';

export interface StreamHistory {
  readonly head: AnswerHead;
  /** In store order, as known at K; not cut at V. */
  readonly facts: readonly LedgerFact[];
}

export async function streamHistory(read: ReadSide, stream: string, { asOf, knownAt }: AsOf): Promise<StreamHistory> {
  const all = await readStream(read.store, stream);
  const zone = all[0]?.zone.name ?? 'UTC';
  const cut = await read.cut(knownAt, zone);
  const facts = all.filter(({ position }) => position <= (cut.position ?? Number.MAX_SAFE_INTEGER));
  const last = facts.at(-1);
  const kind = stream.replace(/-.*$/, '');
  if (!last) throw Problem.of(404, `unknown-${kind}`, `There is no ${kind} '${stream}', or it was not known then.`);
  const day = asOf ?? localDate(read.clock.now(), zone);
  return { head: { asOf: day, knownAt: last.rec, lastEvent: last.id, final: cut.final }, facts };
}
