/** UUIDs between text and the 16 bytes that the database keeps. */

const NIBBLE = new Uint8Array(128);
for (let i = 0; i < 16; i++) NIBBLE[i.toString(16).charCodeAt(0)] = i;

/** Where the two digits of each byte stand in `xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx`. */
const AT = [0, 2, 4, 6, 9, 11, 14, 16, 19, 21, 24, 26, 28, 30, 32, 34];

/** Writes the 16 bytes of a UUID (lower case, with dashes; checked by the caller) into `bytes`. */
export function uuidInto(bytes: Uint8Array, id: string): Uint8Array {
  for (let i = 0; i < 16; i++) {
    const at = AT[i] as number;
    bytes[i] = ((NIBBLE[id.charCodeAt(at)] as number) << 4) | (NIBBLE[id.charCodeAt(at + 1)] as number);
  }
  return bytes;
}

/** The UUID of 32 lower-case hex digits, as `lower(hex(id))` gives them. */
export function uuidOf(hex: string): string {
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
