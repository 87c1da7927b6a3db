/** Steps 5 to 8 and 11 in one go through the events: memory grows with the streams, never with the events. */
import type { Json } from '../canonical.js';
import type { Checkpoint } from '../checkpoint.js';
import { FormatError } from '../format-error.js';
import { digest, leafHash } from '../leaf.js';
import { readEventEntry, type EventEntry } from '../pack/entries.js';
import { LINE_BYTES_MAX, readEventLine, WITHHELD, type EventLine } from '../pack/lines.js';
import { PATHS } from '../pack/paths.js';
import { parseCanonical } from '../pack/shape.js';
import { verifyInclusion } from '../verify-proof.js';
import { Chains } from './chains.js';
import { Disclosures } from './disclosures.js';
import type { Notes } from './notes.js';
import type { OpenPack } from './open-pack.js';
import { linesOf } from './text.js';
import { Links } from './links.js';
import { Told } from './told.js';
import { Untold } from './untold.js';

export interface EventsSeen {
  readonly chains: Chains;
  readonly disclosures: Disclosures;
  readonly told: Told;
  readonly links: Links;
  readonly untold: Untold;
}

export async function seeEvents(pack: OpenPack, signed: Checkpoint, notes: Notes): Promise<EventsSeen> {
  const { streams, kind, asOf, knownAt } = pack.manifest;
  const chains = new Chains(streams, notes, kind === 'case');
  const untold = new Untold(asOf, knownAt.at);
  const seen = { chains, disclosures: new Disclosures(notes), told: new Told(), links: new Links(), untold };
  let [events, withheld] = [0, 0];
  // What cannot be read is no history: nothing behind it is looked at.
  await notes.guard('chain', async () => {
    for await (const text of linesOf(pack.open(PATHS.events), LINE_BYTES_MAX, PATHS.events)) {
      const event = readEventLine(text);
      see(event, signed, seen, notes);
      events += 1;
      if (event.body === WITHHELD) withheld += 1;
    }
  });
  notes.reached('leaves', { events, size: signed.size });
  notes.reached('bodies', { events: events - withheld, withheld });
  return seen;
}

function see(event: EventLine, signed: Checkpoint, seen: EventsSeen, notes: Notes): void {
  const leaf = leafHash(event.leaf);
  const entry = sealedEntry(event, leaf, signed, notes);
  if (entry) seen.chains.take(event, entry, leaf);
  seen.told.take(event);
  const body = event.body === WITHHELD ? withheldOf(event, notes) : bodyOf(event, entry, notes);
  seen.links.take(event, body);
  seen.untold.take(body);
  seen.disclosures.take(event, body);
}

/** Step 6: the leaf is canonical, is this event's, and stands in the tree. Undefined where it cannot be read. */
function sealedEntry(event: EventLine, leaf: string, signed: Checkpoint, notes: Notes): EventEntry | undefined {
  const { sid, rev, index } = event;
  const proof = event.proof.map((hash) => Buffer.from(hash, 'base64'));
  const { size, root } = signed;
  if (!verifyInclusion({ index, size, leafHash: Buffer.from(leaf, 'base64url'), proof, root })) {
    notes.fail('leaves', 'leaf-not-in-tree', { sid, rev, index });
  }
  const entry = readOr(notes, 'leaves', event, () => readEventEntry(event.leaf));
  if (entry && (entry.sid !== sid || entry.rev !== rev)) notes.fail('leaves', 'leaf-other-place', { sid, rev });
  return entry;
}

/**
 * What is about another creditor's case stands in the streams of people, and is left out there. A case of the pack is told
 * whole: a body left out of it could hide whom it links, and so that a person's stream is missing.
 */
function withheldOf({ sid, rev }: EventLine, notes: Notes): undefined {
  if (sid.startsWith('case-')) notes.fail('bodies', 'case-withheld', { sid, rev });
}

/** Step 7: the body is the one that the leaf commits to, and reads in one way only. */
function bodyOf(event: EventLine, entry: EventEntry | undefined, notes: Notes) {
  const { sid, rev } = event;
  if (digest(event.body) !== entry?.body) notes.fail('bodies', 'body-differs', { sid, rev });
  return readOr(notes, 'bodies', event, () => {
    const body = parseCanonical(event.body, 'a body');
    if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new FormatError('a body is an object');
    return body as { readonly [member: string]: Json | undefined };
  });
}

function readOr<T>(notes: Notes, step: 'leaves' | 'bodies', { sid, rev }: EventLine, read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    notes.fail(step, 'format', { what: `${sid}, ${rev}: ${error.message}` });
    return undefined;
  }
}
