import { createGunzip, type Gunzip } from 'node:zlib';
import { takeHead } from './head.js';

/** The compressed file cannot be unpacked any further. All that could be unpacked came before. */
export interface Damage {
  readonly kind: 'damage';
  /** One sentence, with the byte of the file. */
  readonly reason: string;
}

/** Input per step: small, as each byte may become a thousand, and a step's whole output is held. */
const STEP_BYTES = 16_384;
const OUTPUT_BYTES = 262_144;

/**
 * The unpacked bytes of a gzip source, or the bytes themselves when they do not begin like gzip (1F 8B). The name of the
 * file does not matter. `again` reads the same bytes once more, to unpack a damaged file up to the very last good byte.
 */
export async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  again: () => AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array | Damage> {
  const { head, rest } = await takeHead(chunks, 2);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* rest;
    return;
  }
  const unzip = new Unzip();
  try {
    for await (const step of steps(rest)) {
      const good = unzip.bytesIn;
      yield* await unzip.push(step);
      if (unzip.failure !== undefined) {
        yield* lastGood(again(), good);
        return;
      }
    }
    yield* await unzip.finish();
    if (unzip.failure !== undefined) yield truncated(unzip.bytesIn);
  } finally {
    unzip.close();
  }
}

/** A failing step gives no output at all, so it is repeated byte by byte: what stands before the damage is not lost. */
async function* lastGood(chunks: AsyncIterable<Uint8Array>, good: number): AsyncGenerator<Uint8Array | Damage> {
  const unzip = new Unzip();
  try {
    for await (const step of steps(chunks)) {
      if (unzip.bytesIn + step.length <= good) {
        await unzip.push(step);
        continue;
      }
      for (let at = 0; at < step.length; at++) {
        yield* await unzip.push(step.subarray(at, at + 1));
        if (unzip.failure !== undefined) {
          yield corrupt(unzip.bytesIn, unzip.failure);
          return;
        }
      }
    }
  } finally {
    unzip.close();
  }
}

/** Pieces of `STEP_BYTES` counted from the start of the file, however the chunks are cut: damage is found in the same step. */
async function* steps(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let held: Uint8Array = new Uint8Array(0);
  for await (const chunk of chunks) {
    const bytes = held.length === 0 ? chunk : Buffer.concat([held, chunk]);
    let at = 0;
    for (; bytes.length - at >= STEP_BYTES; at += STEP_BYTES) yield bytes.subarray(at, at + STEP_BYTES);
    held = bytes.subarray(at);
  }
  if (held.length > 0) yield held;
}

function truncated(bytes: number): Damage {
  return {
    kind: 'damage',
    reason: `the gzip data ends too early: the file stops after byte ${bytes} in the middle of it`,
  };
}

function corrupt(bytes: number, cause: string): Damage {
  return { kind: 'damage', reason: `the gzip data is damaged at byte ${bytes} of the file (${cause})` };
}

/** Node's gunzip, one step at a time, with everything unpacked before an error still delivered. */
class Unzip {
  bytesIn = 0;
  failure: string | undefined;
  private readonly gunzip: Gunzip = createGunzip({ chunkSize: OUTPUT_BYTES });
  private out: Uint8Array[] = [];
  private wake: () => void = () => {};

  constructor() {
    this.gunzip.on('data', (bytes: Uint8Array) => this.out.push(bytes));
    this.gunzip.on('error', (error) => {
      this.failure = error.message;
      this.wake();
    });
    this.gunzip.on('end', () => this.wake());
  }

  /** Unpacks the next bytes. */
  async push(bytes: Uint8Array): Promise<readonly Uint8Array[]> {
    this.bytesIn += bytes.length;
    return this.step((done) => this.gunzip.write(bytes, done));
  }

  /** The file has ended; a failure after this means that the gzip data had not. */
  async finish(): Promise<readonly Uint8Array[]> {
    return this.step(() => this.gunzip.end());
  }

  close(): void {
    this.gunzip.close();
  }

  private async step(start: (done: () => void) => void): Promise<readonly Uint8Array[]> {
    // After the end of the data Node ignores what follows; it must not wait for it.
    if (this.failure === undefined && !this.gunzip.readableEnded) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
        start(resolve);
      });
    }
    const out = this.out;
    this.out = [];
    return out;
  }
}
