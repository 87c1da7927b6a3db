/**
 * A map that forgets what was used longest ago. The order of use is a list of its own: the first key of a Map is found by
 * stepping over all that were deleted before it, and that grows to as many as the map may hold.
 *
 * Values may be weighed besides: then so many are kept as weigh no more together than they may. The newest stays, however
 * heavy it is: it is what comes next.
 *
 * What leaves is emptied: a Map that grew or was cleaned up leaves its old table behind, which names the next one and all that
 * was in it, and until the next full collection such a chain would keep every value that ever went through.
 */
export interface Weights<V> {
  readonly max: number;
  /** Asked when a value is put. */
  readonly of: (value: V) => number;
}

interface Entry<K, V> {
  readonly key: K;
  /** Undefined once it left. */
  value: V | undefined;
  readonly weight: number;
  older: Entry<K, V> | undefined;
  newer: Entry<K, V> | undefined;
}

export class Lru<K, V> {
  private readonly entries = new Map<K, Entry<K, V>>();
  private oldest: Entry<K, V> | undefined;
  private newest: Entry<K, V> | undefined;
  /** Weight of all. */
  private weight = 0;

  constructor(
    private readonly max: number,
    private readonly weights?: Weights<V>,
  ) {}

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
    const { value } = entry;
    this.remove(entry);
    return value;
  }

  put(key: K, value: V): void {
    const known = this.entries.get(key);
    if (known) this.remove(known);
    const entry: Entry<K, V> = { key, value, weight: this.weights?.of(value) ?? 0, older: undefined, newer: undefined };
    this.entries.set(key, entry);
    this.weight += entry.weight;
    this.link(entry);
    while (this.oldest && this.isOverfull()) this.remove(this.oldest);
  }

  private isOverfull(): boolean {
    if (this.entries.size > this.max) return true;
    return this.weights !== undefined && this.weight > this.weights.max && this.entries.size > 1;
  }

  delete(key: K): void {
    this.take(key);
  }

  clear(): void {
    this.entries.clear();
    this.weight = 0;
    this.oldest = this.newest = undefined;
  }

  private remove(entry: Entry<K, V>): void {
    this.entries.delete(entry.key);
    this.weight -= entry.weight;
    this.unlink(entry);
    entry.value = entry.older = entry.newer = undefined;
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
