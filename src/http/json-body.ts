/** Reads JSON bodies: bounded, shallow, of well-formed text, without names that could touch a prototype. */
import { isUtf8 } from 'node:buffer';
import type { IncomingHttpHeaders } from 'node:http';
import { JSON_DEPTH_MAX } from '../seal/canonical.js';
import { Problem } from './problem.js';

/** Largest body of a request, bytes. */
export const BODY_BYTES_MAX = 4 * 1024 * 1024;
const FORBIDDEN_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

interface Item {
  readonly value: object;
  readonly depth: number;
}

/** Why a parsed value cannot be taken; undefined when it can. Iterative: depth costs no stack. */
function jsonProblem(root: object): Problem | undefined {
  const todo: Item[] = [{ value: root, depth: 1 }];
  for (let item = todo.pop(); item; item = todo.pop()) {
    if (item.depth > JSON_DEPTH_MAX) {
      return Problem.of(400, 'json-too-deep', `The body is nested deeper than ${JSON_DEPTH_MAX} levels.`);
    }
    for (const [name, value] of Object.entries(item.value) as [string, unknown][]) {
      if (FORBIDDEN_NAMES.has(name)) return Problem.of(400, 'unknown-field', `The body has a field '${name}'.`);
      if (typeof value === 'object' && value !== null) todo.push({ value, depth: item.depth + 1 });
      else if (typeof value === 'string' && !value.isWellFormed()) {
        return Problem.of(
          400,
          'malformed-text',
          'The body holds half of a character (a lone surrogate): it is no text.',
          {
            field: name,
          },
        );
      }
    }
  }
  return undefined;
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]*)/gi;

/** JSON is UTF-8 (RFC 8259). A body that says it is something else is not guessed at. */
function checkEncoding(headers: IncomingHttpHeaders): void {
  const { 'content-type': type = '', 'content-encoding': coding = 'identity' } = headers;
  const charsets = [...type.matchAll(CHARSET)].map(([, charset = '']) => charset.toLowerCase());
  const other = charsets.find((charset) => charset !== 'utf-8');
  if (other !== undefined) {
    throw Problem.of(415, 'unsupported-media-type', `Send application/json in UTF-8, not in '${other.slice(0, 40)}'.`);
  }
  if (coding.toLowerCase() !== 'identity') {
    throw Problem.of(415, 'unsupported-media-type', 'Send the body uncompressed, without Content-Encoding.');
  }
}

export function parseJsonBody(body: Buffer, headers: IncomingHttpHeaders = {}): unknown {
  checkEncoding(headers);
  // A decoder would put U+FFFD for what is no text: a word that nobody said, kept for ever.
  if (!isUtf8(body)) {
    throw Problem.of(400, 'invalid-utf-8', 'The body is not valid UTF-8: send the JSON encoded as UTF-8.');
  }
  let value: unknown;
  try {
    value = JSON.parse(body.toString('utf8'));
  } catch (error) {
    throw Problem.of(400, 'malformed-json', `The body is no JSON: ${(error as Error).message}.`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw Problem.of(400, 'malformed-json', 'The body must be a JSON object.');
  }
  const bad = jsonProblem(value);
  if (bad) throw bad;
  return value;
}
