/** Steps 3 and 4: the last leaf of the tree commits to the heads of all streams, and those of the pack are among them. */
import type { Checkpoint } from '../checkpoint.js';
import { hashLeaf } from '../merkle.js';
import { readHeadsEntry, type HeadsEntry } from '../pack/entries.js';
import { LINE_BYTES_MAX, readHeadLine, type HeadLine } from '../pack/lines.js';
import { PATHS } from '../pack/paths.js';
import { headEntry } from '../special-leaves.js';
import { parseTlogProof } from '../tlog-proof.js';
import { verifyInclusion } from '../verify-proof.js';
import type { Notes } from './notes.js';
import type { OpenPack } from './open-pack.js';
import { linesOf } from './text.js';

/** Step 3. Undefined where the heads leaf cannot be read. */
export async function seeHeads(pack: OpenPack, signed: Checkpoint, notes: Notes): Promise<HeadsEntry | undefined> {
  return notes.guard('heads', async () => {
    const leaf = await pack.text(PATHS.headsLeaf);
    const { index, hashes, checkpoint, extra } = parseTlogProof(await pack.text(PATHS.headsProof));
    const { size, root } = signed;
    const sameCheckpoint = extra === undefined && checkpoint === (await pack.text(PATHS.checkpoint));
    if (!sameCheckpoint) notes.fail('heads', 'proof-file-differs', { path: PATHS.headsProof });
    if (!verifyInclusion({ index, size, leafHash: hashLeaf(leaf), proof: hashes, root })) {
      notes.fail('heads', 'heads-not-in-tree', { index });
    }
    const heads = readHeadsEntry(leaf);
    if (index !== size - 1 || heads.covers !== size - 1) {
      notes.fail('heads', 'heads-not-last', { index, covers: heads.covers, size });
    }
    notes.reached('heads', { covers: heads.covers, streams: heads.streams });
    return heads;
  });
}

/** Step 4. The entries of the map, by stream. */
export async function seeMap(pack: OpenPack, heads: HeadsEntry, notes: Notes): Promise<Map<string, HeadLine>> {
  const entries = new Map<string, HeadLine>();
  const wanted = new Set(pack.manifest.streams.map(({ sid }) => sid));
  const root = Buffer.from(heads.root, 'base64url');
  let [before, beforeIndex] = ['', -1];
  await notes.guard('map', async () => {
    for await (const text of linesOf(pack.open(PATHS.headEntries), LINE_BYTES_MAX, PATHS.headEntries)) {
      const line = readHeadLine(text);
      const { sid, index } = line;
      // Sorted by stream and by place alike, as the map is.
      if (!wanted.has(sid) || sid <= before || index <= beforeIndex) notes.fail('map', 'strange-map-entry', { sid });
      [before, beforeIndex] = [sid, index];
      const claim = { index, size: heads.streams, leafHash: hashLeaf(headEntry(sid, line.rev, line.leaf)), root };
      const proof = line.proof.map((hash) => Buffer.from(hash, 'base64'));
      if (!verifyInclusion({ ...claim, proof })) notes.fail('map', 'not-in-map', { sid });
      entries.set(sid, line);
    }
  });
  for (const sid of wanted) if (!entries.has(sid)) notes.fail('map', 'no-map-entry', { sid });
  notes.reached('map', { streams: entries.size, all: heads.streams });
  return entries;
}
