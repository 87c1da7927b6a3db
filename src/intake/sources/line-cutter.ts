const LF = 10;

/**
 * Moves the cuts between chunks to line ends where there are any. Only for speed: the scanners then find their text whole
 * and need not join it with a remainder, which V8 makes slow to read. What a chunk says does not depend on it.
 */
export class LineCutter {
  private held: Uint8Array = new Uint8Array(0);

  /** The held bytes and these, up to the last line end; all of them where there is none. */
  push(bytes: Uint8Array): Uint8Array {
    const all = this.held.length === 0 ? bytes : Buffer.concat([this.held, bytes]);
    const end = all.lastIndexOf(LF) + 1;
    // Without a line end nothing is held, so that memory stays bounded.
    this.held = end === 0 ? new Uint8Array(0) : all.slice(end);
    return end === 0 ? all : all.subarray(0, end);
  }

  /** The bytes still held. */
  rest(): Uint8Array {
    const { held } = this;
    this.held = new Uint8Array(0);
    return held;
  }
}
