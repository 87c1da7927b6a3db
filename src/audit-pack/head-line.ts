/** A proven head as a line of a pack. */
import type { HeadLine } from '../seal/pack/lines.js';
import type { ProvenHead } from '../sealer/sealed-heads.js';

export function headLine({ sid, rev, leaf, index, proof }: ProvenHead): HeadLine {
  return { sid, rev, leaf, index, proof: proof.map((hash) => hash.toString('base64')) };
}
