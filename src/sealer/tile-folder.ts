/** Tiles as files, in the layout in which they are served: `<folder>/tile/<L>/<N>` (C2SP tlog-tiles). */
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { encodeBundle, hashesOf, TILE_WIDTH, tilePath, type Tile } from '../seal/tile.js';
import { tileRoot } from '../seal/tile-tree.js';

/** Where tiles are read and written. */
export interface TileFiles {
  read(tile: Tile): Buffer;
  write(tile: Tile, bytes: Buffer): void;
}

/** Files flushed at the same time: as many as Node has threads for it. */
const FLUSHED_AT_ONCE = 4;

export class TileFolder implements TileFiles {
  /** Folders that are there. */
  private readonly made = new Set<string>();
  /** Full tiles that may not be on the disk yet. Nothing ever writes them again, so a power cut must not find them half. */
  private readonly unflushed = new Set<string>();

  constructor(private readonly folder: string) {}

  /** The bytes of a tile. Where only a wider one is left of a partial tile, its beginning. */
  read(tile: Tile): Buffer {
    const partial = join(this.folder, tilePath(tile));
    if (tile.width === TILE_WIDTH || existsSync(partial)) return readFileSync(partial);
    const width = this.widerThan(tile);
    const wider = readFileSync(join(this.folder, tilePath({ ...tile, width })));
    return tile.level === 'entries' ? wider : wider.subarray(0, tile.width * (wider.length / width));
  }

  /** Width of a file that holds a partial tile's beginning: a rebuilt log has only the widest. */
  private widerThan(tile: Tile): number {
    const full = join(this.folder, tilePath({ ...tile, width: TILE_WIDTH }));
    if (existsSync(full) || !existsSync(`${full}.p`)) return TILE_WIDTH;
    const widths = readdirSync(`${full}.p`)
      .map(Number)
      .filter((width) => width > tile.width);
    return widths.length > 0 ? Math.min(...widths) : TILE_WIDTH;
  }

  /** Renamed into place: a reader sees a whole tile or none. */
  write(tile: Tile, bytes: Buffer): void {
    const file = join(this.folder, tilePath(tile));
    const folder = dirname(file);
    if (!this.made.has(folder)) mkdirSync(folder, { recursive: true, mode: 0o700 });
    this.made.add(folder);
    writeFileSync(`${file}.new`, bytes, { mode: 0o600 });
    renameSync(`${file}.new`, file);
    if (tile.width < TILE_WIDTH) return;
    this.unflushed.add(file);
    if (!existsSync(`${file}.p`)) return;
    rmSync(`${file}.p`, { recursive: true, force: true });
    this.made.delete(`${file}.p`);
  }

  /** All full tiles, and their names, are on the disk when this resolves. It keeps nobody's thread. */
  async flush(): Promise<void> {
    const files = [...this.unflushed];
    const folders = new Set(files.flatMap((file) => this.foldersOf(file)));
    for (const paths of [files, [...folders]]) {
      for (let at = 0; at < paths.length; at += FLUSHED_AT_ONCE) {
        await Promise.all(paths.slice(at, at + FLUSHED_AT_ONCE).map(flushed));
      }
    }
    for (const file of files) this.unflushed.delete(file);
  }

  /** Every folder between a tile and the one that this folder lies in. */
  private foldersOf(file: string): string[] {
    const folders = [dirname(this.folder)];
    for (let at = dirname(file); at.length > dirname(this.folder).length; at = dirname(at)) folders.push(at);
    return folders;
  }
}

async function flushed(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Writes the tiles of a tree that grows, from leaf hashes and entries that were just read from the store. */
export class TileWriter {
  private readonly pending: Buffer[][] = [];
  private entries: Buffer[] = [];
  /** Index of the next full tile, by level. */
  private readonly next: number[] = [];

  /** @param from where the tree goes on: a multiple of 256 leaves, whose tiles above are read. */
  constructor(
    private readonly folder: TileFiles,
    from: number,
  ) {
    for (let level = 0; level === 0 || from >= TILE_WIDTH ** level; level++) {
      const hashes = Math.floor(from / TILE_WIDTH ** level);
      const [index, width] = [Math.floor(hashes / TILE_WIDTH), hashes % TILE_WIDTH];
      this.next[level] = index;
      this.pending[level] = width === 0 ? [] : hashesOf(folder.read({ level, index, width }), { width });
    }
  }

  add(hash: Buffer, entry: string): void {
    this.entries.push(Buffer.from(entry));
    if (this.entries.length === TILE_WIDTH) this.writeEntries();
    this.push(0, hash);
  }

  /** Writes what is not yet full. */
  finish(): void {
    if (this.entries.length > 0) this.writeEntries();
    for (const [level, hashes] of this.pending.entries()) {
      if (hashes.length > 0) this.folder.write(this.tile(level, hashes.length), Buffer.concat(hashes));
    }
  }

  private push(level: number, hash: Buffer): void {
    const hashes = (this.pending[level] ??= []);
    hashes.push(hash);
    if (hashes.length < TILE_WIDTH) return;
    const tile = this.tile(level, TILE_WIDTH);
    this.folder.write(tile, Buffer.concat(hashes));
    this.pending[level] = [];
    this.next[level] = tile.index + 1;
    // From the file, not from memory: what stands above is the root of what is on the disk.
    this.push(level + 1, tileRoot(hashesOf(this.folder.read(tile), tile)));
  }

  private writeEntries(): void {
    // A bundle is written while its leaf's tile is still open: both have the same index.
    const { index } = this.tile(0, TILE_WIDTH);
    this.folder.write({ level: 'entries', index, width: this.entries.length }, encodeBundle(this.entries));
    this.entries = [];
  }

  private tile(level: number, width: number): Tile & { level: number } {
    return { level, index: this.next[level] ?? 0, width };
  }
}
