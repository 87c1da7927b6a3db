/** Also step 6: the proof files for other programs prove the last event of each stream, and nothing else. */
import { PATHS, readEventProofPath } from '../pack/paths.js';
import { parseTlogProof } from '../tlog-proof.js';
import type { Chains } from './chains.js';
import type { Notes } from './notes.js';
import type { OpenPack } from './open-pack.js';

export async function seeProofFiles(pack: OpenPack, chains: Chains, notes: Notes): Promise<void> {
  const checkpoint = await pack.text(PATHS.checkpoint);
  const proven = new Set<string>();
  for (const path of pack.paths.filter((each) => each.startsWith('proofs/'))) {
    const place = readEventProofPath(path);
    const last = place && chains.end(place.sid)?.last;
    if (place && last?.rev === place.rev) proven.add(place.sid);
    await notes.guard('leaves', async () => {
      const good = last && last.rev === place.rev && isProofOf(await pack.text(path), last, checkpoint);
      if (!good) notes.fail('leaves', 'proof-file-differs', { path });
    });
  }
  if (pack.manifest.kind !== 'case') return;
  const without = pack.manifest.streams.find(({ sid }) => !proven.has(sid));
  if (without) notes.fail('leaves', 'proof-file-differs', { path: `proofs/${without.sid}-…` });
}

/** The inclusion itself was checked with the event; the file says the same. */
function isProofOf(
  text: string,
  last: { readonly index: number; readonly leaf: string; readonly proof: readonly string[] },
  checkpoint: string,
): boolean {
  const { index, extra, hashes, checkpoint: signed } = parseTlogProof(text);
  const same = index === last.index && extra?.toString() === last.leaf && signed === checkpoint;
  return same && hashes.map((hash) => hash.toString('base64')).join() === last.proof.join();
}
