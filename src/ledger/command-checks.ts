/** What every command must satisfy, whatever it is: dates that can be true, texts that have a canonical form. */
import type { Command } from './command.js';
import { dateOf, isCivilDate, isDayOnly, isMoment, isZone, localDate, toMillis, type Millis } from './dates.js';
import { impossible, type Refusal } from './refusal.js';

/** How far a sender's clock may run ahead of ours. */
export const OCCURRED_AHEAD_MAX_MS = 5 * 60_000;

export function momentRefusal(command: Command, zone: string, now: Millis): Refusal | undefined {
  const { occurredAt, effectiveDate } = command;
  if (occurredAt !== undefined) {
    if (!isMoment(occurredAt)) {
      return impossible(
        'bad-moment',
        `'${occurredAt}' is no RFC 3339 instant and no civil date YYYY-MM-DD.`,
        'occurredAt',
      );
    }
    if (isAhead(occurredAt, zone, now)) {
      return impossible(
        'occurred-in-future',
        `occurredAt ${occurredAt} lies ahead of the ledger's clock. Only what has happened can be recorded; at most 5 minutes of clock difference are accepted.`,
        'occurredAt',
      );
    }
  }
  if (effectiveDate !== undefined && !isCivilDate(effectiveDate)) {
    return impossible('bad-date', `'${effectiveDate}' is no civil date YYYY-MM-DD.`, 'effectiveDate');
  }
  return undefined;
}

/** A zone that nobody knows gives no civil date. */
export function zoneRefusal(zone: string): Refusal | undefined {
  if (isZone(zone)) return undefined;
  return impossible('bad-zone', `'${zone}' is no IANA time zone such as Europe/Rome.`, 'zone');
}

/** A country, a part of one, or a part of that: `CN`, `US-MA`, `US-NY-NYC`. As in a pack. */
const JURISDICTION = /^[A-Z]{2}(?:-[A-Z0-9]{1,3})*$/;

/** Refuses what no pack could ever name: under a misspelt code no law would apply, and nothing would say so. */
export function jurisdictionRefusal(code: string, field = 'jurisdiction'): Refusal | undefined {
  if (JURISDICTION.test(code)) return undefined;
  return impossible('bad-jurisdiction', `'${code.slice(0, 40)}' is no code such as CN, UK or US-MA.`, field);
}

function isAhead(moment: string, zone: string, now: Millis): boolean {
  if (isDayOnly(moment)) return dateOf(moment, zone) > localDate(now, zone);
  return toMillis(moment) > now + OCCURRED_AHEAD_MAX_MS;
}

/** Longest free text, in UTF-16 units: sealed twice over in base64 it still fits one event. */
export const FREE_TEXT_MAX = 32_768;
/** Longest text of a field that is not free text: a code, a reference, a reason. */
export const SHORT_TEXT_MAX = 500;

/** How many objects may stand in one another: a command is shallow, and canonical JSON has its own limit. */
export const COMMAND_DEPTH_MAX = 8;

/** Longest document that a fact keeps whole: a rule pack. */
export const DOCUMENT_MAX = 200 * 1024;

/** Refuses texts that are too long or hold lone surrogates, wherever in the command they stand, names included. */
export function textRefusal(
  command: Command,
  personal: readonly string[],
  documents: readonly string[] = [],
): Refusal | undefined {
  const fields = command as unknown as Readonly<Record<string, unknown>>;
  // Every text of every command: lists of entries would cost more than looking at them.
  for (const field in fields) {
    const value = fields[field];
    if (typeof value === 'string') {
      if (isText(value, SHORT_TEXT_MAX)) continue;
      const long = personal.includes(field) ? FREE_TEXT_MAX : SHORT_TEXT_MAX;
      const problem = textProblem(field, value, documents.includes(field) ? DOCUMENT_MAX : long);
      if (problem) return problem;
    } else if (typeof value === 'object' && value !== null) {
      const problem = nestedProblem(field, value, field === 'sealed' ? FREE_TEXT_MAX : SHORT_TEXT_MAX, 1);
      if (problem) return problem;
    }
  }
  return undefined;
}

function nestedProblem(field: string, nested: object, max: number, depth: number): Refusal | undefined {
  if (depth > COMMAND_DEPTH_MAX) {
    return impossible('too-deep', `${field} stands deeper than ${COMMAND_DEPTH_MAX} levels.`, field);
  }
  const items = nested as Readonly<Record<string, unknown>>;
  for (const name in items) {
    if (!isText(name, SHORT_TEXT_MAX)) return textProblem(field, name, SHORT_TEXT_MAX);
    const item = items[name];
    if (typeof item === 'string') {
      if (!isText(item, max)) return textProblem(`${field}.${name}`, item, max);
    } else if (typeof item === 'object' && item !== null) {
      const problem = nestedProblem(`${field}.${name}`, item, max, depth + 1);
      if (problem) return problem;
    }
  }
  return undefined;
}

function isText(value: string, max: number): boolean {
  return value.length <= max && value.isWellFormed();
}

function textProblem(field: string, value: string, max: number): Refusal | undefined {
  if (value.length > max) {
    return impossible('text-too-long', `${field} has ${value.length} characters; at most ${max} are kept.`, field);
  }
  if (!value.isWellFormed()) {
    return impossible('malformed-text', `${field} holds half of a character (a lone surrogate): it is no text.`, field);
  }
  return undefined;
}
