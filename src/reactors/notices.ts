/** What reactors that record notices share: how many at once, how late is late, how a notice is sent. */
import type { ReadSide } from '../../projections/read/read-side.js';
import { daysBetween, type CivilDate } from '../ledger/dates.js';
import { CASE, type CaseCommand } from '../ledger/ledger.js';
import type { ClockPort } from '../ledger/ports.js';
import type { Transactor } from '../ledger/transact.js';

/** Subjects noticed in one round. */
export const NOTICES_BATCH_MAX = 500;
/** A notice that comes more days than this after the turn is flagged `retrospective`. */
export const RETROSPECTIVE_DAYS = 2;
const READ_SIDE_WAIT_MS = 10_000;

export interface Waits {
  reached(position: number, ms: number, names?: readonly string[]): Promise<boolean>;
}

/** What a reactor works with. */
export interface Noticing {
  readonly read: ReadSide;
  readonly transactor: Transactor;
  readonly projector: Waits;
  readonly clock: ClockPort;
}

/** What was noticed in the round before must be seen, or it would be noticed again (and refused). */
export async function seesAll({ read, projector }: Pick<Noticing, 'read' | 'projector'>): Promise<boolean> {
  return projector.reached(await read.store.head(), READ_SIDE_WAIT_MS);
}

export function isRetrospective(since: CivilDate, today: CivilDate): boolean {
  return daysBetween(since, today) > RETROSPECTIVE_DAYS;
}

/**
 * Sends a notice: false when somebody else did it.
 * @param cmd subject and ordinal: the same notice is recorded once, whoever sends it and how often.
 */
export async function sendNotice(
  { transactor }: Noticing,
  by: string,
  stream: string,
  { command, cmd }: { readonly command: CaseCommand; readonly cmd: string },
): Promise<boolean> {
  const request = { command, cmd, by: `system:${by}`, src: { via: 'reactor' as const } };
  const outcome = await transactor.run(CASE, stream, request);
  return outcome.kind === 'done' && !outcome.repeated;
}
