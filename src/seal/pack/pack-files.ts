/** Makes a pack of its parts: once to sum everything up for the manifest, once to write it. Memory does not grow with the events. */
import { parseCheckpoint, type Checkpoint } from '../checkpoint.js';
import { parseNote } from '../note.js';
import { formatTlogProof } from '../tlog-proof.js';
import { inOrder, mustBePaths } from '../zip/path.js';
import { writeZip, zipBytes } from '../zip/write-zip.js';
import { formatConsistency } from './consistency.js';
import { bytesFile, linesFile, measure, textFile, type Measured, type PackFile } from './files.js';
import { formatLine, type EventLine } from './lines.js';
import { FORMAT, formatManifest, MANIFEST_BYTES_MAX, readManifest, type Manifest } from './manifest.js';
import { eventProofPath, PATHS, tokenPath } from './paths.js';
import type { PackParts } from './parts.js';
import { Tally } from './tally.js';

/** A pack that is measured and ready to be written. */
export interface PlannedPack {
  readonly manifest: Manifest;
  /** SHA-256 of the manifest in hexadecimal: it names every other file by its digest, so it names the pack. */
  readonly sha256: string;
  /** Length of the whole file. */
  readonly bytes: number;
  /** The file, piece by piece. Throws when a part is not what it was when it was measured. */
  chunks(): AsyncGenerator<Uint8Array>;
}

/** Throws RangeError or FormatError on parts that make no pack; whether they prove anything is the verifier's matter. */
export async function packFiles(parts: PackParts): Promise<PlannedPack> {
  const signed = parseCheckpoint(parseNote(parts.checkpoint).text);
  const tally = new Tally(parts.streams, parts.about.kind === 'case');
  const measured = [await measureEvents(parts, tally)];
  for (const file of [...proofFiles(parts, signed, tally), ...parts.files]) measured.push(await measure(file));
  measured.sort((a, b) => inOrder(PATHS.manifest)(a.path, b.path));

  const manifest = manifestOf(parts, signed, tally, measured);
  const text = formatManifest(manifest);
  // What the reader would refuse is not written.
  readManifest(text);
  const first = await measure(textFile(PATHS.manifest, text));
  if (first.bytes > MANIFEST_BYTES_MAX) throw new RangeError(`a manifest has at most ${MANIFEST_BYTES_MAX} bytes`);
  const all = [first, ...measured];
  mustBePaths(
    all.map(({ path }) => path),
    PATHS.manifest,
  );
  return {
    manifest,
    sha256: first.sha256,
    bytes: zipBytes(all),
    chunks: () => writeZip(all, PATHS.manifest),
  };
}

async function measureEvents(parts: PackParts, tally: Tally): Promise<Measured> {
  const lines = (see: (event: EventLine) => void) =>
    async function* () {
      for await (const event of parts.events()) {
        see(event);
        yield formatLine(event);
      }
    };
  const summed = await measure(
    linesFile(
      PATHS.events,
      lines((event) => tally.take(event)),
    ),
  );
  return {
    ...summed,
    open: linesFile(
      PATHS.events,
      lines(() => undefined),
    ).open,
  };
}

/** What proves, apart from the events. */
function proofFiles(parts: PackParts, signed: Checkpoint, tally: Tally): PackFile[] {
  const { checkpoint, heads, anchors, consistency } = parts;
  const proofs = tally.last().map(({ sid, rev, index, leaf, proof }) => {
    const hashes = proof.map((hash) => Buffer.from(hash, 'base64'));
    return textFile(eventProofPath(sid, rev), formatTlogProof({ extra: Buffer.from(leaf), index, hashes, checkpoint }));
  });
  const headsProof = { index: signed.size - 1, hashes: heads.proof, checkpoint };
  return [
    textFile(PATHS.checkpoint, checkpoint),
    textFile(PATHS.policy, parts.policy),
    textFile(PATHS.keys, parts.keys.map((key) => `${key}\n`).join('')),
    textFile(PATHS.headsLeaf, heads.leaf),
    textFile(PATHS.headsProof, formatTlogProof(headsProof)),
    linesFile(PATHS.headEntries, async function* () {
      for await (const entry of parts.headEntries()) yield formatLine(entry);
    }),
    ...proofs,
    ...(anchors?.tokens ?? []).map(({ name, bytes }) => bytesFile(tokenPath(name), bytes)),
    ...(anchors?.certificates === undefined ? [] : [textFile(PATHS.tsaCertificates, anchors.certificates)]),
    ...(consistency ? [textFile(PATHS.consistency, formatConsistency(consistency))] : []),
  ];
}

function manifestOf(parts: PackParts, signed: Checkpoint, tally: Tally, measured: readonly Measured[]): Manifest {
  const streams = tally.streams();
  return {
    ...parts.about,
    later: [...parts.about.later].sort((a, b) => (a.sid < b.sid ? -1 : 1)),
    format: FORMAT,
    origin: signed.origin,
    checkpoint: { size: signed.size, root: signed.root.toString('base64') },
    streams,
    events: streams.reduce((sum, { events }) => sum + events, 0),
    files: measured.map(({ path, bytes, sha256 }) => ({ path, bytes, sha256 })),
  };
}
