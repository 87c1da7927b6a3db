/**
 * Whether `recordedAt` fits the time at which the store got the event. It is asked once, when a fact is first sealed. The
 * embedded store keeps no time of its own: there the sealer, while it follows the ledger, has seen it without the event
 * and then with it, and the event was stored in between.
 */

/** A fact whose `recordedAt` lies further off is a finding: milliseconds. A retried append may be a minute late. */
export const RECORDED_OFF_MAX_MS = 90_000;

/** Between which instants the store got an event. */
export interface Window {
  /** The ledger was seen without it; undefined: nobody looked. */
  readonly after?: number;
  /** It was seen with it. */
  readonly before: number;
}

/** What does not fit, in words; undefined where it fits. */
export function timeFinding(recorded: number | undefined, { after, before }: Window): string | undefined {
  if (recorded === undefined) return 'the body does not say when it was recorded';
  if (recorded > before + RECORDED_OFF_MAX_MS) {
    return `recordedAt is ${seconds(recorded - before)} s after the store had it`;
  }
  if (after !== undefined && recorded < after - RECORDED_OFF_MAX_MS) {
    return `recordedAt is ${seconds(after - recorded)} s before the store had it`;
  }
  return undefined;
}

function seconds(ms: number): number {
  return Math.round(ms / 1000);
}
