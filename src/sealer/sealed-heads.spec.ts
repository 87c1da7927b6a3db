import { jest } from '@jest/globals';
import { hashLeaf } from '../seal/merkle.js';
import { inclusionProof } from '../seal/prove.js';
import { headEntry, parseSpecial } from '../seal/special-leaves.js';
import { verifyInclusion } from '../seal/verify-proof.js';
import { SealDesk } from './seal-desk.fixture.js';
import type { SealDb } from './seal-db.js';
import { newestHeads, provenHeads, type ProvenHead, type SealedHeads } from './sealed-heads.js';
import { tileNodes } from './tile-nodes.js';

const desk = new SealDesk();
afterAll(() => desk.close());

const isIn = (heads: SealedHeads, { sid, rev, leaf, index, proof }: ProvenHead): boolean => {
  const map = parseSpecial(heads.entry);
  if (map?.typ !== 'dcl.heads') throw new Error('no map of heads');
  const root = Buffer.from(map.root, 'base64url');
  return verifyInclusion({ index, size: map.streams, leafHash: hashLeaf(headEntry(sid, rev, leaf)), proof, root });
};

describe('a sealed map of heads', () => {
  it('proves each head as it was, whatever has moved or begun since', async () => {
    const sealer = await desk.sealer();
    expect(newestHeads(sealer)).toBeUndefined();
    await desk.put('case-b', 'case-a', 'case-b', 'party-c', 'case-b', 'case-x');
    await sealer.sealNow({ heads: true });
    const heads = newestHeads(sealer) as SealedHeads;
    expect(heads.checkpoint.size).toBe(7);
    // Later: one moves twice, one once, two begin, one of them between the others; published and not.
    await desk.put('case-a', 'case-ab', 'case-a', 'party-c');
    await sealer.sealNow();
    await desk.put('zone-d');
    expect(newestHeads(sealer)?.checkpoint.size).toBe(7);
    const wanted = new Set(['case-a', 'case-b', 'case-x', 'party-c', 'case-ab', 'nobody']);
    const proven = await provenHeads(sealer.db as SealDb, desk.store, heads, wanted);
    expect([...proven.values()].map(({ sid, rev }) => [sid, rev])).toEqual([
      ['case-a', 0],
      ['case-b', 2],
      ['case-x', 0],
      ['party-c', 0],
    ]);
    for (const head of proven.values()) expect(isIn(heads, head)).toBe(true);
    const [first, second] = [...proven.values()] as [ProvenHead, ProvenHead];
    expect(isIn(heads, { ...first, index: second.index })).toBe(false);
  });

  it('is refused where the index of heads was changed', async () => {
    const sealer = await desk.sealer();
    await sealer.open();
    const db = sealer.db as SealDb;
    const heads = newestHeads(sealer) as SealedHeads;
    const head = db.head('case-b') as NonNullable<ReturnType<SealDb['head']>>;
    db.setHead('case-b', { ...head, rev: head.rev - 1 });
    await expect(provenHeads(db, desk.store, heads, new Set(['case-b']))).rejects.toThrow('do not give the sealed map');
    db.setHead('case-b', head);
  });
});

describe('a map of many heads', () => {
  const many = Array.from({ length: 600 }, (_, i) => `case-${String(i).padStart(4, '0')}`);
  const others = ['case-0003x', 'case-0255x', 'case-9', 'aaa-1'];
  const wanted = ['case-0000', 'case-0255', 'case-0256', 'case-0300', 'case-0511', 'case-0512', 'case-0599', 'aaa-1'];

  it.each([
    ['made in this process', false],
    ['made before it began', true],
  ])('proves those in any of its blocks, %s', async (_, again) => {
    const own = new SealDesk();
    await own.put(...many);
    let sealer = await own.sealer();
    await sealer.sealNow({ heads: true });
    const heads = newestHeads(sealer) as SealedHeads;
    await own.put('case-0256', 'case-0001', ...others, 'case-0599', 'case-0256');
    await sealer.sealNow();
    if (again) await (sealer = await own.sealer()).open();
    const proven = await provenHeads(sealer.db as SealDb, own.store, heads, new Set(wanted));
    expect([...proven.keys()]).toEqual(wanted.filter((sid) => many.includes(sid)));
    for (const head of proven.values()) expect([head.rev, isIn(heads, head)]).toEqual([0, true]);
    await own.close();
  });

  it('reads no heads but those of their own blocks', async () => {
    const own = new SealDesk();
    await own.put(...many);
    const sealer = await own.sealer();
    await sealer.sealNow({ heads: true });
    const db = sealer.db as SealDb;
    const read = jest.spyOn(db, 'headsAfter');
    await provenHeads(db, own.store, newestHeads(sealer) as SealedHeads, new Set(['case-0001', 'case-0002']));
    const streams = read.mock.results.flatMap(({ value }) => value as { readonly sid: string }[]);
    expect(streams.length).toBeLessThanOrEqual(512);
    expect(Math.max(...streams.map(({ sid }) => many.indexOf(sid)))).toBeLessThan(512);
    await own.close();
  });
});

it('tiles give the nodes of every tree that was published before', async () => {
  const sealer = await desk.sealer();
  for (let i = 0; i < 40; i++) await desk.put(...Array.from({ length: 10 }, (_, k) => `case-${i % 7}-${k}`));
  await sealer.sealNow();
  const early = sealer.published?.size ?? 0;
  const root = sealer.published && newestRoot(sealer.published.note);
  for (let i = 0; i < 20; i++) await desk.put(...Array.from({ length: 10 }, (_, k) => `case-${i % 7}-${k}`));
  await sealer.sealNow();
  const node = tileNodes(sealer.tiles, early, sealer.published?.size ?? 0);
  const leaves = sealer.db?.leaves(0, early) ?? [];
  for (const index of [0, 1, 255, 256, 257, 300, early - 1]) {
    const leafHash = leaves[index]?.hash as Buffer;
    expect(node(0, index).equals(leafHash)).toBe(true);
    const proof = inclusionProof(node, index, early);
    expect(verifyInclusion({ index, size: early, leafHash, proof, root: root as Buffer })).toBe(true);
  }
});

function newestRoot(note: string): Buffer {
  return Buffer.from(note.split('\n')[2] as string, 'base64');
}
