/**
 * What a pack is made of, on its way: bytes that are read twice, once to be summed up and once to be written, and must not
 * fill the memory meanwhile. One file, for its owner alone; it goes when the pack is made.
 */
import { closeSync, openSync, readSync, rmSync, writeSync } from 'node:fs';

/** Bytes that are held before they are written, and read at once. */
const PIECE_BYTES = 1 << 18;

/** A stretch of the spool. */
export interface Spooled {
  readonly at: number;
  readonly bytes: number;
}

export class Spool {
  private readonly fd: number;
  private size = 0;
  private held: Buffer[] = [];
  private heldBytes = 0;

  constructor(private readonly file: string) {
    this.fd = openSync(file, 'wx+', 0o600);
  }

  put(bytes: Uint8Array): Spooled {
    const at = this.size;
    this.held.push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    this.heldBytes += bytes.byteLength;
    this.size += bytes.byteLength;
    if (this.heldBytes >= PIECE_BYTES) this.flush();
    return { at, bytes: bytes.byteLength };
  }

  *read({ at, bytes }: Spooled): Generator<Buffer, void> {
    this.flush();
    for (let done = 0; done < bytes;) {
      const piece = Buffer.allocUnsafe(Math.min(PIECE_BYTES, bytes - done));
      const got = readSync(this.fd, piece, 0, piece.length, at + done);
      if (got === 0) throw new Error('the spool of an export ends too early');
      done += got;
      yield piece.subarray(0, got);
    }
  }

  /** Removes the file. */
  close(): void {
    closeSync(this.fd);
    rmSync(this.file, { force: true });
  }

  private flush(): void {
    const bytes = Buffer.concat(this.held);
    for (let done = 0; done < bytes.length;) done += writeSync(this.fd, bytes, done);
    this.held = [];
    this.heldBytes = 0;
  }
}
