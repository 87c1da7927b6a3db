/**
 * The newest map of heads under a published checkpoint: which revision of every stream it covers, with the proof of each
 * that is asked for. `seal.db` knows the heads of now; what has moved since is taken back by the links of the events.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { parseCheckpoint, type Checkpoint } from '../seal/checkpoint.js';
import { hashLeaf } from '../seal/merkle.js';
import { parseNote } from '../seal/note.js';
import { inclusionProof } from '../seal/prove.js';
import { trustIn } from '../seal/policy.js';
import { headEntry, parseSpecial } from '../seal/special-leaves.js';
import type { EventStore } from '../store/port.js';
import { BLOCK_HEADS, blocksOf, HeadBlocksMaker, keepBlocks, type HeadBlocks } from './head-blocks.js';
import { HeadsThen, type Head, type StoredHead } from './heads-then.js';
import type { PublishedRow, SealDb } from './seal-db.js';
import { SealStop } from './seal-stop.js';
import type { Sealer } from './sealer.js';

/** Heads taken between two turns of the event loop. */
const PAGE = 1_000;

/** A checkpoint whose last leaf is a map of heads that covers all leaves before it. */
export interface SealedHeads {
  /** The signed checkpoint, with every cosignature that came for it. */
  readonly note: string;
  readonly checkpoint: Checkpoint;
  /** The last leaf. */
  readonly entry: string;
  /** base64url. */
  readonly root: string;
  /** Store position of the last fact that it covers. */
  readonly position: number;
}

/** The head of a stream, with its place and proof in the map. */
export interface ProvenHead {
  readonly sid: string;
  readonly rev: number;
  /** Leaf hash of that event, base64url. */
  readonly leaf: string;
  readonly index: number;
  readonly proof: readonly Buffer[];
}

/** Checkpoints among which one is looked for that enough witnesses have signed. */
const LOOK_BACK = 64;

/** The newest that enough witnesses have signed; where none of the last has that, the newest. */
export function newestHeads(sealer: Sealer): SealedHeads | undefined {
  const rows = sealer.db?.latestWithHeads(LOOK_BACK) ?? [];
  return headsOf(sealer, rows.find((row) => isWitnessed(sealer, row)) ?? rows[0]);
}

/** Whether enough witnesses have signed a checkpoint; where none are configured, they have. */
export function isWitnessed({ book, witnesses }: Sealer, row: PublishedRow): boolean {
  if (!witnesses.active) return true;
  const note = parseNote(book.noteOf(row));
  return trustIn(witnesses.policy, note, parseCheckpoint(note.text)).quorum;
}

function headsOf({ db, book }: Sealer, row: PublishedRow | undefined): SealedHeads | undefined {
  const entry = row && db?.special(row.size - 1);
  const heads = entry === undefined ? undefined : parseSpecial(entry);
  if (!row || entry === undefined || heads?.typ !== 'dcl.heads') return undefined;
  const { position } = row;
  const note = book.noteOf(row);
  return { note, checkpoint: parseCheckpoint(parseNote(note).text), entry, root: heads.root, position };
}

/**
 * The heads of these streams in a map; one that it does not know is left out. Where this process made the map, it reads the
 * blocks in which they stand and nothing else; else all heads, once.
 * @param store the whole store, checkpoints included
 * @throws SealStop where the heads do not give the map's root.
 */
export async function provenHeads(
  db: SealDb,
  store: EventStore,
  sealed: SealedHeads,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ProvenHead>> {
  const then = new HeadsThen(db, store, { covers: sealed.checkpoint.size - 1, position: sealed.position });
  const blocks = blocksOf(db, sealed.root) ?? (await blocksThen(db, then));
  if (blocks.root !== sealed.root) throw differing();
  const read = new Map<number, readonly Head[]>();
  const leaves = new Map<number, Buffer[]>();
  for (const sid of wanted) {
    const block = blocks.blockOf(sid);
    if (block === undefined || read.has(block)) continue;
    const heads = await then.of(headsIn(db, blocks.bounds(block)));
    const hashes = heads.map(leafOf);
    if (!blocks.isBlock(block, hashes)) throw differing();
    read.set(block, heads);
    leaves.set(block, hashes);
    await turn();
  }
  const node = blocks.nodes(leaves);
  const found = [...read]
    .sort(([a], [b]) => a - b)
    .flatMap(([block, heads]) => heads.map((head, i) => ({ ...head, index: block * BLOCK_HEADS + i })))
    .filter(({ sid }) => wanted.has(sid));
  return new Map(found.map((head) => [head.sid, { ...head, proof: inclusionProof(node, head.index, blocks.size) }]));
}

/** Heads of all streams of a block, as `seal.db` has them now. */
function headsIn(db: SealDb, { first, end }: ReturnType<HeadBlocks['bounds']>): StoredHead[] {
  const head = db.head(first);
  const heads = head ? [{ ...head, sid: first }] : [];
  for (let after = first; ;) {
    const page = db.headsAfter(after, BLOCK_HEADS);
    for (const next of page) {
      if (end !== undefined && next.sid >= end) return heads;
      heads.push(next);
    }
    if (page.length < BLOCK_HEADS) return heads;
    after = page[page.length - 1]?.sid ?? after;
  }
}

/** All heads are read, and the blocks made of them kept: after a start, or where another process seals. */
async function blocksThen(db: SealDb, then: HeadsThen): Promise<HeadBlocks> {
  const maker = new HeadBlocksMaker();
  for (let after = ''; ;) {
    const page = db.headsAfter(after, PAGE);
    for (const head of await then.of(page)) maker.add(head.sid, leafOf(head));
    if (page.length < PAGE) break;
    after = page[page.length - 1]?.sid ?? after;
    await turn();
  }
  const blocks = maker.done();
  keepBlocks(db, blocks);
  return blocks;
}

function leafOf({ sid, rev, leaf }: Head): Buffer {
  return hashLeaf(headEntry(sid, rev, leaf));
}

function differing(): SealStop {
  return new SealStop(
    'roots-differ',
    "the heads of all streams do not give the sealed map of heads. 'quittance audit verify' says more.",
  );
}
