/** Fresh randomness in bulk: one call to the system, which takes some 5 µs, fills many salts. */
import { randomFillSync } from 'node:crypto';
import type { Millis } from '../ledger/dates.js';
import type { EntropyPort } from '../ledger/ports.js';

const POOL_BYTES = 16 * 1024;

export class Entropy implements EntropyPort {
  private readonly pool = Buffer.alloc(POOL_BYTES);
  private used = POOL_BYTES;
  private lastMillis = 0;
  private counter = 0;
  /** The first 48 bits of an id as text, of the last millisecond: many ids are made in one. */
  private time = '';

  salt(): string {
    const at = this.take(16);
    return this.pool.toString('base64url', at, at + 16);
  }

  nonce(): Buffer {
    const at = this.take(12);
    return Buffer.from(this.pool.subarray(at, at + 12));
  }

  /** UUIDv7 (RFC 9562): 48 bits of time, then a counter within the millisecond so that later ids sort later. */
  eventId(now: Millis): string {
    if (now > this.lastMillis) this.begin(now);
    else if (++this.counter > 0xfff) this.begin(this.lastMillis + 1);
    const count = (0x7000 | this.counter).toString(16);
    const at = this.take(8);
    this.pool[at] = ((this.pool[at] as number) & 0x3f) | 0x80;
    const rest = this.pool.toString('hex', at, at + 8);
    return `${this.time}-${count}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  }

  private begin(millis: Millis): void {
    this.lastMillis = millis;
    this.counter = 0;
    const time = millis.toString(16).padStart(12, '0');
    this.time = `${time.slice(0, 8)}-${time.slice(8)}`;
  }

  /** @returns where in the pool so many fresh bytes stand: a view of them would be an object more for each salt */
  private take(bytes: number): number {
    if (this.used + bytes > POOL_BYTES) {
      randomFillSync(this.pool);
      this.used = 0;
    }
    this.used += bytes;
    return this.used - bytes;
  }
}
