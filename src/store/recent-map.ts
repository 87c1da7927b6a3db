/**
 * A bounded map that keeps what was used lately: two generations. A full young generation becomes the old one, and the
 * old one is forgotten; a hit in the old one moves back. One lookup a hit, no list to maintain: cheaper than exact LRU.
 */
export class RecentMap<K, V extends object | string | number> {
  private young = new Map<K, V>();
  private old = new Map<K, V>();

  /** @param generation entries of one generation; at most twice as many are kept */
  constructor(private readonly generation: number) {}

  get(key: K): V | undefined {
    const value = this.young.get(key);
    if (value !== undefined) return value;
    const earlier = this.old.get(key);
    if (earlier !== undefined) this.set(key, earlier);
    return earlier;
  }

  set(key: K, value: V): void {
    if (this.young.size >= this.generation && !this.young.has(key)) {
      this.old = this.young;
      this.young = new Map();
    }
    this.young.set(key, value);
  }

  clear(): void {
    this.young.clear();
    this.old.clear();
  }

  /** Entries held, counting one that is in both generations twice. */
  get size(): number {
    return this.young.size + this.old.size;
  }
}
