/** One witness is shown one checkpoint: from whatever size it stands at, until it signs or there is a reason why not. */
import { parseCheckpoint } from '../../seal/checkpoint.js';
import { signedBy } from '../../seal/cosignature.js';
import { FormatError } from '../../seal/format-error.js';
import { formatSignature, parseNote, signaturesBy } from '../../seal/note.js';
import { consistencyProof, rangeRoot } from '../../seal/prove.js';
import { nodesOfTiles } from '../../seal/tile-tree.js';
import type { AttestationBook } from '../attestations/book.js';
import type { PublishedRow, SealDb } from '../seal-db.js';
import type { TileFolder } from '../tile-folder.js';
import { showTo } from './witness-client.js';
import type { NamedWitness } from './witness-policy.js';

/** The log as the desk sees it. */
export interface SealedLog {
  readonly published: PublishedRow | undefined;
  readonly db: SealDb | undefined;
  readonly tiles: TileFolder;
}

export type Shown =
  /** `from`: it stood at a size below what it had signed already. */
  | { readonly kind: 'cosigned'; readonly size: number; readonly from?: number }
  | { readonly kind: 'unreachable'; readonly detail: string }
  | { readonly kind: 'refused'; readonly detail: string }
  /** It contradicts what it signed itself, or answers what cannot be. */
  | { readonly kind: 'faulty'; readonly detail: string }
  /** It has seen a history that is not here, and nothing here says otherwise. */
  | { readonly kind: 'fork'; readonly detail: string };

/** A witness that stands elsewhere says where, once; twice where we publish meanwhile. */
const TRIES = 4;

export interface Showing {
  readonly log: SealedLog;
  readonly book: AttestationBook;
  readonly signal: AbortSignal;
}

/** Shows a checkpoint; where the witness stands beyond it already, the last published one. `published` is there. */
export async function show(witness: NamedWitness, showing: Showing, wanted: PublishedRow): Promise<Shown> {
  const { log, book, signal } = showing;
  const known = book.latestBy(witness.who)?.size ?? 0;
  let oldSize = known;
  for (let tries = 0; tries < TRIES; tries++) {
    const row = oldSize > wanted.size ? (log.published as PublishedRow) : wanted;
    if (oldSize > row.size) return ahead(witness, oldSize, row.size);
    const proof = consistencyProof(nodesOf(log, row.size), oldSize, row.size);
    const answer = await showTo(witness.url, { oldSize, proof, signed: row.note }, signal);
    switch (answer.kind) {
      case 'signed': {
        const shown = await taken(witness, showing, row, answer.lines);
        return shown.kind === 'cosigned' && oldSize < known ? { ...shown, from: oldSize } : shown;
      }
      case 'size':
        if (answer.size === oldSize) return { kind: 'faulty', detail: `it stands at ${oldSize}, and says it does not` };
        oldSize = answer.size;
        break;
      case 'other-history':
        return judged(witness, showing, oldSize, answer.detail);
      case 'refused':
        return { kind: 'refused', detail: `it answered ${answer.status}: ${answer.detail}` };
      case 'unreachable':
        return answer;
    }
  }
  return { kind: 'unreachable', detail: 'its size changes faster than it can be answered' };
}

function nodesOf({ tiles }: SealedLog, size: number) {
  return nodesOfTiles(size, (tile) => tiles.read(tile));
}

/** A checkpoint is published before it is shown: who has signed a larger one knows of facts that are gone from here. */
function ahead({ name }: NamedWitness, theirs: number, ours: number): Shown {
  const detail = `the witness ${name} has signed a tree of ${theirs} leaves, and ${ours} are published here: an older ledger was restored`;
  return { kind: 'fork', detail };
}

/** Verified before it is kept: what is no signature of this witness over this checkpoint is none. */
async function taken(witness: NamedWitness, { book }: Showing, row: PublishedRow, lines: string): Promise<Shown> {
  const line = cosignatureIn(witness, row, lines);
  if (line === undefined) return { kind: 'faulty', detail: 'its answer holds no valid cosignature of its key' };
  await book.add({ kind: 'cosignature', size: row.size, who: witness.who, line });
  return { kind: 'cosigned', size: row.size };
}

function cosignatureIn({ key }: NamedWitness, { note }: PublishedRow, lines: string): string | undefined {
  try {
    const whole = parseNote(note + lines);
    const [own] = signaturesBy(whole, key);
    return own && (signedBy(whole, key) ?? 0) > 0 ? formatSignature(own) : undefined;
  } catch (error) {
    if (error instanceof FormatError) return undefined;
    throw error;
  }
}

/**
 * Who is right: where we hold the witness's own signature over a tree that ours still extends, it contradicts itself; where
 * not, its word stands against ours, and signing on could make a fork that nothing takes back.
 */
function judged(witness: NamedWitness, { log, book }: Showing, size: number, said: string): Shown {
  const detail = `the witness ${witness.name} has seen another history up to size ${size} (${said})`;
  if (size === 0 || extendsWhatItSigned(witness, { log, book }, size)) return { kind: 'faulty', detail };
  return { kind: 'fork', detail };
}

function extendsWhatItSigned(
  { who }: NamedWitness,
  { log, book }: Pick<Showing, 'log' | 'book'>,
  size: number,
): boolean {
  const row = log.db?.publishedAt(size);
  if (!row || !log.published || !book.has('cosignature', size, who)) return false;
  const { root } = parseCheckpoint(parseNote(row.note).text);
  return rangeRoot(nodesOf(log, log.published.size), 0, size).equals(root);
}
