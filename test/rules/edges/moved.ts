/** Examples of packs moved to other days: the same story, at the same hours by the clocks of its place. */
import { Temporal } from 'temporal-polyfill';
import { isCivilDate, isInstant, type CivilDate } from '../../../src/ledger/dates.js';
import type { Pack, TestVector } from '../../../src/rules/index.js';
import { STORY } from '../../../src/rules/vectors/story.js';

const DATE_ONLY = /^\d{4}-\d{2}-\d{2}$/;

export function zoneOf(pack: Pack, { zones }: TestVector): string {
  return zones?.[0] ?? pack.zones?.[0] ?? STORY.zone;
}

export function plusDays(date: CivilDate, days: number): CivilDate {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

export function daysFrom(a: CivilDate, b: CivilDate): number {
  return Temporal.PlainDate.from(a).until(b, { largestUnit: 'days' }).days;
}

function movedText(text: string, days: number, zone: string): string {
  if (DATE_ONLY.test(text) && isCivilDate(text)) return plusDays(text, days);
  if (!isInstant(text)) return text;
  return Temporal.Instant.from(text).toZonedDateTimeISO(zone).add({ days }).toInstant().toString();
}

function movedValue(value: unknown, days: number, zone: string): unknown {
  if (typeof value === 'string') return movedText(value, days, zone);
  if (Array.isArray(value)) return value.map((one) => movedValue(one, days, zone));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, movedValue(one, days, zone)]));
}

/** The whole story, so many days later. */
export function moved(pack: Pack, vector: TestVector, days: number): TestVector {
  const { given, when, as_of: asOf } = vector;
  const zone = zoneOf(pack, vector);
  const told = { given, when, as_of: asOf };
  return { ...vector, ...(movedValue(told, days, zone) as typeof told) };
}

/** The local day that an example asks about; undefined where it names a contact of its story that has no day. */
export function askedDay(pack: Pack, vector: TestVector): CivilDate | undefined {
  if (vector.as_of !== undefined) return vector.as_of;
  const contact = vector.when?.['contact'];
  const own = vector.given.find(({ data }) => contact !== undefined && data?.['contact'] === contact);
  const at = vector.when?.['at'] ?? (typeof own?.at === 'string' ? own.at : undefined);
  if (typeof at !== 'string') return undefined;
  if (DATE_ONLY.test(at)) return at;
  return Temporal.Instant.from(at).toZonedDateTimeISO(zoneOf(pack, vector)).toPlainDate().toString();
}
