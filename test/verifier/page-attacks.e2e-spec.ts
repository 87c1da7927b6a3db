/**
 * The verifier's page under attack, in a real browser and from a local file: tampered packs are refused at their step, files that are
 * no packs at once, and what a pack says is shown as text, never run.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { deflateRawSync } from 'node:zlib';
import type { EventLine, HeadLine } from '../../src/seal/pack/lines.js';
import { packFiles } from '../../src/seal/pack/pack-files.js';
import { bytesOf, SealedScene, type PackOptions } from '../../src/seal/pack/pack.fixture.js';
import { filesIn, remade, zipOf } from './remade.js';

const CHROMIUM = '/usr/bin/chromium';
const here = existsSync(CHROMIUM) ? describe : describe.skip;
if (!existsSync(CHROMIUM))
  process.stderr.write(`skipped: attacks on the verifier's page, for there is no ${CHROMIUM}\n`);

const MARKUP = '<img src=x onerror="document.title=`run`"><script>document.title=`run`</script>';
const ONLY = 'case-1';

interface Said {
  readonly exit: number;
  readonly fails: readonly string[];
  readonly text: string;
  /** Elements that a pack could have made: pictures, scripts and links in the verdict. */
  readonly made: number;
  /** Of the page: it changes when anything of a pack runs. */
  readonly title: string;
  /** Whether the page's policy let a picture, a script or a request through. */
  readonly leaks: readonly string[];
}

async function node(script: string, ...args: string[]): Promise<string> {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return (await promisify(execFile)(process.execPath, [path, ...args], { maxBuffer: 1 << 26 })).stdout;
}

function scene(): SealedScene {
  return new SealedScene()
    .put(ONLY, { personal: { name: MARKUP } })
    .put('case-0')
    .put(ONLY, { type: 'ContactAttempted', data: { party: `party-${MARKUP}` } })
    .put(ONLY)
    .seal();
}

const it1 = scene();

async function packOf(options: PackOptions = {}): Promise<Buffer> {
  return bytesOf((await packFiles(it1.parts([ONLY], options))).chunks());
}

/** The pack with other events. */
async function withEvents(change: (events: EventLine[]) => EventLine[]): Promise<Buffer> {
  const events = change([...(it1.parts([ONLY]).events() as EventLine[])]);
  return packOf({ more: { events: () => events } });
}

async function withFile(path: string, change: (text: string) => string): Promise<Buffer> {
  const files = await filesIn(await packOf());
  return remade(new Map([...files, [path, Buffer.from(change(files.get(path)?.toString() ?? ''))]]));
}

/** A zip whose one entry says that it is small and unpacks to 100 MB. */
function bomb(): Buffer {
  const packed = deflateRawSync(Buffer.alloc(100_000_000));
  const head = Buffer.alloc(30);
  head.writeUInt32LE(0x04034b50, 0);
  head.writeUInt16LE(20, 4);
  head.writeUInt16LE(8, 8);
  head.writeUInt32LE(packed.length, 18);
  head.writeUInt32LE(100_000_000, 22);
  head.writeUInt16LE(13, 26);
  const central = Buffer.alloc(46);
  central.writeUInt32LE(0x02014b50, 0);
  head.copy(central, 6, 4, 28);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(46 + 13, 12);
  end.writeUInt32LE(30 + 13 + packed.length, 16);
  const name = Buffer.from('manifest.json');
  return Buffer.concat([head, name, packed, central, name, end]);
}

/** The same pack, of which the manifest says that it is 4 GiB long. */
function oversized(zip: Buffer): Buffer {
  const copy = Buffer.from(zip);
  copy.writeUInt32LE(0xffffffff, 18);
  copy.writeUInt32LE(0xffffffff, 22);
  return copy;
}

/** Hostile names are no paths of a pack: the zip is written with one all the same. */
async function hostileName(zip: Buffer): Promise<Buffer> {
  const files = await filesIn(zip);
  const honest = await zipOf(new Map([...files, ['zz-0123456789-0123456789-0123', Buffer.from('x')]]));
  const name = '<img src=x onerror=alert(1)>--';
  return Buffer.from(
    honest.toString('latin1').replaceAll('zz-0123456789-0123456789-0123', name.slice(0, 29)),
    'latin1',
  );
}

/** A signature of somebody else: well formed, and not over this text. */
const flip = (note: string): string =>
  note.replace(/(— \S+ .{20})(.)/u, (_, before: string, at: string) => before + (at === 'A' ? 'B' : 'A'));

async function attacks(): Promise<readonly (readonly [name: string, pack: Buffer, exit: number])[]> {
  const honest = await packOf();
  const heads = [...(it1.parts([ONLY]).headEntries() as HeadLine[])].map((head) => ({ ...head, rev: head.rev - 1 }));
  return [
    ['honest', honest, 0],
    ['checkpoint', await packOf({ more: { checkpoint: flip(it1.checkpoint()) } }), 22],
    ['inclusion', await withEvents(([first, ...rest]) => [{ ...(first as EventLine), index: 1 }, ...rest]), 26],
    ['chain', await withEvents(([first, second]) => [first, second] as EventLine[]), 25],
    ['heads', await packOf({ more: { headEntries: () => heads } }), 24],
    ['disclosure', await withEvents(([first, ...rest]) => [{ ...(first as EventLine), disclosures: [] }, ...rest]), 28],
    ['manifest', await withFile('manifest.json', (text) => text.replace('"events":3', '"events":2')), 21],
    ['markup', await withEvents((events) => events.map((each) => ({ ...each, undisclosed: [] }))), 0],
    ['name', await hostileName(honest), 21],
    ['bomb', bomb(), 21],
    ['oversized', oversized(honest), 21],
    ['truncated', honest.subarray(0, honest.length >> 1), 21],
    ['empty', Buffer.alloc(0), 21],
  ];
}

here('the page, attacked', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-attacks-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  it('refuses every tampered pack at its step, shows text as text, and never hangs', async () => {
    const all = await attacks();
    writeFileSync(join(folder, 'policy'), it1.policy);
    for (const [name, pack] of all) writeFileSync(join(folder, `${name}.zip`), pack);
    writeFileSync(join(folder, 'jobs.json'), JSON.stringify(all.map(([name]) => `${name}.zip`)));
    const page = join(folder, 'verifier.html');
    await node('../../bin/build-verifier.js', page);
    const said = JSON.parse(await node('attack-driver.js', page, folder, CHROMIUM)) as Said[];
    expect(all.map(([name], i) => [name, said[i]?.exit])).toEqual(all.map(([name, , exit]) => [name, exit]));
    for (const each of said) expect(each).toMatchObject({ made: 0, title: 'Quittance verifier', leaks: [] });
    // What a fact of the pack says is there to be read, letter by letter.
    expect(said[0]?.text).toContain(`party-${MARKUP}`);
  }, 120_000);
});
