/** An entry of a register as rules read it: something that stands from an instant to another. */
import type { CivilDate, Millis } from '../../ledger/dates.js';

export interface SpellStep {
  /** Type of the fact. */
  readonly type: string;
  readonly at: Millis;
  readonly on: CivilDate;
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

export interface Spell {
  /** Which register: `consent`, `optOut`, `partyZone`. */
  readonly register: string;
  readonly id: string;
  /** Type of the fact that made it: one register may hold several kinds. */
  readonly type: string;
  /** Stream whose entry it is. */
  readonly stream: string;
  /** Event id of the fact that made it. */
  readonly event: string;
  /** When it came to us: `receivedAt` where it was said, else when it happened; the day's start where only that is known. */
  readonly from: Millis;
  /** Present where only the day is known. */
  readonly day?: CivilDate;
  readonly on: CivilDate;
  /** What its first fact said. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly steps: SpellStep[];
  end?: SpellStep;
}

/** Whether it stands at an instant: it has come, and nothing has ended it. */
export function standsAt({ from, end }: Spell, at: Millis): boolean {
  return from <= at && (end === undefined || at < end.at);
}

/** A field that holds text. */
export function saidText(
  { fields }: { readonly fields: Readonly<Record<string, unknown>> },
  name: string,
): string | undefined {
  const value = fields[name];
  return typeof value === 'string' ? value : undefined;
}

/** A field that holds a list of codes or ids; undefined where it was left out. */
export function saidList(
  { fields }: { readonly fields: Readonly<Record<string, unknown>> },
  name: string,
): readonly string[] | undefined {
  const value = fields[name];
  return Array.isArray(value) ? (value as string[]) : undefined;
}
