/** What a pack is made from. Whoever has the ledger gives these; everything else in a pack follows from them. */
import type { ConsistencyFile } from './consistency.js';
import type { PackFile } from './files.js';
import type { EventLine, HeadLine } from './lines.js';
import type { About, PackStream } from './manifest.js';

export interface PackParts {
  readonly about: About;
  /** The signed checkpoint, word for word; its last leaf is `heads.leaf`. */
  readonly checkpoint: string;
  /** The operator's policy (C2SP tlog-policy): its keys and the witnesses that it knows. */
  readonly policy: string;
  /** Verifier keys of the log, oldest first. */
  readonly keys: readonly string[];
  /** The heads leaf that covers all leaves before itself, and its inclusion in the checkpoint's tree. */
  readonly heads: { readonly leaf: string; readonly proof: readonly Buffer[] };
  /** The streams, in any order. */
  readonly streams: readonly Pick<PackStream, 'sid' | 'role'>[];
  /** One for each stream, sorted by `sid` with `<`. Called twice, with the same outcome. */
  headEntries(): Iterable<HeadLine> | AsyncIterable<HeadLine>;
  /** All events of the streams below the heads leaf, by index. Called twice, with the same outcome. */
  events(): Iterable<EventLine> | AsyncIterable<EventLine>;
  /** RFC 3161 tokens over the bytes of the checkpoint file, and the certificates to check them with (PEM). */
  readonly anchors?: {
    readonly tokens: readonly { name: string; bytes: Uint8Array }[];
    readonly certificates?: string;
  };
  /** From a checkpoint that the reader keeps to this one. */
  readonly consistency?: ConsistencyFile;
  /** Everything for people: chapters, data, pages, VERIFY.txt. In any order. */
  readonly files: readonly PackFile[];
}
