/** Lines of `events.jsonl` and `head-entries.jsonl`: canonical JSON each, with a line feed. */
import { canonical } from '../canonical.js';
import { hashBase64, hashUrl, streamId, word } from './forms.js';
import { anyText, count, list, members, oneOf, readCanonical, type Of } from './shape.js';

/** In place of a body that is left out. A body is an object, so it never reads so. */
export const WITHHELD = 'withheld';
/** Longer lines are refused: an event has at most 256 KiB, a disclosure is a third longer than its value. */
export const LINE_BYTES_MAX = 1 << 22;
const PROOF_MAX = 64;

const proof = list(hashBase64, PROOF_MAX);

const undisclosed = members(
  {
    /** As the body's `_sd` has it. */
    digest: hashUrl,
    /** Left out for this reader; or nobody can read it any more, its subject's key being destroyed. */
    state: oneOf('withheld', 'shredded'),
  },
  /** Of a shredded value: the id of the key, which a `SubjectKeyDestroyed` of this pack names. */
  { key: word },
);

const eventLine = members({
  sid: streamId,
  rev: count,
  /** Place of the leaf in the log. */
  index: count,
  /** The leaf entry's bytes. */
  leaf: anyText,
  /** The body's bytes, or `withheld`. */
  body: anyText,
  /** Disclosures after RFC 9901 that the body's `_sd` commits to, in its order. */
  disclosures: list(anyText),
  /** The digests of `_sd` without a disclosure, in its order; none of a body that is withheld. */
  undisclosed: list(undisclosed),
  /** RFC 6962 inclusion of the leaf in the checkpoint's tree, from the leaf's sibling up. */
  proof,
});

/** Where the map of heads has a stream's last leaf: an entry of the tree that the heads leaf names the root of. */
const headLine = members({
  sid: streamId,
  rev: count,
  leaf: hashUrl,
  /** Place among all streams, sorted by id. */
  index: count,
  proof,
});

export type EventLine = Of<typeof eventLine>;
export type Undisclosed = Of<typeof undisclosed>;
export type HeadLine = Of<typeof headLine>;

export const LINE_SCHEMAS = { event: eventLine.schema, head: headLine.schema } as const;

export function formatLine(value: EventLine | HeadLine): string {
  return `${canonical(value)}\n`;
}

/** Throws FormatError. @param text without its line feed. */
export function readEventLine(text: string): EventLine {
  return readCanonical(text, eventLine, 'an event');
}

/** Throws FormatError. @param text without its line feed. */
export function readHeadLine(text: string): HeadLine {
  return readCanonical(text, headLine, 'an entry of the map of heads');
}
