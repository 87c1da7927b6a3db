/** Fresh randomness in bulk: one call to the system fills many salts. */
import { randomFillSync } from 'node:crypto';
import type { Millis } from '../ledger/dates.js';
import type { EntropyPort } from '../ledger/ports.js';

const POOL_BYTES = 16 * 1024;

export class Entropy implements EntropyPort {
  private readonly pool = Buffer.alloc(POOL_BYTES);
  private used = POOL_BYTES;
  private lastMillis = 0;
  private counter = 0;

  salt(): string {
    return this.take(16).toString('base64url');
  }

  /** UUIDv7 (RFC 9562): 48 bits of time, then a counter within the millisecond so that later ids sort later. */
  eventId(now: Millis): string {
    if (now > this.lastMillis) {
      this.lastMillis = now;
      this.counter = 0;
    } else if (++this.counter > 0xfff) {
      this.lastMillis += 1;
      this.counter = 0;
    }
    const time = this.lastMillis.toString(16).padStart(12, '0');
    const count = (0x7000 | this.counter).toString(16);
    const tail = this.take(8);
    tail[0] = ((tail[0] as number) & 0x3f) | 0x80;
    const rest = tail.toString('hex');
    return `${time.slice(0, 8)}-${time.slice(8)}-${count}-${rest.slice(0, 4)}-${rest.slice(4)}`;
  }

  private take(bytes: number): Buffer {
    if (this.used + bytes > POOL_BYTES) {
      randomFillSync(this.pool);
      this.used = 0;
    }
    this.used += bytes;
    return this.pool.subarray(this.used - bytes, this.used);
  }
}
