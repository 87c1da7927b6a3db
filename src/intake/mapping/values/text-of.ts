import type { Value } from '../frame.js';

/** A value as it is shown or kept: only texts, numbers, true and false come here. */
export function textOf(value: Value): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
