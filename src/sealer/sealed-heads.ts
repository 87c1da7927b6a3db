/**
 * The newest map of heads under a published checkpoint: which revision of every stream it covers, with the proof of each
 * that is asked for. `seal.db` knows the heads of now; what has moved since is taken back by the links of the events.
 */
import { setImmediate as turn } from 'node:timers/promises';
import { parseCheckpoint, type Checkpoint } from '../seal/checkpoint.js';
import { hashLeaf } from '../seal/merkle.js';
import { parseNote } from '../seal/note.js';
import { inclusionProof, rangeRoot } from '../seal/prove.js';
import { trustIn } from '../seal/policy.js';
import { headEntry, parseSpecial } from '../seal/special-leaves.js';
import type { EventStore } from '../store/port.js';
import { leafOfEvent } from './event-leaf.js';
import type { PublishedRow, SealDb } from './seal-db.js';
import { SealStop } from './seal-stop.js';
import type { Sealer } from './sealer.js';
import { nodesOver } from './tile-nodes.js';

/** Heads and events taken between two turns of the event loop. */
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

interface Moved {
  /** Place in the list of heads. */
  readonly at: number;
  readonly sid: string;
}

interface Before {
  readonly rev: number;
  readonly leaf: string;
}

/**
 * The heads of these streams in a map; one that it does not know is left out.
 * @param store the whole store, checkpoints included
 * @throws SealStop where the heads of all streams do not give the map's root.
 */
export async function provenHeads(
  db: SealDb,
  store: EventStore,
  sealed: SealedHeads,
  wanted: ReadonlySet<string>,
): Promise<ReadonlyMap<string, ProvenHead>> {
  const covers = sealed.checkpoint.size - 1;
  const hashes: (Buffer | undefined)[] = [];
  const found = new Map<number, Before & { readonly sid: string }>();
  const moved: Moved[] = [];
  const put = (at: number, sid: string, head: Before): void => {
    hashes[at] = hashLeaf(headEntry(sid, head.rev, head.leaf));
    if (wanted.has(sid)) found.set(at, { sid, rev: head.rev, leaf: head.leaf });
  };
  for (let after = ''; ;) {
    const page = db.headsAfter(after, PAGE);
    for (const { sid, rev, leaf, idx } of page) {
      if (idx < covers) put(hashes.length, sid, { rev, leaf });
      else moved.push({ at: hashes.push(undefined) - 1, sid });
    }
    if (page.length < PAGE) break;
    after = page[page.length - 1]?.sid ?? after;
    await turn();
  }
  const before = moved.length === 0 ? new Map<string, Before>() : await movedSince(db, store, sealed);
  for (const { at, sid } of moved) {
    const head = before.get(sid);
    if (head) put(at, sid, head);
  }
  return proven(hashes, found, sealed);
}

/** Where streams stood before their first event behind the map. */
async function movedSince(db: SealDb, store: EventStore, sealed: SealedHeads): Promise<Map<string, Before>> {
  const known = new Set<string>();
  const before = new Map<string, Before>();
  for (const { entry } of db.specialsFrom(sealed.checkpoint.size)) {
    const gap = parseSpecial(entry);
    if (gap?.typ !== 'dcl.gap' || known.has(gap.sid)) continue;
    known.add(gap.sid);
    const [last] = gap.from === 0 ? [] : await store.readStream(gap.sid, gap.from - 1, 1);
    if (last) before.set(gap.sid, { rev: last.revision, leaf: leafOfEvent(last).hash.toString('base64url') });
  }
  const { position: until } = db.log();
  for (let after = sealed.position; after < until;) {
    const page = await store.readAll(after, PAGE);
    for (const event of page) {
      if (known.has(event.stream)) continue;
      known.add(event.stream);
      if (event.revision > 0) before.set(event.stream, { rev: event.revision - 1, leaf: leafOfEvent(event).prev });
    }
    const last = page[page.length - 1];
    if (!last) break;
    after = last.position;
    await turn();
  }
  return before;
}

function proven(
  hashes: readonly (Buffer | undefined)[],
  found: ReadonlyMap<number, Before & { readonly sid: string }>,
  { root }: SealedHeads,
): ReadonlyMap<string, ProvenHead> {
  const leaves: Buffer[] = [];
  const wanted: (Before & { readonly sid: string; readonly index: number })[] = [];
  for (const [at, hash] of hashes.entries()) {
    const head = found.get(at);
    if (hash && head) wanted.push({ ...head, index: leaves.length });
    if (hash) leaves.push(hash);
  }
  const node = nodesOver(leaves);
  if (rangeRoot(node, 0, leaves.length).toString('base64url') !== root) {
    throw new SealStop(
      'roots-differ',
      "the heads of all streams do not give the sealed map of heads. 'quittance audit verify' says more.",
    );
  }
  return new Map(wanted.map((head) => [head.sid, { ...head, proof: inclusionProof(node, head.index, leaves.length) }]));
}
