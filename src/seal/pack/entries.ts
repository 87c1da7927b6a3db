/** Leaf entries as JSON: of a fact, and of the map of heads. Throws FormatError on anything else. */
import { hashUrl, streamId } from './forms.js';
import { count, members, oneOf, readCanonical, type Of, type Shape } from './shape.js';

const version: Shape<1> = { schema: { const: 1 }, wrong: (value) => (value === 1 ? undefined : ' is not 1') };

const eventEntry = members({
  body: hashUrl,
  prev: hashUrl,
  rev: count,
  sid: streamId,
  typ: oneOf('dcl.event'),
  v: version,
});
export type EventEntry = Of<typeof eventEntry>;

const headsEntry = members({ covers: count, root: hashUrl, streams: count, typ: oneOf('dcl.heads'), v: version });
export type HeadsEntry = Of<typeof headsEntry>;

export function readEventEntry(entry: string): EventEntry {
  return readCanonical(entry, eventEntry, 'a leaf');
}

export function readHeadsEntry(entry: string): HeadsEntry {
  return readCanonical(entry, headsEntry, 'the heads leaf');
}
