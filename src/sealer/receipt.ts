/** The receipt of a command: what `?wait=sealed` answers. */
import { proofOf } from './sealed-proofs.js';
import type { Sealer } from './sealer.js';

/** Longest wait, milliseconds. */
export const SEALED_WAIT_MS_MAX = 10_000;

/** Of it, what is given to witnesses to sign the checkpoint too, milliseconds. */
const WITNESSED_WAIT_MS_MAX = 3_000;

export interface Receipt {
  readonly index: number;
  /** The tlog-proof of the last fact. */
  readonly proof: string;
  /** Where the proof of each fact is. */
  readonly proofs: readonly string[];
}

/** Waits until a checkpoint covers the position. Undefined: not in time. */
export async function receiptOf(
  sealer: Sealer,
  { position, events }: { readonly position: number; readonly events: readonly string[] },
): Promise<Receipt | undefined> {
  if (!(await sealer.waits.covered(position, SEALED_WAIT_MS_MAX))) return undefined;
  const index = sealer.db?.indexOf(events[events.length - 1] ?? '') ?? 0;
  const { witnesses } = sealer;
  // Where they have not answered for a while, nobody waits for them.
  if (witnesses.behindSeconds * 1000 < SEALED_WAIT_MS_MAX) await witnesses.reached(index + 1, WITNESSED_WAIT_MS_MAX);
  const answer = proofOf(sealer, events[events.length - 1] ?? '');
  if (answer.kind !== 'proof') return undefined;
  return { index: answer.index, proof: answer.text, proofs: events.map((event) => `/v1/seal/proofs/${event}`) };
}
