/** Forms of the small values in a pack. */
import { text } from './shape.js';

/** Id of a stream, as leaves name it: it is also part of file names. */
export const streamId = text('the id of a stream', '^[a-z][a-z0-9]*-[A-Za-z0-9][A-Za-z0-9.-]{0,120}$');
/** 32 bytes in base64url, without padding. */
export const hashUrl = text('a hash in base64url', '^[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048]$');
/** 32 bytes in base64, with padding. */
export const hashBase64 = text('a hash in base64', '^[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$');
export const hashHex = text('a hash in hexadecimal', '^[0-9a-f]{64}$');
/** RFC 3339, in UTC. */
export const instant = text('an instant in UTC', '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d{1,9})?Z$');
export const civilDate = text('a date', '^\\d{4}-\\d\\d-\\d\\d$');
/** One line that shows: no control characters. */
export const line = text('a line of text', '^[^\\u0000-\\u001f\\u007f]{0,500}$');
export const word = text('a word', '^[^\\s\\u0000-\\u001f\\u007f]{1,200}$');
