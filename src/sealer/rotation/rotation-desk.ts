/**
 * A new signing key, by two people: one asks, another approves. Then a key leaf announces it, in a checkpoint that the old
 * key signs too, and both sign until the next rotation: whoever knows only the old key has that long to learn the new one.
 */
import { formatVkey } from '../../seal/vkey.js';
import type { RotationWord } from '../attestations/book.js';
import type { Sealer } from '../sealer.js';

export interface AskedRotation {
  readonly id: number;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly reason: string;
}

export type RotationAnswer =
  | { readonly kind: 'asked'; readonly asked: AskedRotation }
  | { readonly kind: 'rotated'; readonly vkey: string; readonly keys: readonly string[] }
  | { readonly kind: 'unknown' }
  /** Who asked cannot approve. */
  | { readonly kind: 'four-eyes' }
  | { readonly kind: 'not-sealing'; readonly detail: string };

/** What waits for another person; undefined where nothing does. Decided by how many keys there are: an approval that a crash interrupted still waits. */
export function pendingRotation({ book, signer }: Sealer): (AskedRotation & { readonly keys: number }) | undefined {
  const asked = book.rotation('rotation-asked');
  if (!asked || asked.keys !== signer.vkeys().length) return undefined;
  const { revision: id, who: askedBy, at: askedAt, reason, keys } = asked;
  return { id, askedBy, askedAt, reason, keys };
}

/** Asks; where somebody has asked already, that is the answer. */
export async function askRotation(sealer: Sealer, who: string, at: string, reason: string): Promise<RotationAnswer> {
  const closed = await opened(sealer);
  if (closed) return closed;
  if (!pendingRotation(sealer)) await sealer.book.add(word(sealer, 'rotation-asked', who, at, reason));
  const asked = pendingRotation(sealer);
  return asked ? { kind: 'asked', asked } : { kind: 'not-sealing', detail: 'the request could not be kept' };
}

export interface Approver {
  readonly who: string;
  /** Everybody who may be the same person, `who` too. */
  readonly hands: ReadonlySet<string>;
}

export async function approveRotation(
  sealer: Sealer,
  id: number,
  { who, hands }: Approver,
  at: string,
): Promise<RotationAnswer> {
  const closed = await opened(sealer);
  if (closed) return closed;
  const pending = pendingRotation(sealer);
  if (pending?.id !== id) return { kind: 'unknown' };
  if (hands.has(pending.askedBy)) return { kind: 'four-eyes' };
  const approved = sealer.book.rotation('rotation-approved');
  if (approved?.keys !== pending.keys) await sealer.book.add(word(sealer, 'rotation-approved', who, at, ''));
  if (!(await sealer.rotateKey())) {
    return { kind: 'not-sealing', detail: sealer.stopped?.message ?? 'nothing can be sealed now' };
  }
  const keys = sealer.signer.vkeys().map(formatVkey);
  return { kind: 'rotated', vkey: keys[keys.length - 1] as string, keys };
}

async function opened(sealer: Sealer): Promise<RotationAnswer | undefined> {
  if (await sealer.open()) return undefined;
  return { kind: 'not-sealing', detail: sealer.stopped?.message ?? 'the seal cannot be opened now' };
}

function word(
  { published, signer }: Sealer,
  kind: RotationWord['kind'],
  who: string,
  at: string,
  reason: string,
): RotationWord {
  return { kind, size: published?.size ?? 0, who, at, reason, keys: signer.vkeys().length };
}
