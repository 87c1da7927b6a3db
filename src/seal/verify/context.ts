/** The facts around the cases of a pack, proven as its events are: in the tree, whole stream by whole stream. */
import type { Checkpoint } from '../checkpoint.js';
import { FormatError } from '../format-error.js';
import { digest, leafHash as hashOf } from '../leaf.js';
import { readEventEntry } from '../pack/entries.js';
import { formatLine, LINE_BYTES_MAX, readEventLine, WITHHELD, type EventLine } from '../pack/lines.js';
import type { PackStream } from '../pack/manifest.js';
import { PATHS } from '../pack/paths.js';
import { verifyInclusion } from '../verify-proof.js';
import { Notes } from './notes.js';
import { OpenPack } from './open-pack.js';
import { fill } from './report.js';
import { linesOf } from './text.js';
import type { Code, Details } from './verdict.js';
import { verifyEvents, verifyMap } from './verify-pack.js';
import { CODES } from './words.js';

/**
 * Throws FormatError where they are not what was sealed.
 * @param unfold puts into a body what was left out of it for being known to every reader.
 */
export async function provenContext(
  pack: OpenPack,
  signed: Checkpoint,
  unfold: (body: string) => string,
): Promise<EventLine[]> {
  const lines: EventLine[] = [];
  let last = -1;
  // What is kept was sealed, and stands there once: else a file of any length, with bodies that unfold, would fill the memory.
  for await (const text of linesOf(pack.open(PATHS.context), LINE_BYTES_MAX, PATHS.context)) {
    const read = readEventLine(text);
    const line = { ...read, body: unfold(read.body) };
    const code = line.index <= last ? 'out-of-order' : faultOf(line, signed);
    const { sid, rev, index } = line;
    if (code !== undefined) throw sentenceOf(code, { sid, rev, index });
    lines.push(line);
    last = index;
  }
  const notes = new Notes();
  const around = packAround(pack, lines);
  await verifyEvents(around, signed, await verifyMap(around, signed, notes), notes);
  const { steps } = notes.results([]);
  const [first] = steps.flatMap(({ findings }) => findings);
  if (first) throw sentenceOf(first.code, first.details);
  return lines;
}

function faultOf({ leaf, body, index, proof }: EventLine, { size, root }: Checkpoint): Code | undefined {
  const leafHash = Buffer.from(hashOf(leaf), 'base64url');
  const siblings = proof.map((hash) => Buffer.from(hash, 'base64'));
  if (!verifyInclusion({ index, size, leafHash, proof: siblings, root })) return 'leaf-not-in-tree';
  return body === WITHHELD || digest(body) === readEventEntry(leaf).body ? undefined : 'body-differs';
}

function sentenceOf(code: Code, details: Details): FormatError {
  return new FormatError(fill(CODES[code], 'en', details).replace(/\.$/, ''));
}

/** The same proofs hold these events, as if they were a pack of their own. */
function packAround(pack: OpenPack, lines: readonly EventLine[]): OpenPack {
  const streams = new Map<string, PackStream>();
  for (const { sid, rev, body } of lines) {
    const known = streams.get(sid) ?? { sid, role: 'incident', events: 0, firstRev: rev, lastRev: rev, withheld: 0 };
    const withheld = known.withheld + (body === WITHHELD ? 1 : 0);
    streams.set(sid, { ...known, events: known.events + 1, lastRev: rev, withheld });
  }
  const sorted = [...streams.values()].sort((a, b) => (a.sid < b.sid ? -1 : 1));
  const manifest = { ...pack.manifest, kind: 'portfolio', streams: sorted, events: lines.length } as const;
  const files = [PATHS.checkpoint, PATHS.headsLeaf, PATHS.headsProof].map((path) =>
    fileOf(path, () => pack.open(path)),
  );
  return new OpenPack(manifest, pack.sha256, [
    ...files,
    fileOf(PATHS.headEntries, () => pack.open(PATHS.contextHeads)),
    fileOf(PATHS.events, async function* () {
      for (const line of lines) yield Buffer.from(formatLine(line));
    }),
  ]);
}

function fileOf(path: string, open: () => AsyncGenerator<Uint8Array>) {
  return { path, open };
}
