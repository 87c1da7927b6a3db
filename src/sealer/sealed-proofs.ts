/** Proofs of sealed facts, made from `seal.db` and the tiles of the last published checkpoint. */
import { inclusionProof } from '../seal/prove.js';
import { nodesOfTiles } from '../seal/tile-tree.js';
import { decodeBundle, TILE_WIDTH, tileWidth } from '../seal/tile.js';
import { formatTlogProof } from '../seal/tlog-proof.js';
import { formatVkey } from '../seal/vkey.js';
import type { PublishedRow } from './seal-db.js';
import type { Sealer } from './sealer.js';

export type ProofAnswer =
  | { readonly kind: 'proof'; readonly text: string; readonly index: number; readonly stream: string }
  /** The fact has no leaf, or no checkpoint covers it yet; or there is no such fact. */
  | { readonly kind: 'not-sealed' };

/**
 * The checkpoint that is shown to others: the newest that enough witnesses have signed, where that covers what it must;
 * else the newest, with the cosignatures that it has.
 * @param size leaves that it must cover
 */
export function shownCheckpoint({ published, witnesses }: Sealer, size: number): PublishedRow | undefined {
  const { witnessed } = witnesses;
  return witnessed && witnessed.size >= size ? witnessed : published;
}

/** The proof file of an event; its leaf entry stands in it as `extra`. */
export function proofOf(sealer: Sealer, event: string): ProofAnswer {
  const { db, published, tiles, book } = sealer;
  const index = db?.indexOf(event);
  if (index === undefined || !published || index >= published.size) return { kind: 'not-sealed' };
  const row = shownCheckpoint(sealer, index + 1) ?? published;
  const { size } = row;
  const checkpoint = book.noteOf(row);
  const hashes = inclusionProof(
    nodesOfTiles(size, (tile) => tiles.read(tile)),
    index,
    size,
  );
  const bundle = Math.floor(index / TILE_WIDTH);
  const width = tileWidth('entries', bundle, size);
  const extra = decodeBundle(tiles.read({ level: 'entries', index: bundle, width }))[index % TILE_WIDTH] as Buffer;
  // Only facts have ids, and the entry of a fact names its stream.
  const { sid: stream } = JSON.parse(extra.toString()) as { readonly sid: string };
  return { kind: 'proof', index, stream, text: formatTlogProof({ extra, index, hashes, checkpoint }) };
}

/** The operator's own policy: the keys of the log and its witnesses (C2SP tlog-policy). A verifier makes its own from it. */
export function policyText({ signer, witnesses }: Sealer): string {
  const keys = signer.vkeys().map((key) => `log ${formatVkey(key)}\n`);
  return keys.join('') + witnesses.policyText;
}
