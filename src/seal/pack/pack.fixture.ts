/** A small sealed ledger in memory, and packs of it: for tests of what makes, reads and damages packs. */
import { canonical, type Json } from '../canonical.js';
import { formatCheckpoint } from '../checkpoint.js';
import { CompactRange } from '../compact-range.js';
import { cosign } from '../cosignature.js';
import { disclosure, disclosureDigest } from '../disclosure.js';
import { publicKeyOf } from '../ed25519.js';
import { digest, leafEntry, leafHash, NO_PREVIOUS } from '../leaf.js';
import { hashChildren, hashLeaf } from '../merkle.js';
import { formatNote, signNote } from '../note.js';
import { consistencyProof, inclusionProof, type NodeReader } from '../prove.js';
import { headEntry, specialEntry } from '../special-leaves.js';
import { formatVkey, KEY_TYPE, vkeyOf } from '../vkey.js';
import type { ConsistencyFile } from './consistency.js';
import { textFile } from './files.js';
import { WITHHELD, type EventLine, type HeadLine, type Undisclosed } from './lines.js';
import type { About } from './manifest.js';
import type { PackParts } from './parts.js';

export const ORIGIN = 'test.example/ledger';
export const WITNESS = 'regulator.example/witness';
const LOG_SEED = Buffer.alloc(32, 7);
const WITNESS_SEED = Buffer.alloc(32, 9);
const COSIGNED_AT = 1_774_958_400;

/** A fact to be sealed: its type, what it says openly, and its personal values by field. */
export interface SceneFact {
  readonly type?: string;
  readonly data?: Json;
  readonly personal?: Readonly<Record<string, string>>;
}

interface Sealed {
  readonly sid: string;
  readonly rev: number;
  readonly leaf: string;
  readonly body: string;
  readonly disclosures: readonly string[];
}

/** Reads nodes of the tree over these leaf hashes; each is worked out once. */
export function nodesOver(leaves: readonly Buffer[]): NodeReader {
  const known = new Map<string, Buffer>();
  const node: NodeReader = (level, index) => {
    if (level === 0) return leaves[index] as Buffer;
    const key = `${level}/${index}`;
    const found = known.get(key) ?? hashChildren(node(level - 1, 2 * index), node(level - 1, 2 * index + 1));
    known.set(key, found);
    return found;
  };
  return node;
}

export interface PackOptions {
  readonly kind?: About['kind'];
  /** Disclosures that are left out, and why; by default none. */
  readonly leaveOut?: (field: string, sid: string) => Omit<Undisclosed, 'digest'> | undefined;
  /** Whether an event's body is left out. */
  readonly withhold?: (sid: string, rev: number) => boolean;
  readonly more?: Partial<PackParts>;
}

export class SealedScene {
  /** Leaf entries in the order of the log. */
  readonly entries: string[] = [];
  readonly events: (Sealed & { index: number })[] = [];
  private readonly heads = new Map<string, { rev: number; leaf: string }>();

  get vkey(): string {
    return formatVkey(vkeyOf(ORIGIN, KEY_TYPE.ed25519, publicKeyOf(LOG_SEED)));
  }

  /** The auditor's: this log, and its one witness. */
  get policy(): string {
    const witness = formatVkey(vkeyOf(WITNESS, KEY_TYPE.cosignature, publicKeyOf(WITNESS_SEED)));
    return `log ${this.vkey}\nwitness regulator ${witness}\nquorum regulator\n`;
  }

  /** Seals one fact. Salts and ids follow from its place, so that the same scene gives the same bytes. */
  put(sid: string, { type = 'Happened', data = {}, personal = {} }: SceneFact = {}): this {
    const head = this.heads.get(sid) ?? { rev: -1, leaf: NO_PREVIOUS };
    const rev = head.rev + 1;
    const salt = (what: string): string => digest(`${sid} ${rev} ${what}`).slice(0, 22);
    const disclosures = Object.entries(personal).map(([name, value]) => disclosure(salt(name), name, value));
    const sd = disclosures.length > 0 ? disclosures.map(disclosureDigest) : undefined;
    const body = canonical({ v: 1, id: `${sid}/${rev}`, type, sv: 1, s: salt('body'), data, _sd: sd });
    const leaf = leafEntry(sid, rev, head.leaf, digest(body));
    this.events.push({ sid, rev, leaf, body, disclosures, index: this.entries.length });
    this.entries.push(leaf);
    this.heads.set(sid, { rev, leaf: leafHash(leaf) });
    return this;
  }

  /** Adds a heads leaf over everything so far. */
  seal(): this {
    const heads = this.sortedHeads();
    const tree = new CompactRange();
    for (const { sid, rev, leaf } of heads) tree.append(hashLeaf(headEntry(sid, rev, leaf)));
    const root = tree.root().toString('base64url');
    this.entries.push(specialEntry({ typ: 'dcl.heads', covers: this.entries.length, streams: heads.length, root }));
    return this;
  }

  /** The same, by an operator who says that a stream ended earlier than it did. */
  sealLie(sid: string, rev: number): this {
    const event = this.events.find((each) => each.sid === sid && each.rev === rev);
    if (!event) throw new Error('there is no such event');
    this.heads.set(sid, { rev, leaf: leafHash(event.leaf) });
    return this.seal();
  }

  /** The checkpoint of the first `size` leaves, signed and cosigned. */
  checkpoint(size = this.entries.length, origin = ORIGIN): string {
    const tree = new CompactRange();
    for (const entry of this.entries.slice(0, size)) tree.append(hashLeaf(entry));
    const text = formatCheckpoint({ origin, size, root: tree.root() });
    const signatures = [signNote(text, origin, LOG_SEED), cosign(text, WITNESS, WITNESS_SEED, COSIGNED_AT)];
    return formatNote({ text, signatures });
  }

  consistency(oldSize: number, newSize = this.entries.length): ConsistencyFile {
    return { oldSize, newSize, hashes: consistencyProof(nodesOver(this.entries.map(hashLeaf)), oldSize, newSize) };
  }

  /** What a pack of these streams is made from, as of the last heads leaf. */
  parts(sids: readonly string[], { kind = 'case', leaveOut, withhold, more = {} }: PackOptions = {}): PackParts {
    const size = this.entries.length;
    const nodes = nodesOver(this.entries.map(hashLeaf));
    const proofOf = (index: number): string[] => inclusionProof(nodes, index, size).map((h) => h.toString('base64'));
    const events = this.events
      .filter(({ sid }) => sids.includes(sid))
      .map((event) => this.line(event, proofOf(event.index), leaveOut, withhold?.(event.sid, event.rev)));
    return {
      about: aboutOf(kind, sids),
      checkpoint: this.checkpoint(),
      policy: this.policy,
      keys: [this.vkey],
      heads: {
        leaf: this.entries[size - 1] as string,
        proof: inclusionProof(nodes, size - 1, size),
      },
      streams: sids.map((sid) => ({ sid, role: sid.startsWith('case-') ? ('case' as const) : ('party' as const) })),
      headEntries: () => this.headLines().filter(({ sid }) => sids.includes(sid)),
      events: () => events,
      files: [textFile('VERIFY.txt', 'quittance verify FILE --policy POLICY\n')],
      ...more,
    };
  }

  private line(
    { sid, rev, index, leaf, body, disclosures }: Sealed & { index: number },
    proof: string[],
    leaveOut: PackOptions['leaveOut'],
    withheld = false,
  ): EventLine {
    const line = { sid, rev, index, leaf, proof };
    if (withheld) return { ...line, body: WITHHELD, disclosures: [], undisclosed: [] };
    const shown: string[] = [];
    const undisclosed: Undisclosed[] = [];
    for (const text of disclosures) {
      const [, field] = JSON.parse(Buffer.from(text, 'base64url').toString()) as [string, string, string];
      const out = leaveOut?.(field, sid);
      if (out) undisclosed.push({ digest: disclosureDigest(text), ...out });
      else shown.push(text);
    }
    return { ...line, body, disclosures: shown, undisclosed };
  }

  private sortedHeads(): HeadLine[] {
    const sids = [...this.heads.keys()].sort();
    return sids.map((sid, index) => ({
      sid,
      index,
      proof: [],
      ...(this.heads.get(sid) as { rev: number; leaf: string }),
    }));
  }

  private headLines(): HeadLine[] {
    const heads = this.sortedHeads();
    const nodes = nodesOver(heads.map(({ sid, rev, leaf }) => hashLeaf(headEntry(sid, rev, leaf))));
    return heads.map((head) => ({
      ...head,
      proof: inclusionProof(nodes, head.index, heads.length).map((hash) => hash.toString('base64')),
    }));
  }
}

function aboutOf(kind: About['kind'], sids: readonly string[]): About {
  return {
    kind,
    ...(kind === 'case' ? { case: sids.find((sid) => sid.startsWith('case-')) ?? 'case-none' } : {}),
    portfolio: 'alpha',
    asOf: '2026-03-31',
    knownAt: { asked: null, at: '2026-03-31T12:00:00Z', event: 'last' },
    exportedAt: '2026-04-01T08:00:00Z',
    later: [],
    redaction: { role: null, policy: null },
    versions: { software: 'quittance/0.1.0', packs: [], tz: '2026a', calendars: [] },
    languages: ['en', 'zh'],
  };
}

export async function bytesOf(chunks: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all);
}
