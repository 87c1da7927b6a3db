/** The first bytes of a source, and the source from its beginning. */
export interface Head<T> {
  /** At least the bytes asked for, unless the source is shorter. */
  readonly head: Uint8Array;
  readonly rest: Resumed<T>;
}

/** Looks at the first bytes without consuming them. Anything in the source that is no bytes ends the looking. */
export async function takeHead<T = never>(chunks: AsyncIterable<Uint8Array | T>, bytes: number): Promise<Head<T>> {
  const source = chunks[Symbol.asyncIterator]();
  const taken: (Uint8Array | T)[] = [];
  let head: Uint8Array = new Uint8Array(0);
  while (head.length < bytes) {
    const next = await source.next();
    if (next.done === true) break;
    taken.push(next.value);
    if (!isBytes(next.value)) break;
    head = head.length === 0 ? next.value : Buffer.concat([head, next.value]);
  }
  return { head, rest: new Resumed(taken, source) };
}

/** Gives what was taken first, then the rest. No generator: one that was never started would not close its source. */
export class Resumed<T> implements AsyncIterable<Uint8Array | T> {
  constructor(
    private readonly taken: (Uint8Array | T)[],
    private readonly source: AsyncIterator<Uint8Array | T>,
  ) {}

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<Uint8Array | T>> {
    const value = this.taken.shift();
    return value === undefined ? this.source.next() : { done: false, value };
  }

  /** Closes the source. */
  async return(): Promise<IteratorResult<Uint8Array | T>> {
    await this.source.return?.();
    return { done: true, value: undefined };
  }
}

// In jest, bytes that come from node:fs may belong to another realm, where `instanceof Uint8Array` is false.
function isBytes(value: unknown): value is Uint8Array {
  return ArrayBuffer.isView(value);
}
