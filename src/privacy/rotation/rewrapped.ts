/** What wrapping keys anew tells, wherever they lie. */

/** `wrapping`: nothing has changed yet. `wrapped`: all is under the new key. `swept`: files hold none of the old bytes. */
export type RewrapStep = 'wrapping' | 'wrapped' | 'swept';

export type Told = (step: RewrapStep, done: number, total: number) => void;

export interface Rewrapped {
  readonly keys: number;
  /** Of the ledger: signing keys, blind index, … */
  readonly secrets: number;
  /** Why files may still hold the old bytes. */
  readonly remains?: string;
}
