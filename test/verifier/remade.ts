/** Packs whose files somebody changed, and who then made container and manifest anew, so that only proofs can tell. */
import { sourceOf } from '../../src/seal/bytes.js';
import { bytesFile, measure } from '../../src/seal/pack/files.js';
import { formatManifest, readManifest, type Manifest } from '../../src/seal/pack/manifest.js';
import { packFiles } from '../../src/seal/pack/pack-files.js';
import { bytesOf } from '../../src/seal/pack/pack.fixture.js';
import type { PackParts } from '../../src/seal/pack/parts.js';
import { Notes } from '../../src/seal/verify/notes.js';
import { OpenPack } from '../../src/seal/verify/open-pack.js';
import type { Verdict } from '../../src/seal/verify/verdict.js';
import { verifyEvents, verifyMap, verifyOpened, type Terms } from '../../src/seal/verify/verify-pack.js';
import { readZip } from '../../src/seal/zip/read-zip.js';
import { writeZip } from '../../src/seal/zip/write-zip.js';

export type Files = ReadonlyMap<string, Buffer>;
const MANIFEST = 'manifest.json';

export async function filesOf(parts: PackParts): Promise<Map<string, Buffer>> {
  return filesIn(await bytesOf((await packFiles(parts)).chunks()));
}

export async function filesIn(zip: Buffer): Promise<Map<string, Buffer>> {
  const files = await readZip(sourceOf(zip), MANIFEST);
  return new Map(await Promise.all(files.map(async (file) => [file.path, await bytesOf(file.open())] as const)));
}

/** A canonical zip of these files, word for word. */
export async function zipOf(files: Files): Promise<Buffer> {
  const all = [...files].map(([path, bytes]) => bytesFile(path, bytes));
  return bytesOf(writeZip(await Promise.all(all.map(measure)), MANIFEST));
}

/** Puts other manifests before these files. */
export async function zipAround(files: Files): Promise<(manifest: Buffer) => Promise<Buffer>> {
  const others = [...files].filter(([path]) => path !== MANIFEST);
  const measured = await Promise.all(others.map(([path, bytes]) => measure(bytesFile(path, bytes))));
  return async (manifest) => bytesOf(writeZip([await measure(bytesFile(MANIFEST, manifest)), ...measured], MANIFEST));
}

/** The same with a manifest that names the files as they are now. */
export async function remade(files: Files): Promise<Buffer> {
  const manifest = manifestOf(files);
  const others = [...files].filter(([path]) => path !== MANIFEST);
  const measured = await Promise.all(others.map(([path, bytes]) => measure(bytesFile(path, bytes))));
  const named: Manifest = { ...manifest, files: measured.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })) };
  return zipOf(new Map([[MANIFEST, Buffer.from(formatManifest(named))], ...others]));
}

/** Steps 2 to 11 on these files, as if somebody had made the container anew around them. */
export async function verifyFiles(files: Files, terms: Terms): Promise<Verdict> {
  const notes = new Notes();
  notes.reached('container');
  return verifyOpened(opened(files), terms, notes);
}

/** Whether all that rests on the checkpoint holds, of files of which one alone is changed: the steps that read it. */
export async function stepsOf(files: Files): Promise<(path: string, bytes: Buffer) => Promise<boolean>> {
  const manifest = manifestOf(files);
  const honest = opened(files);
  const { signed } = await honest.checkpoint();
  const map = await verifyMap(honest, signed, new Notes());
  return async (path, bytes) => {
    const notes = new Notes();
    const pack = opened(new Map([...files, [path, bytes]]), manifest);
    if (path.startsWith('head')) await verifyMap(pack, signed, notes);
    else await verifyEvents(pack, signed, map, notes);
    return notes.results([]).steps.every(({ status }) => status !== 'fails');
  };
}

function opened(files: Files, manifest = manifestOf(files)): OpenPack {
  const open = [...files].map(([path, bytes]) => ({
    path,
    async *open() {
      yield bytes;
    },
  }));
  return new OpenPack(manifest, '', open);
}

function manifestOf(files: Files): Manifest {
  return readManifest((files.get(MANIFEST) as Buffer).toString());
}

export function flipped(bytes: Buffer, bit: number): Buffer {
  const mutant = Buffer.from(bytes);
  mutant[bit >> 3] = (mutant[bit >> 3] as number) ^ (1 << (bit & 7));
  return mutant;
}
