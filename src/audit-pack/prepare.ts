/** What a pack will prove: the sealed state, the streams that it has there and those around them, and the head of each. */
import type { ReadSide } from '../../projections/read/read-side.js';
import { Problem } from '../http/problem.js';
import { decode } from '../ledger/envelope.js';
import type { Runtime } from '../runtime.js';
import { provenHeads, type ProvenHead } from '../sealer/sealed-heads.js';
import { gatherAround, type Around } from './around.js';
import { gather, type Gathered, type GatherOptions } from './gather.js';
import type { PackRequest } from './request.js';
import { laterState, sealBehind, sealState, type SealState } from './seal-state.js';
import { LedgerDiffers } from './trouble.js';

/** Later states that are tried: here the first covers everything, of another process the next may be an older one. */
const LATER_MAX = 3;

export type Desk = Pick<Runtime, 'store' | 'wholeStore' | 'sealer' | 'vault' | 'clock' | 'clearance'>;

export interface Prepared {
  readonly state: SealState;
  readonly gathered: Gathered;
  /** In order of their ids, one for each stream. */
  readonly heads: readonly ProvenHead[];
  /** What the chapters rest on beside those streams, and its heads. */
  readonly around: Around;
  readonly aroundHeads: readonly ProvenHead[];
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
  read: ReadSide,
  { cases, fresh, portfolio }: PackRequest,
  options: Omit<GatherOptions, 'until'>,
): Promise<Prepared> {
  const named = new Set(cases);
  let state = await sealState(desk.sealer, fresh, options.proceed);
  let gathered = await gather(desk.store, named, { ...options, until: state.heads.position });
  const isShort = (): boolean =>
    gathered.erasedLater || gathered.streams.filter(({ role }) => role === 'case').length < named.size;
  for (let later = 0; later < LATER_MAX && isShort(); later++) {
    state = await laterState(desk.sealer, state, options.proceed);
    gathered = await gather(desk.store, named, { ...options, until: state.heads.position });
  }
  const first = gathered.streams.find(({ role }) => role === 'case');
  if (!first) throw Problem.of(404, 'unknown-case', 'There is no such case.');
  if (isShort()) throw sealBehind();
  const rules = desk.clearance.ruleBook.stream;
  const ask = { portfolio, rules, cases: named, until: state.heads.position };
  const around = await gatherAround(desk.store, read, ask);
  const heads = await headsOf(desk, state, gathered, around);
  return { state, gathered, around, ...heads, zone: await zoneOf(desk, first.sid) };
}

async function headsOf(
  { wholeStore }: Desk,
  { db, heads }: SealState,
  { streams }: Gathered,
  around: Around,
): Promise<Pick<Prepared, 'heads' | 'aroundHeads'>> {
  const wanted = new Set([...streams.map(({ sid }) => sid), ...around.streams.keys()]);
  const proven = await provenHeads(db, wholeStore, heads, wanted);
  const headOf = (sid: string, lastRev: number): ProvenHead => {
    const head = proven.get(sid);
    if (head?.rev !== lastRev) throw new LedgerDiffers(`${sid} is sealed up to another revision than it has.`);
    return head;
  };
  return {
    heads: streams.map(({ sid, lastRev }) => headOf(sid, lastRev)),
    aroundHeads: [...around.streams].map(([sid, lastRev]) => headOf(sid, lastRev)),
  };
}

async function zoneOf({ store }: Desk, sid: string): Promise<string> {
  const [opened] = await store.readStream(sid, 0, 1);
  return opened ? decode(opened).zone.name : 'UTC';
}
