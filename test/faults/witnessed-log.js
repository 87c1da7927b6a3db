// Two stories of one log, under one key: they share their first leaves and part then. For the witness's fault test.
import { load } from './base.js';

export const ORIGIN = 'faults.example/log';
const SEED = Buffer.alloc(32, 6);

/** @param {string} from @param {number} shared leaves that the stories have in common */
export async function stories(from, shared) {
  const { hashLeaf } = await load(from, 'seal/merkle.js');
  const { CompactRange } = await load(from, 'seal/compact-range.js');
  const { consistencyProof, rangeRoot } = await load(from, 'seal/prove.js');
  const { formatCheckpoint } = await load(from, 'seal/checkpoint.js');
  const { formatNote, signNote } = await load(from, 'seal/note.js');
  const { formatAddCheckpoint } = await load(from, 'seal/add-checkpoint.js');
  const { vkeyOf, KEY_TYPE } = await load(from, 'seal/vkey.js');
  const { publicKeyOf } = await load(from, 'seal/ed25519.js');
  const story = (name) => {
    const nodes = new Map();
    const node = (level, index) => {
      const key = `${level}/${index}`;
      if (!nodes.has(key)) {
        const range = new CompactRange();
        for (let at = index * 2 ** level; at < (index + 1) * 2 ** level; at++) {
          range.append(hashLeaf(`${at < shared ? 'both' : name} ${at}`));
        }
        nodes.set(key, range.root());
      }
      return nodes.get(key);
    };
    return {
      name,
      root: (size) => rangeRoot(node, 0, size).toString('hex'),
      request(oldSize, size) {
        const text = formatCheckpoint({ origin: ORIGIN, size, root: rangeRoot(node, 0, size) });
        const signed = formatNote({ text, signatures: [signNote(text, ORIGIN, SEED)] });
        return formatAddCheckpoint({ oldSize, proof: consistencyProof(node, oldSize, size), signed });
      },
    };
  };
  return { key: vkeyOf(ORIGIN, KEY_TYPE.ed25519, publicKeyOf(SEED)), stories: [story('one'), story('two')] };
}
