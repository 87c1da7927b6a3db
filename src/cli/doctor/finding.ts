/** What the doctor finds: one line a check. */

export type Health = 'ok' | 'warn' | 'fail';

export interface Finding {
  readonly check: string;
  readonly health: Health;
  /** What was found. */
  readonly found: string;
  /** What to do about it. */
  readonly advice?: string;
}

export const ok = (check: string, found: string): Finding => ({ check, health: 'ok', found });
export const warn = (check: string, found: string, advice: string): Finding => ({
  check,
  health: 'warn',
  found,
  advice,
});
export const fail = (check: string, found: string, advice: string): Finding => ({
  check,
  health: 'fail',
  found,
  advice,
});
