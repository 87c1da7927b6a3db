/** This machine's clock: against the newest fact, and where processes share a ledger against the database's. */
import { decode } from '../../ledger/envelope.js';
import { toMillis } from '../../ledger/dates.js';
import { CLOCK_SKEW_MAX } from '../../operations/clock-watch.js';
import type { Runtime } from '../../runtime.js';
import { fail, ok, warn, type Finding } from './finding.js';

const CHECK = 'Clock';
const ADVICE = 'Set the system clock; NTP keeps it right (docs/operations.md, Clock skew).';

type Parts = Pick<Runtime, 'store' | 'clock'> & {
  readonly clockWatch: Pick<Runtime['clockWatch'], 'refusal' | 'warning'>;
};

export async function checkClock({ store, clock, clockWatch }: Parts): Promise<Finding> {
  const ahead = await clockWatch.refusal();
  if (ahead !== undefined) return fail(CHECK, ahead, ADVICE);
  const [event] = await store.readBack('end', 1);
  const rec = event && decode(event).rec;
  const early = rec === undefined ? 0 : toMillis(rec) - clock.now();
  if (early > CLOCK_SKEW_MAX * 1_000) {
    return fail(CHECK, `it is ${Math.ceil(early / 1000)} s behind the last fact (${rec})`, ADVICE);
  }
  const behind = clockWatch.warning();
  if (behind !== undefined) return warn(CHECK, behind, ADVICE);
  return ok(CHECK, rec === undefined ? 'nothing is recorded yet' : `the last fact was recorded at ${rec}`);
}
