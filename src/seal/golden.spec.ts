/**
 * Golden vectors of our own (`test/contract/golden/seal.json`): roots and proofs made by a few lines of Python after
 * RFC 6962, signatures by OpenSSL. They fix what a proof of today must still prove in ten years.
 */
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseCheckpoint } from './checkpoint.js';
import { CompactRange } from './compact-range.js';
import { cosign } from './cosignature.js';
import { digest } from './leaf.js';
import { hashLeaf } from './merkle.js';
import { formatNote, parseNote, signNote } from './note.js';
import { parsePolicy } from './policy.js';
import { consistencyProof, inclusionProof } from './prove.js';
import { tilesBetween } from './tile.js';
import { nodesOfTiles, rootOfTiles, type TileReader } from './tile-tree.js';
import { formatTlogProof, parseTlogProof, verifyTlogProof } from './tlog-proof.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

interface Golden {
  readonly roots: Readonly<Record<string, string>>;
  readonly inclusion: readonly { readonly index: number; readonly size: number; readonly proof: string[] }[];
  readonly consistency: readonly { readonly from: number; readonly to: number; readonly proof: string[] }[];
  readonly signed: Readonly<Record<'log' | 'witness' | 'checkpoint' | 'proof', string>> & { readonly time: number };
}

const file = fileURLToPath(new URL('../../test/contract/golden/seal.json', import.meta.url));
const { roots, inclusion, consistency, signed } = JSON.parse(readFileSync(file, 'utf8')) as Golden;
const leaves = Array.from({ length: 600 }, (_, i) => hashLeaf(`entry ${i}`));
const base64 = (hash: Buffer): string => hash.toString('base64');
const bytes = (text: string): Buffer => Buffer.from(text, 'base64');

function rootAt(size: number): Buffer {
  const range = new CompactRange();
  for (const leaf of leaves.slice(0, size)) range.append(leaf);
  return range.root();
}

/** The tiles of the tree of that size, each made as the definition says. */
function tilesOf(size: number): TileReader {
  const tiles = new Map(
    tilesBetween(0, size).map(({ level, index, width }) => {
      const span = 256 ** Number(level);
      const hashes = Array.from({ length: width }, (_, i) => {
        const range = new CompactRange();
        const from = (index * 256 + i) * span;
        for (const leaf of leaves.slice(from, from + span)) range.append(leaf);
        return range.root();
      });
      return [`${level}/${index}/${width}`, Buffer.concat(hashes)];
    }),
  );
  return ({ level, index, width }) => {
    const tile = tiles.get(`${level}/${index}/${width}`);
    if (!tile) throw new Error(`no tile ${level}/${index}/${width}`);
    return tile;
  };
}

describe('golden roots and proofs', () => {
  it.each(Object.entries(roots))('size %s: both ways to the root', (size, root) => {
    expect(base64(rootAt(Number(size)))).toBe(root);
    expect(base64(rootOfTiles(Number(size), tilesOf(Number(size))))).toBe(root);
  });

  it.each(inclusion)('leaf $index of $size', ({ index, size, proof }) => {
    const made = inclusionProof(nodesOfTiles(size, tilesOf(size)), index, size);
    expect(made.map(base64)).toEqual(proof);
    const claim = { index, size, leafHash: leaves[index] as Buffer, proof: made, root: rootAt(size) };
    expect(verifyInclusion(claim)).toBe(true);
    expect(verifyInclusion({ ...claim, index: index + 1 })).toBe(false);
    expect(verifyInclusion({ ...claim, proof: [...made, made[0] ?? rootAt(1)] })).toBe(false);
  });

  it.each(consistency)('$from of $to', ({ from, to, proof }) => {
    const made = consistencyProof(nodesOfTiles(to, tilesOf(to)), from, to);
    expect(made.map(base64)).toEqual(proof);
    const claim = { oldSize: from, oldRoot: rootAt(from), newSize: to, newRoot: rootAt(to), proof: made };
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, oldRoot: rootAt(from - 1) })).toBe(false);
    expect(verifyConsistency({ ...claim, proof: made.slice(1) })).toBe(false);
  });
});

describe('golden signatures', () => {
  const seed = (who: string): Buffer =>
    bytes(digest(`quittance golden ${who} key - not secret`).replaceAll('-', '+').replaceAll('_', '/'));
  const { text } = parseNote(signed.checkpoint);
  const policy = parsePolicy(`log ${signed.log}\nwitness one ${signed.witness}\nquorum one\n`);
  const entry = Buffer.from('entry 100');

  it('are ours to the byte', () => {
    const { origin } = parseCheckpoint(text);
    const signatures = [
      signNote(text, origin, seed('log')),
      cosign(text, 'witness.example/one', seed('witness'), signed.time),
    ];
    expect(formatNote({ text, signatures })).toBe(signed.checkpoint);
    expect(formatTlogProof(parseTlogProof(signed.proof))).toBe(signed.proof);
  });

  it('prove the entry, and say when a witness saw it', () => {
    const proven = verifyTlogProof(signed.proof, entry, policy);
    if (typeof proven === 'string') throw new Error(proven);
    expect([...proven.trust.witnesses]).toEqual([['one', signed.time]]);
    expect(proven).toMatchObject({ index: 100, checkpoint: { size: 600, origin: 'golden.example/ledger' } });
  });

  it('prove nothing once a single bit of proof or entry has changed', () => {
    const proof = Buffer.from(signed.proof);
    const accepted: string[] = [];
    const flipped = (whole: Buffer, bit: number): Buffer => {
      const copy = Buffer.from(whole);
      copy[bit >> 3] = (copy[bit >> 3] as number) ^ (1 << (bit & 7));
      return copy;
    };
    for (let bit = 0; bit < proof.length * 8; bit++) {
      const mutant = flipped(proof, bit);
      // What is no UTF-8 never becomes a text.
      if (!Buffer.from(mutant.toString()).equals(mutant)) continue;
      if (typeof verifyTlogProof(mutant.toString(), entry, policy) !== 'string') accepted.push(`proof ${bit}`);
    }
    for (let bit = 0; bit < entry.length * 8; bit++) {
      if (typeof verifyTlogProof(signed.proof, flipped(entry, bit), policy) !== 'string') accepted.push(`entry ${bit}`);
    }
    expect(proof.length * 8 + entry.length * 8).toBeGreaterThan(6_000);
    expect(accepted).toEqual([]);
  });
});
