import { rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from '#sqlite';
import fc from 'fast-check';
import { parseCheckpoint } from '../seal/checkpoint.js';
import { CompactRange } from '../seal/compact-range.js';
import { signedBy } from '../seal/cosignature.js';
import { leafHash } from '../seal/leaf.js';
import { hashLeaf } from '../seal/merkle.js';
import { parseNote } from '../seal/note.js';
import { headEntry, parseSpecial } from '../seal/special-leaves.js';
import { verifyTlogProof } from '../seal/tlog-proof.js';
import { streamOfLog, type Publication } from './checkpoint-stream.js';
import { leafOfEvent } from './event-leaf.js';
import { proofOf } from './sealed-proofs.js';
import { SealDesk, ORIGIN } from './seal-desk.fixture.js';
import type { Sealer } from './sealer.js';

let desk: SealDesk;
beforeEach(() => (desk = new SealDesk()));
afterEach(() => desk.close());

const published = async (): Promise<Publication[]> => {
  const events = await desk.store.readStream(streamOfLog(ORIGIN), 0, 1000);
  return events.map(({ data }) => JSON.parse(data) as Publication);
};
const sizes = async (): Promise<number[]> =>
  (await published()).map(({ note }) => parseCheckpoint(parseNote(note).text).size);
const rootOf = ({ published: last }: Sealer): string => parseNote(last?.note ?? '').text;

describe('sealing', () => {
  it('gives each fact its leaf in store order, and proves it to whoever has the key', async () => {
    await desk.put('case-a', 'case-b', 'case-a', 'party-c', 'case-a');
    const sealer = await desk.sealer();
    expect(await sealer.sealNow()).toBe(true);
    const facts = await desk.facts();
    for (const [index, fact] of facts.entries()) {
      const answer = proofOf(sealer, fact.id);
      if (answer.kind !== 'proof') throw new Error(answer.kind);
      const proven = verifyTlogProof(answer.text, Buffer.from(leafOfEvent(fact).entry), desk.policy(sealer));
      expect(proven).toMatchObject({ index, checkpoint: { origin: ORIGIN, size: 5 } });
      const other = Buffer.from(leafOfEvent({ ...fact, data: `${fact.data} ` }).entry);
      expect(verifyTlogProof(answer.text, other, desk.policy(sealer))).toMatch('not in the tree');
    }
    expect(proofOf(sealer, '00000000-0000-0000-0000-000000000000')).toEqual({ kind: 'not-sealed' });
  });

  it('publishes once for news, and nothing where there is none; its own events are no leaves', async () => {
    await desk.put('case-a');
    const sealer = await desk.sealer();
    for (let i = 0; i < 3; i++) await sealer.sealNow();
    await desk.put('case-a', 'case-b');
    await sealer.sealNow();
    expect(await sizes()).toEqual([1, 3]);
    expect(sealer.size).toBe(3);
  });

  it('ends with the map of all heads where that is asked for', async () => {
    await desk.put('case-b', 'case-a', 'case-b');
    const sealer = await desk.sealer();
    await sealer.sealNow({ heads: true });
    const [only] = await published();
    const heads = only?.leaves[0];
    const facts = await desk.facts();
    const tree = new CompactRange();
    for (const at of [1, 2]) {
      const { stream, revision } = facts[at] as { stream: string; revision: number };
      tree.append(hashLeaf(headEntry(stream, revision, leafHash(leafOfEvent(facts[at] as never).entry))));
    }
    const root = tree.root().toString('base64url');
    expect(heads && parseSpecial(heads.entry)).toEqual({ typ: 'dcl.heads', covers: 3, streams: 2, root });
    expect(heads?.index).toBe(3);
    await sealer.sealNow({ heads: true });
    expect(await sizes()).toEqual([4]);
  });

  it('follows the ledger by itself, and tells who waits', async () => {
    const sealer = await desk.sealer({ clock: { now: () => Date.now() } });
    desk.clock.millis = Date.now();
    sealer.start();
    await desk.put('case-a', 'case-a');
    expect(await sealer.waits.covered(2, 5_000)).toBe(true);
    expect(sealer.published?.size).toBe(2);
    await desk.put('case-a');
    expect(await sealer.waits.covered(await desk.store.head(), 5_000)).toBe(true);
    expect(await sealer.waits.covered(9_999, 20)).toBe(false);
    const late = sealer.waits.covered(9_999, 60_000);
    await sealer.close();
    expect(await late).toBe(false);
  });

  it('announces a new key in the log, under the old one', async () => {
    await desk.put('case-a');
    const sealer = await desk.sealer();
    await sealer.sealNow();
    await sealer.rotateKey();
    const [old, fresh] = sealer.signer.vkeys();
    const [before, after] = await published();
    if (!old || !fresh || !before || !after) throw new Error('no keys');
    expect(after.leaves.map(({ entry }) => parseSpecial(entry)?.typ)).toEqual(['dcl.key']);
    const signers = ({ note }: Publication) => [old, fresh].map((key) => signedBy(parseNote(note), key) !== undefined);
    expect([signers(before), signers(after)]).toEqual([
      [true, false],
      [true, true],
    ]);
    await sealer.rotateKey();
    await desk.put('case-a');
    await sealer.sealNow();
    const last = (await published()).at(-1) as Publication;
    expect(signers(last)).toEqual([false, true]);
    expect(await (await desk.sealer()).open()).toBe(true);
  });

  it.each([
    ['far ahead of the store', 3_600_000, /3600 s after/],
    ['long before the store had it', -3_600_000, /3600 s before/],
  ])('finds a recordedAt %s, and seals the fact all the same', async (_what, off, found) => {
    await desk.put('case-a');
    const sealer = await desk.sealer();
    await sealer.sealNow();
    desk.clock.millis += off;
    const [stream, now] = ['case-b', desk.clock.millis - off];
    const event = desk.event(stream, 0, Buffer.alloc(32).toString('base64url'));
    desk.clock.millis = now;
    await desk.store.append(stream, [event], 'no-stream');
    await sealer.sealNow();
    expect(sealer.db?.findings()).toEqual([{ idx: 1, kind: 'recorded-at', detail: expect.stringMatching(found) }]);
    expect(desk.alarms).toHaveLength(1);
    expect(sealer.published?.size).toBe(2);
  });
});

describe('a lost seal.db', () => {
  it('is built anew from facts and checkpoints: the same leaves, tiles and roots', async () => {
    const sealer = await desk.sealer();
    for (let i = 0; i < 300; i++) await desk.put(`case-${i % 7}`);
    await sealer.sealNow({ heads: true });
    await desk.put('case-1', 'case-9');
    await sealer.sealNow({ heads: true });
    await sealer.rotateKey();
    const [tiles, note] = [desk.tiles(), sealer.published?.note];
    await sealer.close();
    desk.forget();
    const again = await desk.sealer();
    expect(await again.open()).toBe(true);
    expect(again.published?.note).toBe(note);
    const full = Object.keys(desk.tiles());
    expect(full.length).toBeGreaterThan(3);
    for (const file of full) expect([file, desk.tiles()[file]]).toEqual([file, tiles[file]]);
    await desk.put('case-1');
    expect(await again.sealNow()).toBe(true);
    expect((await published()).length).toBe(4);
  });

  it('of an older version gets what it lacks', async () => {
    await desk.put('case-a');
    await (await desk.sealer()).sealNow();
    await desk.sealer();
    const db = new Database(join(desk.folder, 'seal.db'));
    db.exec('DROP TABLE attestations');
    db.pragma('user_version = 1');
    db.close();
    await desk.put('case-a');
    expect(await (await desk.sealer()).sealNow()).toBe(true);
    expect(await sizes()).toEqual([1, 2]);
  });

  it('is a rollback where the facts give another root', async () => {
    await desk.put('case-a', 'case-b', 'case-a');
    await (await desk.sealer()).sealNow();
    await desk.sealer();
    desk.forget();
    const store = tamperedBody(desk, 2);
    const sealer = await desk.sealer({ store });
    expect(await sealer.open()).toBe(false);
    expect(sealer.stopped?.reason).toBe('rollback');
  });

  it('loses tiles: they are written again', async () => {
    await desk.put(...Array.from({ length: 260 }, (_, i) => `case-${i % 3}`));
    await (await desk.sealer()).sealNow();
    const tiles = desk.tiles();
    rmSync(join(desk.folder, 'seal'), { recursive: true });
    expect(await (await desk.sealer()).open()).toBe(true);
    expect(desk.tiles()).toEqual(tiles);
  });
});

function tamperedBody(at: SealDesk, position: number) {
  const { store } = at;
  return Object.assign(Object.create(store) as typeof store, {
    readAll: async (after: number, max: number) =>
      (await store.readAll(after, max)).map((event) =>
        event.position === position ? { ...event, data: event.data.replace('Happened', 'Happenes') } : event,
      ),
  });
}

describe('any way of taking pages', () => {
  it('gives the same root and the same tiles', async () => {
    await desk.put(...Array.from({ length: 530 }, (_, i) => `case-${(i * 7) % 31}`));
    const whole = await desk.sealer();
    await whole.sealNow();
    const [text, tiles] = [rootOf(whole), desk.tiles()];
    const facts = await desk.facts();
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 200 }), { minLength: 1, maxLength: 8 }), async (cuts) => {
        const other = new SealDesk();
        try {
          const sealer = await other.sealer();
          const left = [...facts];
          for (let cut = 0; left.length > 0; cut++) {
            for (const { stream, revision, id, type, data, meta } of left.splice(0, cuts[cut] ?? 530)) {
              await other.store.append(stream, [{ id, type, data, meta }], revision === 0 ? 'no-stream' : revision - 1);
            }
            await sealer.sealNow();
          }
          expect(rootOf(sealer)).toBe(text);
          const made = other.tiles();
          for (const [file, bytes] of Object.entries(tiles)) expect([file, made[file]]).toEqual([file, bytes]);
        } finally {
          await other.close();
        }
      }),
      { numRuns: 12, seed: 11 },
    );
  });
});
