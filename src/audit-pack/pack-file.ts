/** The file of a pack on its way: it gets its name when it is whole and on the disk. */
import { closeSync, existsSync, fsyncSync, linkSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';

export class PackFileWriter {
  private readonly part: string;
  private fd: number | undefined;

  /** @param replace whether a file of that name is replaced */
  constructor(
    private readonly file: string,
    private readonly replace: boolean,
  ) {
    this.part = `${file}.part`;
    rmSync(this.part, { force: true });
    this.fd = openSync(this.part, 'wx', 0o600);
  }

  write(bytes: Uint8Array): void {
    if (this.fd === undefined) throw new Error(`${this.part} is closed`);
    for (let done = 0; done < bytes.length;) done += writeSync(this.fd, bytes, done);
  }

  /** Throws EEXIST where there is such a file meanwhile. */
  commit(): void {
    if (this.fd === undefined) throw new Error(`${this.part} is closed`);
    fsyncSync(this.fd);
    this.close();
    if (this.replace) renameSync(this.part, this.file);
    else this.link();
    const folder = openSync(dirname(this.file), 'r');
    fsyncSync(folder);
    closeSync(folder);
  }

  /** Nothing is left. */
  discard(): void {
    this.close();
    rmSync(this.part, { force: true });
  }

  private link(): void {
    try {
      linkSync(this.part, this.file);
      rmSync(this.part);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Some file systems have no links.
      if ((code !== 'EPERM' && code !== 'ENOTSUP') || existsSync(this.file)) throw error;
      renameSync(this.part, this.file);
    }
  }

  private close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
    this.fd = undefined;
  }
}
