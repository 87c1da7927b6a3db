/** What a pack will prove: the sealed state, the streams that it has there, and the head of each. */
import { Problem } from '../http/problem.js';
import { decode } from '../ledger/envelope.js';
import type { Runtime } from '../runtime.js';
import { provenHeads, type ProvenHead } from '../sealer/sealed-heads.js';
import { gather, type Gathered, type GatherOptions } from './gather.js';
import type { PackRequest } from './request.js';
import { sealState, type SealState } from './seal-state.js';
import { LedgerDiffers } from './trouble.js';

export type Desk = Pick<Runtime, 'store' | 'wholeStore' | 'sealer' | 'vault' | 'clock' | 'clearance'>;

export interface Prepared {
  readonly state: SealState;
  readonly gathered: Gathered;
  /** In order of their ids, one for each stream. */
  readonly heads: readonly ProvenHead[];
  /** IANA name: of the case, or of the first case of a portfolio. */
  readonly zone: string;
}

/**
 * Reads all streams once. Everything is sealed anew where it must be: when a case is not sealed yet, or an erasure that closed
 * values is not.
 * @throws Problem LedgerDiffers
 */
export async function prepare(
  desk: Desk,
  { cases, fresh }: PackRequest,
  options: Omit<GatherOptions, 'until'>,
): Promise<Prepared> {
  const named = new Set(cases);
  let state = await sealState(desk.sealer, fresh);
  let gathered = await gather(desk.store, named, { ...options, until: state.heads.position });
  const isShort = gathered.erasedLater || gathered.streams.filter(({ role }) => role === 'case').length < named.size;
  if (isShort) {
    state = await sealState(desk.sealer, true);
    gathered = await gather(desk.store, named, { ...options, until: state.heads.position });
  }
  const first = gathered.streams.find(({ role }) => role === 'case');
  if (!first) throw Problem.of(404, 'unknown-case', 'There is no such case.');
  return { state, gathered, heads: await headsOf(desk, state, gathered), zone: await zoneOf(desk, first.sid) };
}

async function headsOf({ wholeStore }: Desk, { db, heads }: SealState, { streams }: Gathered): Promise<ProvenHead[]> {
  const proven = await provenHeads(db, wholeStore, heads, new Set(streams.map(({ sid }) => sid)));
  return streams.map(({ sid, lastRev }) => {
    const head = proven.get(sid);
    if (head?.rev !== lastRev) throw new LedgerDiffers(`${sid} is sealed up to another revision than it has.`);
    return head;
  });
}

async function zoneOf({ store }: Desk, sid: string): Promise<string> {
  const [opened] = await store.readStream(sid, 0, 1);
  return opened ? decode(opened).zone.name : 'UTC';
}
