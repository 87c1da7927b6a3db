/**
 * `manifest.json`: what is in a pack and of what it speaks. What proofs can be held against is checked by the verifier;
 * the rest (docs/verify.md names it) is the exporter's word.
 */
import { canonical } from '../canonical.js';
import { civilDate, hashBase64, hashHex, instant, line, streamId, word } from './forms.js';
import { path } from './paths.js';
import { count, list, members, oneOf, orNull, readCanonical, type Of, type Schema } from './shape.js';

export const FORMAT = 'quittance.audit-pack/1';
/** Longer manifests are refused: they are held in memory. */
export const MANIFEST_BYTES_MAX = 1 << 26;

const versioned = members({ id: word, version: word });

const packStream = members({
  sid: streamId,
  /** What the stream is of, as its id says too. */
  role: oneOf('case', 'party', 'placement', 'incident'),
  events: count,
  firstRev: count,
  lastRev: count,
  /** Events whose body is left out; their leaves are there. */
  withheld: count,
});

/** Revisions that came after the heads leaf, and are not in the pack. */
const laterEvents = members({ sid: streamId, from: count, count });

/** What the pack is about, and under which terms it was made. */
const ABOUT = {
  kind: oneOf('case', 'portfolio'),
  portfolio: line,
  /** V of the readable chapters: the whole day in the portfolio's zone. */
  asOf: civilDate,
  /** K of the readable chapters: as it was asked for, the instant, and the last event that they include. */
  knownAt: members({ asked: orNull(line), at: orNull(instant), event: orNull(word) }),
  exportedAt: instant,
  later: list(laterEvents),
  /** For whom personal values are left out, and after which policy; null: nobody was named. */
  redaction: members({ role: orNull(word), policy: orNull(line) }),
  versions: members({ software: word, packs: list(versioned), tz: word, calendars: list(versioned) }),
  languages: list(oneOf('en', 'zh')),
} as const;

export type PackStream = Of<typeof packStream>;

const manifestFile = members({ path, bytes: count, sha256: hashHex });
export type ManifestFile = Of<typeof manifestFile>;

const manifestShape = members(
  {
    ...ABOUT,
    format: oneOf(FORMAT),
    origin: word,
    checkpoint: members({ size: count, root: hashBase64 }),
    streams: list(packStream),
    events: count,
    files: list(manifestFile),
  },
  { case: streamId },
);
export type Manifest = Of<typeof manifestShape>;
/** What follows from no part of the pack. */
export type About = Pick<Manifest, keyof typeof ABOUT | 'case'>;

export const MANIFEST_SCHEMA: Schema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: FORMAT,
  ...manifestShape.schema,
};

export function formatManifest(manifest: Manifest): string {
  return canonical(manifest);
}

/** Throws FormatError. */
export function readManifest(json: string): Manifest {
  return readCanonical(json, manifestShape, 'the manifest');
}
