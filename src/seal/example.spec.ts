/** The deterministic example of proofs/design.md 2.4 and 2.5, which Go's own code has checked; beside this repository. */
import { readFileSync } from 'node:fs';
import { shared } from '../../test/support/shared.js';
import { parseCheckpoint } from './checkpoint.js';
import { cosign } from './cosignature.js';
import { digest, leafHash } from './leaf.js';
import { hashLeaf } from './merkle.js';
import { formatNote, parseNote, signNote } from './note.js';
import { parsePolicy } from './policy.js';
import { headEntry } from './special-leaves.js';
import { formatTlogProof, parseTlogProof, verifyTlogProof, type Proven } from './tlog-proof.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';

const { path: EXAMPLE, isHere } = shared('proofs/example/', 'the example of the design');
const here = isHere ? describe : describe.skip;
const read = (name: string): string => readFileSync(`${EXAMPLE}${name}`, 'utf8');
const seed = (text: string): Buffer => Buffer.from(digest(text), 'base64url');

here('the example of the design', () => {
  it('is signed to the byte as we sign', () => {
    const { text } = parseNote(read('checkpoint'));
    const { origin } = parseCheckpoint(text);
    const signatures = [
      signNote(text, origin, seed('demo log key - not secret')),
      cosign(text, 'regulator.example/witness1', seed('demo witness key - not secret'), 1764587200),
    ];
    expect(formatNote({ text, signatures })).toBe(read('checkpoint'));
  });

  it.each([
    ['heads', 20_000],
    ['event', 19_042],
  ])('proves its %s leaf, under its policy, and is written as we write', (name, index) => {
    const text = read(`${name}.tlog-proof`);
    expect(formatTlogProof(parseTlogProof(text))).toBe(text);
    const proven = verifyTlogProof(text, Buffer.from(read(`${name}.leaf`).trimEnd()), parsePolicy(read('policy')));
    expect(proven).toMatchObject({ index, checkpoint: { size: 20_001 }, trust: { quorum: true } });
    expect([...(proven as Proven).trust.witnesses]).toEqual([['regulator', 1764587200]]);
  });

  it('extends its older checkpoint', () => {
    const [old, fresh] = ['checkpoint.old', 'checkpoint'].map((name) => parseCheckpoint(parseNote(read(name)).text));
    const [, ...lines] = read('consistency.txt').trimEnd().split('\n');
    if (!old || !fresh) throw new Error('no checkpoints');
    const proof = lines.map((line) => Buffer.from(line, 'base64'));
    const claim = { oldSize: old.size, oldRoot: old.root, newSize: fresh.size, newRoot: fresh.root, proof };
    expect(verifyConsistency(claim)).toBe(true);
    expect(verifyConsistency({ ...claim, oldSize: old.size - 1 })).toBe(false);
  });

  it('has the head of its case in the map that the heads leaf commits to', () => {
    interface HeadFile {
      readonly entry: string;
      readonly index: number;
      readonly size: number;
      readonly proof: readonly string[];
    }
    const { entry, index, size, proof } = JSON.parse(read('head-entry.json')) as HeadFile;
    const { root } = JSON.parse(read('heads.leaf')) as { root: string };
    const { sid, rev, leaf } = JSON.parse(entry) as { sid: string; rev: number; leaf: string };
    expect(headEntry(sid, rev, leaf)).toBe(entry);
    expect(leafHash(read('event.leaf').trimEnd())).toBe(leaf);
    const claim = { index, size, leafHash: hashLeaf(entry), proof: proof.map((hash) => Buffer.from(hash, 'base64')) };
    expect(verifyInclusion({ ...claim, root: Buffer.from(root, 'base64url') })).toBe(true);
  });
});
