import { constants, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import type { SourceItem } from '../row.js';
import { inChunks, itemsOf } from './sources.fixture.js';
import { unpacked } from './gzip.js';

const lines = (count: number): string =>
  Array.from({ length: count }, (_, n) => `{"n":${n},"x":"${(n * 7919) % 1009}"}\n`).join('');
const read = (bytes: Uint8Array, sizes?: readonly number[]): Promise<SourceItem[]> =>
  itemsOf(bytes, { format: 'jsonl' }, sizes);

async function unpack(bytes: Uint8Array): Promise<{ text: string; damage: string | undefined }> {
  const pieces: Uint8Array[] = [];
  let damage: string | undefined;
  for await (const piece of unpacked(inChunks(bytes, [5]), () => inChunks(bytes, [7]))) {
    if ('kind' in piece) damage = piece.reason;
    else pieces.push(piece);
  }
  return { text: Buffer.concat(pieces).toString(), damage };
}

describe('gzip', () => {
  it('gives the rows of the plain text, of several members too, however the bytes are cut', async () => {
    const text = lines(500);
    const plain = await read(Buffer.from(text));
    const twoMembers = Buffer.concat([gzipSync(text.slice(0, 1_003)), gzipSync(text.slice(1_003))]);
    expect(plain).toHaveLength(500);
    for (const sizes of [[], [1], [3, 1_000]]) {
      expect(await read(gzipSync(text), sizes)).toEqual(plain);
      expect(await read(twoMembers, sizes)).toEqual(plain);
    }
  });

  it('says that a packed empty file is empty', async () => {
    expect(await read(gzipSync(''))).toMatchObject([{ reason: 'the file is empty', fatal: true }]);
  });

  it('takes zero bytes behind the data for padding', async () => {
    expect(await unpack(Buffer.concat([gzipSync('hello'), Buffer.alloc(600)]))).toEqual({
      text: 'hello',
      damage: undefined,
    });
  });

  it('gives what stands before junk, and says where that begins', async () => {
    const good = gzipSync('hello');
    const { text, damage } = await unpack(Buffer.concat([good, Buffer.from('junk')]));
    expect(text).toBe('hello');
    expect(damage).toMatch(/^the gzip data is damaged at byte (\d+) of the file/);
    expect(Number(/byte (\d+)/.exec(damage ?? '')?.[1])).toBeGreaterThan(good.length);
  });

  it('gives the rows before the place where it was cut off, and says where', async () => {
    const text = lines(2_000);
    const packed = gzipSync(text);
    const all = await read(Buffer.from(text));
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: packed.length - 1 }), async (length) => {
        const items = await read(packed.subarray(0, length), [1_000]);
        expect(items.at(-1)).toMatchObject({
          fatal: true,
          place: `line ${items.length}`,
          reason: `the gzip data ends too early: the file stops after byte ${length} in the middle of it`,
        });
        expect(items.slice(0, -1)).toEqual(all.slice(0, items.length - 1));
      }),
      { numRuns: 30 },
    );
    const almost = await read(packed.subarray(0, packed.length - 1));
    expect(almost).toHaveLength(2_001);
  });

  it('gives every row before damage in the middle, and says where the damage is', async () => {
    const text = lines(20_000);
    const all = await read(Buffer.from(text));
    // Without its end the data stops at a whole byte; 06 then begins a block of the type that does not exist.
    const sound = gzipSync(text, { finishFlush: constants.Z_SYNC_FLUSH });
    const items = await read(Buffer.concat([sound, Buffer.of(0x06), gzipSync(text)]));
    expect(sound.length).toBeGreaterThan(50_000);
    expect(items.slice(0, -1)).toEqual(all);
    expect(items.at(-1)).toMatchObject({
      fatal: true,
      place: 'line 20001',
      reason: `the gzip data is damaged at byte ${sound.length + 1} of the file (invalid block type)`,
    });
  });

  it('gives all rows and reports a wrong checksum', async () => {
    const packed = gzipSync(lines(50));
    packed.writeUInt32LE(0, packed.length - 8);
    const items = await read(packed);
    expect(items).toHaveLength(51);
    expect(items.at(-1)).toMatchObject({
      fatal: true,
      place: 'line 51',
      reason: expect.stringContaining('incorrect data check'),
    });
  });

  it('gives CSV rows read before the delimiter was settled', async () => {
    const packed = gzipSync('a;b\n1;2\n3;4\n5;6\n');
    const items = await itemsOf(packed.subarray(0, packed.length - 5), { format: 'csv' });
    expect(items).toMatchObject([
      { kind: 'row', fields: { a: '1', b: '2' } },
      { kind: 'row', fields: { a: '3', b: '4' } },
      { kind: 'row', fields: { a: '5', b: '6' } },
      { kind: 'unreadable', fatal: true },
    ]);
  });

  it('reports a file that is only the beginning of a header', async () => {
    expect(await read(Uint8Array.of(0x1f, 0x8b))).toMatchObject([
      { fatal: true, reason: expect.stringContaining('after byte 2') },
    ]);
  });
});
