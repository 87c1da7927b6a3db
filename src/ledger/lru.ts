/**
 * A map that forgets what was used longest ago. The order of use is a list of its own: the first key of a Map is found by
 * stepping over all that were deleted before it, and that grows to as many as the map may hold.
 */
interface Entry<K, V> {
  readonly key: K;
  value: V;
  older: Entry<K, V> | undefined;
  newer: Entry<K, V> | undefined;
}

export class Lru<K, V> {
  private readonly entries = new Map<K, Entry<K, V>>();
  private oldest: Entry<K, V> | undefined;
  private newest: Entry<K, V> | undefined;

  constructor(private readonly max: number) {}

  get(key: K): V | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    if (entry !== this.newest) {
      this.unlink(entry);
      this.link(entry);
    }
    return entry.value;
  }

  /** Removes and returns: the taker owns the value until it is put back. */
  take(key: K): V | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.remove(entry);
    return entry.value;
  }

  put(key: K, value: V): void {
    const known = this.entries.get(key);
    if (known) this.remove(known);
    const entry = { key, value, older: undefined, newer: undefined };
    this.entries.set(key, entry);
    this.link(entry);
    if (this.entries.size > this.max && this.oldest) this.remove(this.oldest);
  }

  delete(key: K): void {
    this.take(key);
  }

  clear(): void {
    this.entries.clear();
    this.oldest = this.newest = undefined;
  }

  private remove(entry: Entry<K, V>): void {
    this.entries.delete(entry.key);
    this.unlink(entry);
  }

  private link(entry: Entry<K, V>): void {
    entry.older = this.newest;
    entry.newer = undefined;
    if (this.newest) this.newest.newer = entry;
    else this.oldest = entry;
    this.newest = entry;
  }

  private unlink({ older, newer }: Entry<K, V>): void {
    if (older) older.newer = newer;
    else this.oldest = newer;
    if (newer) newer.older = older;
    else this.newest = older;
  }
}
