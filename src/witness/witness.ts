/**
 * A witness after C2SP tlog-witness: it signs a log's checkpoint only where that extends the last one that it signed, so
 * that nobody is shown two histories of one log. Checks stand in the order in which the protocol states them.
 */
import { parseAddCheckpoint, type ReadAddCheckpoint } from '../seal/add-checkpoint.js';
import { cosign, signedBy } from '../seal/cosignature.js';
import { FormatError } from '../seal/format-error.js';
import { formatNote, formatSignature, parseNote, signaturesBy, type NoteSignature } from '../seal/note.js';
import { verifyConsistency } from '../seal/verify-proof.js';
import type { LogState, WitnessDb } from './witness-db.js';
import type { WitnessKey } from './witness-key.js';

/** What is wrong with a request; each has the protocol's status. */
export type Refusal =
  'malformed' | 'unknown-log' | 'not-signed' | 'old-size-above-size' | 'another-root' | 'inconsistent';

export type Answer =
  | { readonly kind: 'signed'; readonly lines: string; readonly count: number }
  /** The old size is not that of the last tree signed, which is this. */
  | { readonly kind: 'size'; readonly size: number }
  | { readonly kind: 'refused'; readonly why: Refusal; readonly detail: string };

export interface WitnessParts {
  readonly key: WitnessKey;
  readonly db: WitnessDb;
  readonly clock: { now(): number };
  /** Puts on the disk how many signatures there are; called before a signature is given out. */
  readonly mark: (count: number) => void;
  /** One line for the operator. */
  readonly alarm: (line: string) => void;
}

const refused = (why: Refusal, detail: string): Answer => ({ kind: 'refused', why, detail });

export class Witness {
  constructor(private readonly parts: WitnessParts) {}

  /** Answers the body of an `add-checkpoint` request. */
  add(body: string): Answer {
    const request = read(body);
    if ('kind' in request) return request;
    const { db, mark, alarm } = this.parts;
    const signatures = this.logSignatures(request);
    if ('kind' in signatures) return signatures;
    const { oldSize, checkpoint } = request;
    if (oldSize > checkpoint.size) return refused('old-size-above-size', 'the old size is above the checkpoint size');
    const answer = db.inTurn(() => this.judge(request, signatures, body));
    if (answer.kind === 'signed') mark(answer.count);
    if (answer.kind === 'refused') alarm(`${checkpoint.origin} at size ${checkpoint.size}: ${answer.detail}`);
    return answer;
  }

  /** The signatures of keys that are trusted for the origin, or why there are none. */
  private logSignatures({ note, checkpoint }: ReadAddCheckpoint): readonly NoteSignature[] | Answer {
    const keys = this.parts.db.keysOf(checkpoint.origin);
    if (keys.length === 0) return refused('unknown-log', 'unknown log: this witness does not know the origin');
    if (!note) return refused('not-signed', 'invalid signature: the signature lines are malformed');
    const found = keys.flatMap((key) => signaturesBy(note, key).map((signature) => ({ key, signature })));
    if (found.length === 0) return refused('not-signed', 'no signature of a key that is known for this log');
    if (found.some(({ key }) => signedBy(note, key) === undefined)) {
      return refused('not-signed', 'invalid signature of a key that is known for this log');
    }
    return found.map(({ signature }) => signature);
  }

  /** Compare and swap: nobody else signs for this log between the look and the write. */
  private judge(request: ReadAddCheckpoint, signatures: readonly NoteSignature[], body: string): Answer {
    const { db, key } = this.parts;
    const { oldSize, proof, checkpoint, signed } = request;
    const { text } = parseNote(signed);
    const { origin, size, root } = checkpoint;
    const last = db.state(origin);
    if (oldSize !== last.size) return { kind: 'size', size: last.size };
    const wrong = contradiction(last, request);
    const time = this.seconds();
    if (wrong) {
      // Signed by the log itself: it may be proof that the log shows two histories.
      db.keep(origin, time, body);
      return wrong;
    }
    if (!verifyConsistency({ oldSize, oldRoot: last.root, newSize: size, newRoot: root, proof })) {
      db.keep(origin, time, body);
      return refused('inconsistent', 'the consistency proof does not lead from the last tree signed to this one');
    }
    const own = cosign(text, key.vkey.name, key.seed, time);
    const count = db.sign(origin, {
      size,
      root,
      time,
      note: formatNote({ text, signatures: [...signatures, own] }),
    });
    return { kind: 'signed', lines: formatSignature(own), count };
  }

  private seconds(): number {
    return Math.floor(this.parts.clock.now() / 1000);
  }
}

function contradiction({ root }: LogState, { oldSize, checkpoint }: ReadAddCheckpoint): Answer | undefined {
  if (oldSize !== checkpoint.size || checkpoint.root.equals(root)) return undefined;
  return refused('another-root', 'a tree of this size with another root was signed before');
}

function read(body: string): ReadAddCheckpoint | Answer {
  try {
    return parseAddCheckpoint(body);
  } catch (error) {
    if (error instanceof FormatError) return refused('malformed', error.message);
    throw error;
  }
}
