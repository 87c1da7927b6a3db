/**
 * The same values, with the next one being made while this one is used: unpacking runs on another thread. Closes the
 * source when the reader stops.
 */
export async function* ahead<T>(values: AsyncIterable<T>): AsyncGenerator<T> {
  const source = values[Symbol.asyncIterator]();
  let coming = source.next();
  try {
    for (let now = await coming; now.done !== true; now = await coming) {
      coming = source.next();
      // It may fail while nobody waits for it; the failure is met when it is awaited.
      coming.catch(() => {});
      yield now.value;
    }
  } finally {
    await source.return?.();
  }
}
