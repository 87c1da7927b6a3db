/**
 * What a run of money entries depends on, noted while it is replayed: from a book that differs only in what nobody looked
 * at, or in what was more than enough, the same run gives the same uses of money.
 */
import type { Component } from '../components.js';
import type { Nested, Shift } from './shift.calc.js';

/** No other amount gives the same result. */
const EXACTLY = Number.POSITIVE_INFINITY;

export class Reads {
  /** Everything was looked at: the run gives the same from the same book only. */
  all = false;
  /** Money that older credits hold was looked at. */
  held = false;
  /** That nothing is due was looked at. */
  dues = false;
  /** Credits whose earlier uses were looked at. */
  readonly credits = new Set<string>();
  private readonly whole = new Set<string>();
  /** By debt and component the least change of what is due that changes nothing. */
  private readonly least = new Map<string, Map<Component, number>>();

  /** Every component of a debt was looked at. */
  debt(debt: string): void {
    this.whole.add(debt);
  }

  /** Money met what a component owes: it paid it all and went on, or ended there and left `over` unpaid. */
  component(debt: string, component: Component, over: number | undefined): void {
    if (this.whole.has(debt)) return;
    let known = this.least.get(debt);
    if (!known) {
      known = new Map();
      this.least.set(debt, known);
    }
    const least = over === undefined ? EXACTLY : -over;
    const before = known.get(component);
    if (before === undefined || before < least) known.set(component, least);
  }

  /**
   * Whether the run gives the same uses from a book that is shifted.
   * @param before what the run's own book was shifted by since it was noted
   */
  allows(shift: Shift, before: Nested): boolean {
    if (this.all) return shift.isNothing;
    if ((this.held && shift.held.size > 0) || (this.dues && shift.due.size > 0)) return false;
    for (const [debt, components] of shift.due) {
      if (this.whole.has(debt)) return false;
      const least = this.least.get(debt);
      if (!least) continue;
      for (const [component, change] of components) {
        const bound = least.get(component as Component);
        if (bound !== undefined && change + (before.get(debt)?.get(component) ?? 0) < bound) return false;
      }
    }
    return true;
  }
}
