/** Properties of the tree: two ways to a root agree, every honest proof holds, and no other does. */
import fc from 'fast-check';
import { CompactRange } from './compact-range.js';
import { hashLeaf } from './merkle.js';
import { consistencyProof, inclusionProof, rangeRoot, type NodeReader } from './prove.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

const LEAVES = Array.from({ length: 90 }, (_, i) => hashLeaf(`leaf ${i}`));

const node: NodeReader = (level, index) => {
  const range = new CompactRange();
  for (const leaf of LEAVES.slice(index * 2 ** level, (index + 1) * 2 ** level)) range.append(leaf);
  return range.root();
};
const rootAt = (size: number): Buffer => rangeRoot(node, 0, size);

it('a range that is taken up anew goes on as if it had not stopped', () => {
  const range = new CompactRange();
  let copy = new CompactRange();
  for (const [i, leaf] of LEAVES.entries()) {
    range.append(leaf);
    copy = copy.copy();
    copy.append(leaf);
    expect([copy.size, copy.root()]).toEqual([i + 1, range.root()]);
    expect(range.root()).toEqual(rootAt(i + 1));
  }
  expect(() => CompactRange.from(3, [LEAVES[0] as Buffer])).toThrow('3 leaves');
  expect(() => CompactRange.from(1, [Buffer.alloc(31)])).toThrow('1 leaves');
});

it('every leaf of every size has a proof, which holds nowhere else', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 90 }), fc.nat(), fc.nat(), (size, pick, other) => {
      const [index, wrong] = [pick % size, other % size];
      const proof = inclusionProof(node, index, size);
      const claim = { index, size, leafHash: LEAVES[index] as Buffer, proof, root: rootAt(size) };
      expect(verifyInclusion(claim)).toBe(true);
      if (wrong !== index) expect(verifyInclusion({ ...claim, index: wrong })).toBe(false);
      expect(verifyInclusion({ ...claim, root: rootAt(size + (size < 90 ? 1 : -1)) })).toBe(false);
      expect(verifyInclusion({ ...claim, proof: [...proof, rootAt(1)] })).toBe(false);
      if (proof.length > 0) expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
    }),
    { numRuns: 300, seed: 6962 },
  );
});

it('every size extends every smaller one, and no other tree of that size', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 89 }), fc.integer({ min: 1, max: 89 }), (old, more) => {
      const newSize = Math.min(90, old + more);
      const proof = consistencyProof(node, old, newSize);
      const claim = { oldSize: old, oldRoot: rootAt(old), newSize, newRoot: rootAt(newSize), proof };
      expect(verifyConsistency(claim)).toBe(true);
      expect(verifyConsistency({ ...claim, oldRoot: hashLeaf('another') })).toBe(false);
      expect(verifyConsistency({ ...claim, newRoot: hashLeaf('another') })).toBe(false);
      expect(verifyConsistency({ ...claim, oldSize: newSize, newSize: old })).toBe(false);
      if (proof.length > 0) expect(verifyConsistency({ ...claim, proof: proof.slice(0, -1) })).toBe(false);
    }),
    { numRuns: 300, seed: 6962 },
  );
});

it('asks for leaves that the tree has', () => {
  expect(() => inclusionProof(node, 3, 3)).toThrow('no leaf 3');
  expect(() => consistencyProof(node, 4, 3)).toThrow('do not extend');
  expect(consistencyProof(node, 0, 3)).toEqual([]);
});
