/**
 * `reading.json` and `fields.jsonl`: what the readable files of a pack rest on beside its facts, so that they can be made again
 * (docs/verify.md). Nothing in them is personal.
 */
import { canonical } from '../canonical.js';
import { instant, streamId, word } from './forms.js';
import { count, list, members, oneOf, readCanonical, type Of } from './shape.js';

/** Personal values of one event: its own and what its source said beside them. */
const NAMES_MAX = 4_096;

export const READING_FORMAT = 'quittance.reading/1';

const reading = members({
  format: oneOf(READING_FORMAT),
  /** K: how many leaves of the log were recorded up to then. */
  known: count,
  /** When the last fact was recorded that the proofs cover. */
  until: instant,
  /** Of each case: the last fact that its chapters know, which may be one of another case. */
  heads: list(members({ case: streamId, at: instant, event: word })),
});
export type Reading = Of<typeof reading>;

const fields = members({
  sid: streamId,
  rev: count,
  /** Of all personal values of the event: a text says that there is one, to readers who may not see it too. */
  names: list(word, NAMES_MAX),
});
export type FieldsLine = Of<typeof fields>;

export const READING_SCHEMAS = { reading: reading.schema, fields: fields.schema } as const;

export function formatReading(value: Reading): string {
  return canonical(value);
}

/** Throws FormatError. */
export function readReading(json: string): Reading {
  return readCanonical(json, reading, 'the reading');
}

export function formatFields(value: FieldsLine): string {
  return `${canonical(value)}\n`;
}

/** Throws FormatError. @param text without its line feed. */
export function readFields(text: string): FieldsLine {
  return readCanonical(text, fields, 'names of fields');
}
