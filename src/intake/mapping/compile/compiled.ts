/** What the parts of a mapping become: closures over a frame. */
import type { Frame, Value } from '../frame.js';

export type ValueType = 'text' | 'money' | 'date' | 'number' | 'boolean' | 'list' | 'part' | 'party';

/** A value, or undefined where it is absent or a problem was noted in the frame. */
export type Evaluate<T extends Value = Value> = (frame: Frame) => T | undefined;
export type Test = (frame: Frame) => boolean;

export interface Compiled {
  /** Undefined after a problem: it fits everywhere, so that one mistake is told once. */
  readonly type: ValueType | undefined;
  readonly evaluate: Evaluate;
  /** Source fields that it reads. */
  readonly reads: readonly string[];
  /** The text of a constant. */
  readonly constant?: string;
  /** Names of the remembered parts that it may give. */
  readonly parts?: readonly string[];
}

/** Stands for what could not be compiled. */
export const NOTHING: Compiled = { type: undefined, evaluate: () => undefined, reads: [] };

/** How a type is called in messages. */
export const TYPE_NAMES: Readonly<Record<ValueType, string>> = {
  text: 'a text',
  money: 'an amount ({ money: FIELD })',
  date: 'a date ({ date: FIELD })',
  number: 'a whole number ({ number: FIELD })',
  boolean: 'true or false ({ boolean: FIELD })',
  list: 'a list ({ list: [...] })',
  part: 'a remembered part ({ part: NAME })',
  party: 'a party ({ party: NAME })',
};
