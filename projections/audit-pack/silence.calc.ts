/** Absence of contact: the stretches of time in which a complete stream holds no outbound contact. */
import { endOfDay, type Millis } from '../../src/ledger/dates.js';
import type { Attempt } from '../../src/rules/index.js';

/** An outbound contact as a stretch of time: the whole day where only the day is known. */
export interface Outbound {
  readonly event: string;
  readonly channel: string;
  readonly party: string | undefined;
  readonly from: Millis;
  readonly to: Millis;
}

/** Nothing went out after `from` and before `to`. */
export interface Silence {
  readonly from: Millis;
  readonly to: Millis;
  /** Event ids of the contacts around it; null at the ends. */
  readonly after: string | null;
  readonly before: string | null;
}

export function outboundOf({ event, channel, party, at, day, conversation }: Attempt, zone: string): Outbound {
  const end = day === undefined ? Math.max(at, conversation?.to ?? at) : endOfDay(day, zone);
  return { event, channel, party, from: at, to: end };
}

/** Stretches between two instants in which no contact lies. @param outbound in any order. */
export function silences(outbound: readonly Outbound[], from: Millis, until: Millis): Silence[] {
  const found: Silence[] = [];
  let [since, after]: [Millis, string | null] = [from, null];
  for (const contact of [...outbound].sort((a, b) => a.from - b.from || a.to - b.to)) {
    if (contact.from >= until) break;
    if (contact.from > since) found.push({ from: since, to: contact.from, after, before: contact.event });
    if (contact.to >= since) [since, after] = [contact.to, contact.event];
  }
  if (until > since) found.push({ from: since, to: until, after, before: null });
  return found;
}

/** Contacts that touch a stretch of time. */
export function within(outbound: readonly Outbound[], from: Millis, until: Millis): Outbound[] {
  return outbound.filter((contact) => contact.from < until && (contact.to > from || contact.from >= from));
}
