/** Store positions of many events in little memory: 8 bytes each. */
const FIRST = 1_024;

export class PositionList {
  private values = new Float64Array(FIRST);
  private count = 0;

  add(position: number): void {
    if (this.count === this.values.length) {
      const wider = new Float64Array(2 * this.count);
      wider.set(this.values);
      this.values = wider;
    }
    this.values[this.count++] = position;
  }

  /** Ascending. */
  sorted(): Float64Array {
    return this.values.slice(0, this.count).sort();
  }
}
