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
  const behind = clockWatch.warning();
  if (behind !== undefined) return warn(CHECK, behind, ADVICE);
  const [event] = await store.readBack('end', 1);
  if (!event) return ok(CHECK, 'nothing is recorded yet');
  const { rec } = decode(event);
  const early = toMillis(rec) - clock.now();
  if (early <= CLOCK_SKEW_MAX * 1_000) return ok(CHECK, `the last fact was recorded at ${rec}`);
  return fail(CHECK, `it is ${Math.ceil(early / 1000)} s behind the last fact (${rec})`, ADVICE);
}
