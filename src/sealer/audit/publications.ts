/** The published checkpoints: each signed by a key of the log, each larger than the one before. */
import { signedBy } from '../../seal/cosignature.js';
import { parseNote } from '../../seal/note.js';
import type { Vkey } from '../../seal/vkey.js';
import type { CheckpointStream } from '../checkpoint-stream.js';
import type { SealDb } from '../seal-db.js';
import type { Differences } from './difference.js';
import { checkPublished } from './index-check.js';

export interface SignedRoot {
  readonly size: number;
  readonly root: Buffer;
}

export interface Publications {
  readonly roots: readonly SignedRoot[];
  /** Entries of leaves that are no facts, by index. */
  readonly specials: ReadonlyMap<number, string>;
}

export async function readPublications(
  stream: CheckpointStream,
  keys: readonly Vkey[],
  differences: Differences,
  db: SealDb,
): Promise<Publications> {
  const roots: SignedRoot[] = [];
  const specials = new Map<number, string>();
  let next = 0;
  for await (const { note, leaves, checkpoint, revision, position } of stream.from(0)) {
    const { size, root, origin } = checkpoint;
    checkPublished(db, { revision, size, note, position }, differences);
    const what = `checkpoint ${revision} (size ${size})`;
    if (revision !== next) differences.add('missing', `checkpoint ${next}`, 'is gone from the stream of checkpoints');
    const signed = keys.some((key) => key.name === origin && signedBy(parseNote(note), key) !== undefined);
    if (!signed) differences.add('changed', what, 'is not signed by a key of this log');
    else if (size <= (roots[roots.length - 1]?.size ?? 0))
      differences.add('reordered', what, 'is not larger than before');
    else roots.push({ size, root });
    for (const leaf of leaves) specials.set(leaf.index, leaf.entry);
    next = revision + 1;
  }
  return { roots, specials };
}
