/**
 * A refusal is a value: what was asked cannot be, why, and what to do. Nothing was written.
 * Facts are never refused for breaking a rule (law 1); only impossible input and intentions that cannot be.
 */

export type RefusalKind =
  /** The input cannot be true of any world: bad amount, wrong currency, a date ahead of the clock. */
  | 'impossible'
  /** An intention (promise, plan, refund, waiver) that the rules or the state do not allow. */
  | 'not-allowed'
  /** What the command names is not there. */
  | 'unknown'
  /** It is there already, under another command. */
  | 'exists'
  /** `If-Match` names another revision than the stream has. */
  | 'stale'
  /** The command id was used before with another input. */
  | 'reused-command-id';

export interface Refusal {
  readonly kind: 'refused';
  readonly why: RefusalKind;
  /** Stable name, the last part of the problem's `type` URI: `unknown-debt`, `wrong-currency`. */
  readonly code: string;
  /** One sentence for people: what is wrong and what to do. */
  readonly message: string;
  /** The command's field at fault, where there is one. */
  readonly field?: string;
  /** Id of what exists already. */
  readonly id?: string;
  /** Which command of its unit was refused, counted from 0; only where a unit has several. */
  readonly command?: number;
}

export function impossible(code: string, message: string, field?: string): Refusal {
  return { kind: 'refused', why: 'impossible', code, message, field };
}

export function notAllowed(code: string, message: string, field?: string): Refusal {
  return { kind: 'refused', why: 'not-allowed', code, message, field };
}

export function unknown(code: string, message: string, field?: string): Refusal {
  return { kind: 'refused', why: 'unknown', code, message, field };
}

export function exists(code: string, message: string, id: string): Refusal {
  return { kind: 'refused', why: 'exists', code, message, id };
}

export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && (value as { kind?: unknown }).kind === 'refused';
}
