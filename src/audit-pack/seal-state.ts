/** The sealed state that a pack proves: the newest map of heads, or one made for it, and what others said of it. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../http/problem.js';
import type { PackParts } from '../seal/pack/parts.js';
import { isWitnessed, newestHeads, type SealedHeads } from '../sealer/sealed-heads.js';
import type { SealDb } from '../sealer/seal-db.js';
import type { Sealer } from '../sealer/sealer.js';

/** How long a checkpoint that was made for an export waits for its witnesses. */
const WITNESS_WAIT_MS = 10_000;
/** How long a process that does not seal waits for a map of heads of the one that does, which makes one a minute. */
const ELSEWHERE_WAIT_MS = 75_000;
const LOOK_MS = 100;
const ELSEWHERE =
  'Another process seals this ledger: ask that one, or leave out "fresh". Everything is sealed within a minute in any case.';
const UNSEALED =
  "This process could not seal the ledger now. Where processes share it, 'quittance serve' with the role sealer does; else the log says why.";
const BEHIND = 'The process that seals has published no checkpoint with these facts yet. See its log, and ask again.';
/** Time stamps among which one over the same bytes is looked for. */
const STAMPS_MAX = 500;

export interface SealState {
  readonly db: SealDb;
  readonly heads: SealedHeads;
  /** Leaves of the newest checkpoint: tiles are as they stand for it. */
  readonly grown: number;
}

/** Throws where the work was cancelled: asked at every look, so that nobody waits for what is not wanted any more. */
export type Proceed = () => void;

/**
 * @param fresh whether everything recorded so far is sealed first; it also is where there is no map of heads yet
 * @throws Problem 503 where the sealer has stopped; 409 where a fresh seal is asked of a process that does not seal
 */
export async function sealState(sealer: Sealer, fresh: boolean, proceed: Proceed = goOn): Promise<SealState> {
  await sealer.open();
  if (sealer.seals === 'elsewhere') {
    if (fresh) throw Problem.of(409, 'seal-elsewhere', ELSEWHERE);
    await newerHeads(sealer, 0, proceed, ELSEWHERE_WAIT_MS);
  }
  // It may have taken over meanwhile.
  if (sealer.seals !== 'elsewhere' && (fresh || !newestHeads(sealer))) {
    if (!(await sealer.sealNow({ heads: true }))) throw notSealing(sealer);
    await witnessed(sealer, proceed);
  }
  return newestState(sealer);
}

/**
 * A state that covers facts which the one before does not: made now, or as soon as the process that seals has made it.
 * @param waitMs for how long that one is waited for
 * @throws Problem 503 `seal-behind` where it has made none
 */
export async function laterState(
  sealer: Sealer,
  { heads }: SealState,
  proceed: Proceed = goOn,
  waitMs = ELSEWHERE_WAIT_MS,
): Promise<SealState> {
  if (sealer.seals !== 'elsewhere') return sealState(sealer, true, proceed);
  if (await newerHeads(sealer, heads.position, proceed, waitMs)) return newestState(sealer);
  if (sealer.seals === 'elsewhere') throw sealBehind();
  return sealState(sealer, true, proceed);
}

export function sealBehind(): Problem {
  return Problem.of(503, 'seal-behind', BEHIND);
}

function newestState(sealer: Sealer): SealState {
  const { db, published } = sealer;
  const heads = newestHeads(sealer);
  if (!db || !published) throw notSealing(sealer);
  if (!heads) throw Problem.of(404, 'nothing-sealed', 'There is no sealed fact to prove yet.');
  return { db, heads, grown: published.size };
}

/** Time stamps over the checkpoint: one that is there, or one that is made now. Without an authority, or an answer, none. */
export async function anchorsOf(
  { book, anchors }: Sealer,
  { note, checkpoint }: SealedHeads,
): Promise<Pick<PackParts, 'anchors'>> {
  const { authority } = anchors;
  if (!authority) return {};
  const known = book.timeStamps(STAMPS_MAX).find((stamp) => stamp.checkpoint === note);
  const stamp = known ?? (await anchors.stamp(checkpoint.size, note));
  if (!('token' in stamp)) return {};
  const tokens = [{ name: 'checkpoint', bytes: Buffer.from(stamp.token, 'base64') }];
  return { anchors: { tokens, certificates: authority.pem } };
}

/** The witnesses are asked by the sealer; an export waits for them, but not for ever. */
async function witnessed(sealer: Sealer, proceed: Proceed): Promise<void> {
  await looking(WITNESS_WAIT_MS, proceed, () => {
    const [newest] = sealer.db?.latestWithHeads(1) ?? [];
    return !newest || isWitnessed(sealer, newest);
  });
}

/** What another process published is taken over twice a second. @returns whether there is a map behind a position */
async function newerHeads(sealer: Sealer, position: number, proceed: Proceed, waitMs: number): Promise<boolean> {
  const isThere = (): boolean => (newestHeads(sealer)?.position ?? 0) > position;
  await looking(waitMs, proceed, () => isThere() || !!sealer.stopped || sealer.seals !== 'elsewhere');
  return isThere();
}

async function looking(ms: number, proceed: Proceed, isOver: () => boolean): Promise<void> {
  for (let waited = 0; waited < ms && !isOver(); waited += LOOK_MS) {
    await sleep(LOOK_MS);
    proceed();
  }
}

function goOn(): void {
  // Nobody cancels.
}

function notSealing({ stopped }: Sealer): Problem {
  return Problem.of(503, 'seal-stopped', stopped?.message ?? UNSEALED);
}
