/**
 * The public vectors of proofs/design.md 3, where they are at hand: beside this repository, not part of it. Each suite
 * states its count, so that a vector that got lost fails.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { shared } from '../../test/support/shared.js';
import { fromBase64 } from './base64.js';
import { parseCheckpoint } from './checkpoint.js';
import { CompactRange } from './compact-range.js';
import { signedBy } from './cosignature.js';
import { verifyEd25519 } from './ed25519.js';
import { hashLeaf } from './merkle.js';
import { parseNote } from './note.js';
import { consistencyProof, inclusionProof, rangeRoot } from './prove.js';
import { verifyConsistency, verifyInclusion } from './verify-proof.js';
import { KEY_TYPE, parseVkey, vkeyOf } from './vkey.js';

const { path: VECTORS, isHere } = shared('proofs/vectors/', 'the vectors of the seal');
const here = isHere ? describe : describe.skip;

const json = <T>(...path: string[]): T => JSON.parse(readFileSync(join(VECTORS, ...path), 'utf8')) as T;
const base64 = (text: string | null): Buffer => Buffer.from(text ?? '', 'base64');

interface Probe {
  readonly desc: string;
  readonly wantErr: boolean;
  readonly proof: readonly string[] | null;
}

/** Numbers above 2^53-1 are read as the nearest double: none of them is an index of any tree. */
function probes<T extends Probe>(folder: string): [string, T][] {
  const root = join(VECTORS, 'rfc6962-merkle/testdata', folder);
  if (!existsSync(root)) return [];
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.json'));
  return files.sort().map((file) => [file, json<T>('rfc6962-merkle/testdata', folder, file)]);
}

/** The one vector that we decide otherwise, and why. */
const OTHERWISE = {
  'additional/sizes-are-equal-one-and-proof-is-empty.json': 'its roots are 12 bytes of text; ours have 32',
};

here('the vectors of transparency-dev/merkle', () => {
  interface InclusionProbe extends Probe {
    readonly leafIdx: number;
    readonly treeSize: number;
    readonly root: string;
    readonly leafHash: string;
  }
  interface ConsistencyProbe extends Probe {
    readonly size1: number;
    readonly size2: number;
    readonly root1: string;
    readonly root2: string;
  }
  const inclusion = probes<InclusionProbe>('inclusion');
  const consistency = probes<ConsistencyProbe>('consistency');

  it('decide 98 inclusion proofs, 92 of them false', () => {
    const decided = inclusion.map(([file, { leafIdx, treeSize, root, leafHash, proof }]) => [
      file,
      verifyInclusion({
        index: leafIdx,
        size: treeSize,
        leafHash: base64(leafHash),
        proof: (proof ?? []).map(base64),
        root: base64(root),
      }),
    ]);
    expect(decided).toEqual(inclusion.map(([file, { wantErr }]) => [file, !wantErr]));
    expect([decided.length, decided.filter(([, valid]) => valid === false).length]).toEqual([98, 92]);
  });

  it('decide 97 of 98 consistency proofs; one has roots that are no hashes', () => {
    const decided = consistency.map(([file, { size1, size2, root1, root2, proof }]) => [
      file,
      verifyConsistency({
        oldSize: size1,
        newSize: size2,
        oldRoot: base64(root1),
        newRoot: base64(root2),
        proof: (proof ?? []).map(base64),
      }),
    ]);
    const expected = consistency.map(([file, { wantErr }]) => [file, !wantErr && !(file in OTHERWISE)]);
    expect(decided).toEqual(expected);
    expect([decided.length, decided.filter(([, valid]) => valid === false).length]).toEqual([98, 93]);
  });

  it('give the 9 roots of sizes 0 to 8, both ways, and proofs that hold', () => {
    const { leaf_inputs_hex: inputs, root_hashes_hex_by_size: roots } = json<{
      leaf_inputs_hex: string[];
      root_hashes_hex_by_size: string[];
    }>('rfc6962-merkle/roots.json');
    const leaves = inputs.map((hex) => hashLeaf(Buffer.from(hex, 'hex')));
    const node = (level: number, index: number): Buffer => {
      const range = new CompactRange();
      for (const leaf of leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)) range.append(leaf);
      return range.root();
    };
    const range = new CompactRange();
    for (const [size, hex] of roots.entries()) {
      expect([range.root(), rangeRoot(node, 0, size)].map((root) => root.toString('hex'))).toEqual([hex, hex]);
      for (let index = 0; index < size; index++) {
        const proof = inclusionProof(node, index, size);
        expect(verifyInclusion({ index, size, leafHash: leaves[index] as Buffer, proof, root: range.root() })).toBe(
          true,
        );
      }
      for (let old = 1; old <= size; old++) {
        const proof = consistencyProof(node, old, size);
        const [oldRoot, newRoot] = [Buffer.from(roots[old] ?? '', 'hex'), range.root()];
        expect(verifyConsistency({ oldSize: old, newSize: size, oldRoot, newRoot, proof })).toBe(true);
      }
      const next = leaves[size];
      if (next) range.append(next);
    }
    expect(roots).toHaveLength(9);
  });
});

here('the vectors of C2SP and golang/mod', () => {
  interface Notes {
    readonly notes: readonly { readonly source: string; readonly vkeys: readonly string[]; readonly note: string }[];
    readonly bad_vkeys: readonly { readonly vkey: string }[];
    readonly checkpoint_parse: readonly { readonly text: string; readonly ok: boolean }[];
    readonly tree_format: { readonly record_hello_world_leaf_hash_b64: string };
  }
  const vectors = (): Notes => json<Notes>('c2sp-note/notes.json');
  const takes = (read: () => unknown): boolean => {
    try {
      read();
      return true;
    } catch {
      return false;
    }
  };

  it('3 signed notes verify, and none with a bit of its text or signature changed', () => {
    const { notes } = vectors();
    expect(notes).toHaveLength(3);
    for (const { vkeys, note } of notes) {
      const keys = vkeys.map(parseVkey);
      const holds = (text: string): boolean => keys.every((key) => signedBy(parseNote(text), key) !== undefined);
      expect(holds(note)).toBe(true);
      const bytes = Buffer.from(note);
      // A second signature by a key that nobody knows is not looked at.
      const known = Buffer.byteLength(note.slice(0, note.indexOf('\n', note.lastIndexOf(`— ${keys[0]?.name}`)) + 1));
      for (let bit = 0; bit < known * 8; bit++) {
        const flipped = Buffer.from(bytes);
        flipped[bit >> 3] = (flipped[bit >> 3] as number) ^ (1 << (bit & 7));
        expect([bit, takes(() => holds(flipped.toString()) || fail())]).toEqual([bit, false]);
      }
    }
    function fail(): never {
      throw new Error('a false signature');
    }
  });

  it('2 bad verifier keys are refused', () => {
    const { bad_vkeys: bad } = vectors();
    expect(bad).toHaveLength(2);
    for (const { vkey } of bad) expect(() => parseVkey(vkey)).toThrow('verifier key');
  });

  it('7 of 8 checkpoints are read or refused as they say; one has a root of 7 bytes', () => {
    const { checkpoint_parse: cases } = vectors();
    const decided = cases.map(({ text }) => takes(() => parseCheckpoint(text)));
    expect(cases.map(({ ok }) => ok)).toEqual([true, false, false, false, false, false, false, false]);
    expect(decided).toEqual(cases.map(() => false));
  });

  it('a record has the leaf hash that sumdb gives it', () => {
    const { record_hello_world_leaf_hash_b64: expected } = vectors().tree_format;
    expect(hashLeaf('hello world').toString('base64')).toBe(expected);
  });
});

here('the vectors of Wycheproof', () => {
  it('decide 151 Ed25519 signatures', () => {
    interface Suite {
      readonly testGroups: readonly {
        readonly publicKey: { readonly pk: string };
        readonly tests: readonly { readonly msg: string; readonly sig: string; readonly result: string }[];
      }[];
    }
    const cases = json<Suite>('wycheproof/testvectors_v1/ed25519_test.json').testGroups.flatMap(
      ({ publicKey, tests }) => tests.map((test) => ({ ...test, pk: publicKey.pk })),
    );
    const hex = (text: string): Buffer => Buffer.from(text, 'hex');
    const wrong = cases.filter(({ pk, msg, sig, result }) => {
      return verifyEd25519(hex(pk), hex(msg), hex(sig)) !== (result === 'valid');
    });
    expect([cases.length, wrong]).toEqual([151, []]);
  });
});

here('real checkpoints of Rekor v2 (sigstore-conformance)', () => {
  interface Bundle {
    readonly verificationMaterial: { readonly tlogEntries: readonly Entry[] };
  }
  interface Entry {
    readonly canonicalizedBody: string;
    readonly inclusionProof?: {
      readonly logIndex: string;
      readonly treeSize: string;
      readonly hashes?: readonly string[];
      readonly checkpoint: { readonly envelope: string };
    };
  }
  interface Root {
    readonly tlogs: readonly { readonly baseUrl: string; readonly publicKey: { readonly rawBytes: string } }[];
  }
  const ROOT = 'sigstore-rekor2/test/assets/bundle-verify';
  const folders = existsSync(join(VECTORS, ROOT))
    ? readdirSync(join(VECTORS, ROOT)).filter((name) => existsSync(join(VECTORS, ROOT, name, 'trusted_root.json')))
    : [];

  /** Ed25519 keys of a trusted root; Rekor's key name is the host of the log. */
  function keysOf({ tlogs }: Root) {
    const raw = tlogs.map(({ baseUrl, publicKey }) => [new URL(baseUrl).host, base64(publicKey.rawBytes)] as const);
    const ed25519 = raw.filter(([, der]) => der.length === 44);
    return ed25519.map(([host, der]) => vkeyOf(host, KEY_TYPE.ed25519, der.subarray(12)));
  }

  function holds(folder: string): boolean {
    const [entry] = json<Bundle>(ROOT, folder, 'bundle.sigstore.json').verificationMaterial.tlogEntries;
    const proof = entry?.inclusionProof;
    if (!entry || !proof) return false;
    try {
      const note = parseNote(proof.checkpoint.envelope);
      const { origin, size, root } = parseCheckpoint(note.text);
      const key = keysOf(json<Root>(ROOT, folder, 'trusted_root.json')).find(({ name }) => name === origin);
      // Rekor's key ids are its own: the key is found by the name, the signature checked by the key.
      const signature = note.signatures.filter(({ name }) => name === origin);
      const signed = signature.some(
        (each) => key && verifyEd25519(key.publicKey, Buffer.from(note.text), each.signature),
      );
      const inclusion = {
        index: Number(proof.logIndex),
        size,
        leafHash: hashLeaf(base64(entry.canonicalizedBody)),
        proof: (proof.hashes ?? []).map((hash) => fromBase64(hash)),
        root,
      };
      return signed && verifyInclusion(inclusion);
    } catch {
      return false;
    }
  }

  it(`13 bundles are decided as their names say`, () => {
    expect(folders).toHaveLength(13);
    expect(folders.map((folder) => [folder, holds(folder)])).toEqual(
      folders.map((folder) => [folder, !folder.endsWith('_fail')]),
    );
  });
});
