/** Step 9: the checkpoint that the auditor kept and the pack's are of one log, the one before the other. */
import { parseCheckpoint, type Checkpoint } from '../checkpoint.js';
import { parseNote } from '../note.js';
import { parseConsistency } from '../pack/consistency.js';
import { PATHS } from '../pack/paths.js';
import { verifyConsistency } from '../verify-proof.js';
import type { Notes } from './notes.js';
import type { OpenPack } from './open-pack.js';

/** What the auditor has. */
export interface Kept {
  /** A signed checkpoint. */
  readonly checkpoint: string;
  /** A proof of consistency, where the pack has none for it. */
  readonly consistency?: string;
}

export async function seeKept(pack: OpenPack, signed: Checkpoint, kept: Kept, notes: Notes): Promise<void> {
  await notes.guard('consistency', async () => {
    const own = parseCheckpoint(parseNote(kept.checkpoint).text);
    if (own.origin !== signed.origin) notes.fail('consistency', 'other-log', { origin: own.origin });
    else await mustExtend(pack, own, signed, kept.consistency, notes);
    notes.reached('consistency', { kept: own.size, size: signed.size });
  });
}

async function mustExtend(
  pack: OpenPack,
  own: Checkpoint,
  signed: Checkpoint,
  given: string | undefined,
  notes: Notes,
): Promise<void> {
  const [old, fresh] = own.size <= signed.size ? [own, signed] : [signed, own];
  const sizes = { old: old.size, new: fresh.size };
  const text = given ?? (pack.has(PATHS.consistency) ? await pack.text(PATHS.consistency) : undefined);
  const proof = text === undefined ? undefined : parseConsistency(text);
  const fits = proof?.oldSize === old.size && proof.newSize === fresh.size;
  // Trees of one size need no proof: they are the same or they are not.
  if (!fits && old.size !== fresh.size) return notes.fail('consistency', 'no-consistency-proof', sizes);
  const hashes = fits ? proof.hashes : [];
  const claim = { oldSize: old.size, oldRoot: old.root, newSize: fresh.size, newRoot: fresh.root, proof: hashes };
  if (!verifyConsistency(claim)) notes.fail('consistency', 'not-consistent', sizes);
}
