/** How much a JSON text makes of its bytes, counted before anything is made: 64 MB of `{}` take 3 GB as values. */
import { JSON_DEPTH_MAX } from '../canonical.js';
import { FormatError } from '../format-error.js';

/** A manifest of 65,534 files and as many streams has a million. */
const VALUES_MAX = 1 << 21;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COMMA = 0x2c;

const OPENS = new Set([0x5b, 0x7b]);
const CLOSES = new Set([0x5d, 0x7d]);

/** Throws FormatError where a text nests too deep or holds too many values. What it says of text that is no JSON does not matter. */
export function mustBeModest(json: string, what: string): void {
  let [depth, values] = [0, 0];
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === QUOTE) i = endOfText(json, i);
    else if (OPENS.has(code)) {
      if (++depth > JSON_DEPTH_MAX + 1) throw new FormatError(`${what} nests more than ${JSON_DEPTH_MAX} deep`);
      values += 1;
    } else if (CLOSES.has(code)) depth -= 1;
    else if (code === COMMA) values += 1;
    if (values > VALUES_MAX) throw new FormatError(`${what} holds more than ${VALUES_MAX} values`);
  }
}

/** Where the text that begins at a quote ends; the end of everything where it does not. */
function endOfText(json: string, from: number): number {
  for (let at = json.indexOf('"', from + 1); at >= 0; at = json.indexOf('"', at + 1)) {
    let slashes = 0;
    while (json.charCodeAt(at - 1 - slashes) === BACKSLASH) slashes += 1;
    if (slashes % 2 === 0) return at;
  }
  return json.length;
}
