/** Tiles on the disk against those that the leaves give: written nowhere, only compared. */
import { tilePath, type Tile } from '../../seal/tile.js';
import type { TileFiles, TileFolder } from '../tile-folder.js';
import type { Differences } from './difference.js';

/** A start looks at the last tiles only, and writes all of them where one of those is not right. */
const ADVICE = "delete the folder 'seal' and start the ledger: it is written again from the facts";

export class TileCheck implements TileFiles {
  private latest = new Map<string, Buffer>();
  private unknown = false;

  constructor(
    private readonly folder: TileFolder,
    private readonly differences: Differences,
  ) {}

  /** An entry of the bundle under way cannot be made again, because its fact differs: the bundle is left alone. */
  entryUnknown(): void {
    this.unknown = true;
  }

  /** A full tile that was just given, for the level above. */
  read(tile: Tile): Buffer {
    const bytes = this.latest.get(tilePath(tile));
    if (!bytes) throw new Error(`the tile ${tilePath(tile)} was not made yet`);
    this.latest.clear();
    return bytes;
  }

  write(tile: Tile, bytes: Buffer): void {
    const path = tilePath(tile);
    if (tile.level !== 'entries') {
      this.latest.set(path, bytes);
    } else if (this.unknown) {
      this.unknown = false;
      return;
    }
    let found: Buffer;
    try {
      found = this.folder.read(tile);
    } catch {
      this.differences.add('missing', path, `is gone; ${ADVICE}`);
      return;
    }
    if (!found.subarray(0, bytes.length).equals(bytes) || found.length < bytes.length) {
      this.differences.add('changed', path, `does not hold what was sealed; ${ADVICE}`);
    }
  }
}
