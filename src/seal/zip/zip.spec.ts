/** Canonical zip files: written one way, read strictly, and opened by other people's programs. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 as zlibCrc32 } from 'node:zlib';
import fc from 'fast-check';
import { sourceOf } from '../bytes.js';
import { crc32 } from './crc32.js';
import { readZip } from './read-zip.js';
import { writeZip, type ZipContent } from './write-zip.js';

const FIRST = 'manifest.json';

function entry(path: string, text: string): ZipContent {
  const bytes = Buffer.from(text);
  return { path, bytes: bytes.length, crc: crc32(bytes), open: () => [bytes] };
}

async function zipOf(...files: ZipContent[]): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of writeZip(files, FIRST)) pieces.push(piece);
  return Buffer.concat(pieces);
}

async function textsOf(zip: Uint8Array): Promise<Record<string, string>> {
  const texts: Record<string, string> = {};
  for (const file of await readZip(sourceOf(zip), FIRST)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of file.open()) pieces.push(piece);
    texts[file.path] = Buffer.concat(pieces).toString();
  }
  return texts;
}

const SMALL = [entry(FIRST, '{}'), entry('a.txt', 'first'), entry('b/c.txt', ''), entry('b/d-1.txt', 'last\n')];

describe('a canonical zip', () => {
  it('is read back as it was written', async () => {
    expect(await textsOf(await zipOf(...SMALL))).toEqual({
      [FIRST]: '{}',
      'a.txt': 'first',
      'b/c.txt': '',
      'b/d-1.txt': 'last\n',
    });
    expect(await textsOf(await zipOf())).toEqual({});
  });

  it("is sound to Python's reader, which also finds the same files", async () => {
    const folder = mkdtempSync(join(tmpdir(), 'quittance-zip-'));
    const path = join(folder, 'small.zip');
    writeFileSync(path, await zipOf(...SMALL));
    const program =
      'import sys, zipfile, json; z = zipfile.ZipFile(sys.argv[1]); ' +
      'print(json.dumps([z.testzip(), {n: z.read(n).decode() for n in z.namelist()}]))';
    const answer: unknown = JSON.parse(execFileSync('python3', ['-c', program, path], { encoding: 'utf8' }));
    rmSync(folder, { recursive: true });
    expect(answer).toEqual([null, { [FIRST]: '{}', 'a.txt': 'first', 'b/c.txt': '', 'b/d-1.txt': 'last\n' }]);
  });

  it('has the sums that zlib has', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(300), (bytes, at) => {
        const head = crc32(bytes.subarray(0, at));
        expect(crc32(bytes.subarray(at), head)).toBe(zlibCrc32(bytes));
      }),
    );
  });

  it('with any one bit changed is refused', async () => {
    const zip = await zipOf(...SMALL);
    for (let bit = 0; bit < zip.length * 8; bit++) {
      const mutant = Buffer.from(zip);
      mutant[bit >> 3] = (mutant[bit >> 3] as number) ^ (1 << (bit & 7));
      await expect(textsOf(mutant)).rejects.toThrow();
    }
  });

  it('cut short, drawn out or put behind something is refused', async () => {
    const zip = await zipOf(...SMALL);
    for (let length = 0; length < zip.length; length++) {
      await expect(textsOf(zip.subarray(0, length))).rejects.toThrow();
    }
    await expect(textsOf(Buffer.concat([zip, Buffer.from([0])]))).rejects.toThrow();
    await expect(textsOf(Buffer.concat([Buffer.from([0]), zip]))).rejects.toThrow();
    await expect(textsOf(Buffer.concat([zip, zip]))).rejects.toThrow();
  });
});

describe('a path of an entry', () => {
  it.each([
    ['climbs', '../up.txt'],
    ['is absolute', '/etc/passwd'],
    ['holds a drive', 'c:/x'],
    ['has a backslash', 'a\\b'],
    ['has an empty part', 'a//b'],
    ['ends as a folder', 'a/'],
    ['is not ASCII', 'é.txt'],
    ['is a dot', './a'],
    ['is too long', 'a'.repeat(201)],
    ['is empty', ''],
    ['ends with a dot, which Windows drops', 'a/b.'],
    ['has a part that ends with a dot', 'a./b'],
    ['is a device of Windows', 'CON'],
    ['is a device of Windows with an ending', 'a/com1.json'],
    ['climbs in other letters', '\u2025/a'],
    ['holds a zero', 'a\0b'],
  ])('that %s is refused', async (_, path) => {
    await expect(zipOf(entry(FIRST, '{}'), entry(path, ''))).rejects.toThrow(/path|out of order/);
  });

  it.each([
    ['is there twice', ['a', 'a'], /order/],
    ['is out of order', ['b', 'a'], /order/],
    ['comes before the first', ['a', FIRST], /order/],
    ['differs in case alone', ['A', 'a'], /case/],
    ['is also a folder', ['a', 'a/b'], /folder/],
  ])('that %s is refused', async (_, paths, why) => {
    await expect(zipOf(...paths.map((path) => entry(path, '')))).rejects.toThrow(why);
  });
});

it('content that changed after it was summed up ends the writing', async () => {
  const liar = { ...entry('a', 'before'), open: () => [Buffer.from('after!')] };
  await expect(zipOf(entry(FIRST, '{}'), liar)).rejects.toThrow('changed while it was written');
});

it('what needs zip64 is refused before anything is written', async () => {
  const big = { ...entry('a', ''), bytes: 2 ** 32 };
  await expect(zipOf(entry(FIRST, '{}'), big)).rejects.toThrow(RangeError);
});
