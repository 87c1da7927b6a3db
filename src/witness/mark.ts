/**
 * `witness.mark`: how many signatures the witness has given out. It lies beside the database, so that an older copy of the
 * database is noticed: a witness that forgot what it signed could sign another tree of the same size.
 */
import { closeSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';

const DIGITS = 16;
const FORM = /^\d{16}\n$/;

export class Mark {
  private open = true;

  private constructor(private readonly handle: number) {}

  static make(file: string): void {
    const mark = new Mark(openSync(file, 'wx', 0o600));
    mark.set(0);
    mark.close();
  }

  static open(file: string): Mark {
    return new Mark(openSync(file, 'r+'));
  }

  /** Throws where the file holds no number. */
  static read(file: string): number {
    const text = readFileSync(file, 'utf8');
    if (!FORM.test(text)) throw new Error(`${file} holds no count of signatures`);
    return Number(text);
  }

  /** On the disk when it returns: before the signature is given out. */
  set(count: number): void {
    writeSync(this.handle, `${String(count).padStart(DIGITS, '0')}\n`, 0);
    fsyncSync(this.handle);
  }

  /** Harmless when called twice. */
  close(): void {
    if (this.open) closeSync(this.handle);
    this.open = false;
  }
}
