/** Step 1: the container is canonical, the manifest too, and each file is the one that the manifest names. */
import type { ByteSource } from '../bytes.js';
import { parseCheckpoint, type Checkpoint } from '../checkpoint.js';
import { FormatError } from '../format-error.js';
import { newSha256 } from '../hash.js';
import { parseNote, type Note } from '../note.js';
import { MANIFEST_BYTES_MAX, readManifest, type Manifest } from '../pack/manifest.js';
import { PATHS } from '../pack/paths.js';
import { readZip, type ZipFile } from '../zip/read-zip.js';
import type { Notes } from './notes.js';
import { textOf, wholeOf } from './text.js';

/** Files that are read whole, other than the manifest. */
const SMALL_BYTES_MAX = 1 << 22;
const NEEDED = [
  PATHS.checkpoint,
  PATHS.policy,
  PATHS.keys,
  PATHS.headsLeaf,
  PATHS.headsProof,
  PATHS.headEntries,
  PATHS.events,
];

export type OpenFile = Pick<ZipFile, 'path' | 'open'>;

/** A pack whose files are those of its manifest. */
export class OpenPack {
  private readonly files: ReadonlyMap<string, OpenFile>;

  constructor(
    readonly manifest: Manifest,
    /** SHA-256 of the manifest, in hexadecimal. */
    readonly sha256: string,
    files: readonly OpenFile[],
  ) {
    this.files = new Map(files.map((file) => [file.path, file]));
  }

  get paths(): readonly string[] {
    return [...this.files.keys()];
  }

  has(path: string): boolean {
    return this.files.has(path);
  }

  /** Throws FormatError where there is no such file. */
  open(path: string): AsyncGenerator<Uint8Array> {
    const file = this.files.get(path);
    if (!file) throw new FormatError(`there is no file ${path}`);
    return file.open();
  }

  bytes(path: string): Promise<Buffer> {
    return wholeOf(this.open(path), SMALL_BYTES_MAX, path);
  }

  async text(path: string): Promise<string> {
    return textOf(await this.bytes(path), path);
  }

  /** Throws FormatError. */
  async checkpoint(): Promise<{ readonly note: Note; readonly signed: Checkpoint }> {
    const note = parseNote(await this.text(PATHS.checkpoint));
    return { note, signed: parseCheckpoint(note.text) };
  }
}

/** Undefined where the step fails: then there is nothing that the other steps could go by. */
export async function openPack(source: ByteSource, notes: Notes): Promise<OpenPack | undefined> {
  return notes.guard('container', async () => {
    const files = await readZip(source, PATHS.manifest);
    const [first, ...others] = files;
    if (first?.path !== PATHS.manifest) throw new FormatError('the first entry is not manifest.json');
    const bytes = await wholeOf(first.open(), MANIFEST_BYTES_MAX, PATHS.manifest);
    const manifest = readManifest(textOf(bytes, PATHS.manifest));
    await mustHoldFiles(manifest, others, notes);
    const pack = new OpenPack(manifest, hexOf(bytes), files);
    for (const path of NEEDED) if (!pack.has(path)) notes.fail('container', 'files-differ', { path });
    if (notes.hasFailed('container')) return undefined;
    mustBeSound(manifest, (await pack.checkpoint()).signed, notes);
    notes.reached('container', { files: files.length });
    return notes.hasFailed('container') ? undefined : pack;
  });
}

function hexOf(bytes: Uint8Array): string {
  const hash = newSha256();
  hash.update(bytes);
  return hash.digest().toString('hex');
}

async function mustHoldFiles({ files: named }: Manifest, files: readonly ZipFile[], notes: Notes): Promise<void> {
  for (let i = 0; i < Math.max(named.length, files.length); i++) {
    const [name, file] = [named[i], files[i]];
    if (!name || !file || name.path !== file.path) {
      return notes.fail('container', 'files-differ', { path: file?.path ?? name?.path ?? '' });
    }
    const hash = newSha256();
    for await (const piece of file.open()) hash.update(piece);
    const same = hash.digest().toString('hex') === name.sha256 && file.bytes === name.bytes;
    if (!same) notes.fail('container', 'file-differs', { path: file.path });
  }
}

/** What the manifest says of the checkpoint and of its own streams. */
function mustBeSound(manifest: Manifest, { origin, size, root }: Checkpoint, notes: Notes): void {
  const { checkpoint, kind, streams, later, events } = manifest;
  const differs = (member: string): void => notes.fail('container', 'manifest-differs', { member });
  if (manifest.origin !== origin) differs('origin');
  if (checkpoint.size !== size || checkpoint.root !== root.toString('base64')) differs('checkpoint');
  if (streams.some(({ sid }, i) => i > 0 && sid <= (streams[i - 1]?.sid ?? ''))) differs('streams');
  if (streams.some(({ sid, role }) => !sid.startsWith(`${role}-`))) differs('streams.role');
  if (events !== streams.reduce((sum, each) => sum + each.events, 0)) differs('events');
  const cases = streams.filter(({ role }) => role === 'case');
  const isOne = cases.length === 1 && cases[0]?.sid === manifest.case;
  if (kind === 'case' ? !isOne : manifest.case !== undefined) differs('case');
  const last = new Map(streams.map(({ sid, lastRev }) => [sid, lastRev]));
  const isLater = ({ sid, from, count }: Manifest['later'][number], i: number): boolean =>
    last.get(sid) === from - 1 && count > 0 && (i === 0 || (later[i - 1]?.sid ?? '') < sid);
  if (!later.every(isLater)) differs('later');
}
