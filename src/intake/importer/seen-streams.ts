/**
 * Which streams have been met, by one bit of their id's hash: a stream that was is always told, of a million that were not
 * one in five is told by mistake, of a hundred thousand one in forty. Spares look-ups of what is not there.
 */
const BITS = 2 ** 22;

export class SeenStreams {
  private readonly bits = new Uint8Array(BITS / 8);

  add(stream: string): void {
    const bit = bitOf(stream);
    this.bits[bit >> 3] = (this.bits[bit >> 3] as number) | (1 << (bit & 7));
  }

  /** False where the stream was never added. */
  has(stream: string): boolean {
    const bit = bitOf(stream);
    return ((this.bits[bit >> 3] as number) & (1 << (bit & 7))) !== 0;
  }
}

/** FNV-1a, its upper half mixed into the bits that are taken. */
function bitOf(stream: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < stream.length; i++) hash = Math.imul(hash ^ stream.charCodeAt(i), 0x01000193);
  return ((hash ^ (hash >>> 15)) >>> 0) % BITS;
}
