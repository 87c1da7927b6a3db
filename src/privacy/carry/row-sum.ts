/** A sum over rows in whatever order: two places hold the same rows when number and sum are the same. */
import { createHash } from 'node:crypto';
import type { Row } from './shelf.js';

const MODULUS = 1n << 256n;

export class RowSum {
  count = 0;
  private sum = 0n;

  /** The SHA-256 of each row is added. */
  add(rows: readonly Row[]): void {
    for (const row of rows) {
      const cells = Object.keys(row)
        .sort()
        .map((name) => [name, Buffer.isBuffer(row[name]) ? row[name].toString('hex') : row[name]]);
      const digest = createHash('sha256').update(JSON.stringify(cells)).digest('hex');
      this.sum = (this.sum + BigInt(`0x${digest}`)) % MODULUS;
    }
    this.count += rows.length;
  }

  get text(): string {
    return `${this.count}:${this.sum.toString(16)}`;
  }
}
