/** An audit pack, opened as anybody can: the files by path, the manifest, the lines. */
import { sourceOf } from '../../src/seal/bytes.js';
import { readEventLine, readHeadLine, type EventLine, type HeadLine } from '../../src/seal/pack/lines.js';
import { readManifest, type Manifest } from '../../src/seal/pack/manifest.js';
import { PATHS } from '../../src/seal/pack/paths.js';
import { parsePolicy } from '../../src/seal/policy.js';
import type { Verdict } from '../../src/seal/verify/verdict.js';
import { verifyPack } from '../../src/seal/verify/verify-pack.js';
import { readZip } from '../../src/seal/zip/read-zip.js';

export interface OpenedPack {
  readonly files: ReadonlyMap<string, Buffer>;
  readonly manifest: Manifest;
  readonly events: readonly EventLine[];
  readonly heads: readonly HeadLine[];
  /** What the verifier says under the operator's own policy. */
  readonly verdict: Verdict;
  /** All that stands in it, disclosures read. */
  readonly words: string;
}

/** Throws FormatError where it is no canonical pack. */
export async function openPack(bytes: Uint8Array): Promise<OpenedPack> {
  const files = new Map<string, Buffer>();
  for (const file of await readZip(sourceOf(bytes), PATHS.manifest)) {
    const pieces: Uint8Array[] = [];
    for await (const piece of file.open()) pieces.push(piece);
    files.set(file.path, Buffer.concat(pieces));
  }
  const text = (path: string): string => files.get(path)?.toString('utf8') ?? '';
  const lines = (path: string): string[] => text(path).split('\n').slice(0, -1);
  const events = lines(PATHS.events).map(readEventLine);
  const disclosed = events
    .flatMap(({ disclosures }) => disclosures)
    .map((each) => Buffer.from(each, 'base64url').toString());
  return {
    files,
    manifest: readManifest(text(PATHS.manifest)),
    events,
    heads: lines(PATHS.headEntries).map(readHeadLine),
    verdict: await verifyPack(sourceOf(bytes), { policy: parsePolicy(text(PATHS.policy)) }),
    words: [...files.values()]
      .map((file) => file.toString('utf8'))
      .concat(disclosed)
      .join('\n'),
  };
}
