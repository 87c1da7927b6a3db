/**
 * V and K of a question (design.md, law 3). K is a position: an instant means the last position whose running maximum
 * of `recordedAt` is at most K; an event id means that event's position.
 */
import { sql } from 'kysely';
import { decode } from '../../src/ledger/envelope.js';
import { endOfDay, isCivilDate, isInstant, toMillis, type CivilDate } from '../../src/ledger/dates.js';
import type { EventStore } from '../../src/store/port.js';
import { Problem } from '../../src/http/problem.js';
import { CLOCK } from '../projector/clock.projection.js';
import type { ReadSide } from './read-side.js';

/** Where K cuts every stream. */
export interface Cut {
  /** Store position of the last fact included; undefined: K was left out and does not cut a stream. */
  readonly position?: number;
  /** Nothing recorded later can change what lies before the cut. */
  readonly final: boolean;
}

/** What an answer says about itself. */
export interface AnswerHead {
  /** V: the whole of this day, in the portfolio's zone. */
  readonly asOf: CivilDate;
  /** K: `recordedAt` of the last fact included; null while there is none. */
  readonly knownAt: string | null;
  /** Id of the last event included: as `knownAt` it gives the same answer for ever. */
  readonly lastEvent: string | null;
  /** Whether a fact recorded later could still come to lie before K. */
  readonly final: boolean;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** A retried append may stand this much behind younger ones; two writers' clocks differ by less. */
const BEHIND_MAX_MS = 60_000;
/** How much an id may be drawn ahead of its fact's time: looked for nearby first. */
const AHEAD_MS = [1_000, 60_000];
const SCAN_PAGE = 1_000;

/** Finds the position that K means. */
export async function cutAt(read: ReadSide, knownAt: string | undefined, zone: string): Promise<Cut> {
  if (knownAt === undefined) return { final: false };
  if (UUID.test(knownAt)) return { position: await positionOf(read, knownAt), final: true };
  const millis = instantOf(knownAt, zone);
  if (millis === undefined) {
    const detail = `knownAt '${knownAt}' is no RFC 3339 instant, no civil date and no event id.`;
    throw Problem.of(400, 'bad-known-at', detail, { field: 'knownAt' });
  }
  return read.snapshot(async (db) => {
    const clock = read.table(CLOCK, 'clock');
    const before = await sql<{ position: number }>`
      SELECT position FROM ${clock} WHERE millis <= ${millis} ORDER BY millis DESC LIMIT 1`.execute(db);
    const after = await sql`SELECT 1 FROM ${clock} WHERE millis > ${millis} LIMIT 1`.execute(db);
    return { position: before.rows[0]?.position ?? 0, final: after.rows.length > 0 };
  });
}

/** The last millisecond that K includes. A civil date is the whole day. */
function instantOf(knownAt: string, zone: string): number | undefined {
  if (isCivilDate(knownAt)) return endOfDay(knownAt, zone) - 1;
  return isInstant(knownAt) ? toMillis(knownAt) : undefined;
}

/** Where events stand that were asked for lately: many answers are given at one K, and an event stays where it is. A memo, not a state. */
const asked = new WeakMap<ReadSide, Map<string, number>>();
const ASKED_MAX = 1_000;

async function positionOf(read: ReadSide, id: string): Promise<number> {
  const known = asked.get(read) ?? new Map<string, number>();
  asked.set(read, known);
  let position = known.get(id);
  if (position === undefined) {
    position = await lookedUp(read, id);
    if (known.size >= ASKED_MAX) known.clear();
    known.set(id, position);
  }
  return position;
}

/** Its UUIDv7 tells about when an event was recorded, the clock where to look. */
async function lookedUp(read: ReadSide, id: string): Promise<number> {
  const drawn = parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
  // Ids never go back, so one may be drawn ahead of its fact's own time: by a command that began later, or in a burst.
  let until = Infinity;
  for (const ahead of AHEAD_MS) {
    const from = await positionBefore(read, drawn - ahead);
    const found = await scanFor(read, id, { from, until, drawn });
    if (found !== undefined) return found;
    until = from;
  }
  throw Problem.of(404, 'unknown-event', `The ledger has no event '${id}'.`, { field: 'knownAt' });
}

/** The last position that was recorded before an instant. */
function positionBefore(read: ReadSide, millis: number): Promise<number> {
  return read.snapshot(async (db) => {
    const found = await sql<{ position: number }>`
      SELECT position FROM ${read.table(CLOCK, 'clock')} WHERE millis < ${millis} ORDER BY millis DESC LIMIT 1`.execute(
      db,
    );
    return found.rows[0]?.position ?? 0;
  });
}

interface Stretch {
  readonly from: number;
  readonly until: number;
  /** When the id was drawn, milliseconds. */
  readonly drawn: number;
}

async function scanFor(read: ReadSide, id: string, { from, until, drawn }: Stretch): Promise<number | undefined> {
  for (let after = from; after < until;) {
    const page = await read.store.readAll(after, SCAN_PAGE);
    const found = page.find((event) => event.id === id);
    if (found) return found.position;
    const last = page[page.length - 1];
    if (!last || toMillis(decode(last).rec) > drawn + BEHIND_MAX_MS) return undefined;
    after = last.position;
  }
  return undefined;
}

/** The head of an answer that used no row beyond `position`. */
export async function headAt(
  store: EventStore,
  asOf: CivilDate,
  position: number,
  final: boolean,
): Promise<AnswerHead> {
  const event = await store.eventAt(position);
  if (!event) return { asOf, knownAt: null, lastEvent: null, final };
  return { asOf, knownAt: decode(event).rec, lastEvent: event.id, final };
}
