/** Takes in and forgets what a client still sends, so that it comes to read its answer. */
import type { Readable } from 'node:stream';

/** How much, bytes, and how long, milliseconds, a client is heard out before its connection is cut. */
export const DRAIN_BYTES_MAX = 64 * 1024 * 1024;
export const DRAIN_MS_MAX = 5_000;

/** Resolves when the source has ended, or when it has been heard out. Nothing is kept. */
export function drained(source: Readable): Promise<void> {
  return new Promise((resolve) => {
    if (source.readableEnded || source.destroyed) return resolve();
    let bytes = 0;
    const late = setTimeout(finish, DRAIN_MS_MAX);
    function finish(): void {
      clearTimeout(late);
      resolve();
    }
    source.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > DRAIN_BYTES_MAX) finish();
    });
    for (const event of ['end', 'close', 'error']) source.once(event, finish);
    source.resume();
  });
}

/** A body that arrives at once, but ends only when the client has been heard out: until then the connection stays. */
export async function* thenDrain(body: Buffer, source: Readable): AsyncGenerator<Buffer, void, undefined> {
  yield body;
  await drained(source);
}
