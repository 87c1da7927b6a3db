/**
 * The full audit: leaves, chains, heads, tiles and roots are made again from the store and compared with what was sealed.
 * It needs no other part of the ledger, and reads beside whoever writes it.
 */
import { CompactRange } from '../../seal/compact-range.js';
import { hashLeaf } from '../../seal/merkle.js';
import type { Vkey } from '../../seal/vkey.js';
import type { EventStore, StoredEvent } from '../../store/port.js';
import { CheckpointStream } from '../checkpoint-stream.js';
import { leafOfEvent } from '../event-leaf.js';
import type { LeafRow, SealDb } from '../seal-db.js';
import { TileWriter, type TileFolder } from '../tile-folder.js';
import { Differences, type Difference, type DifferenceKind } from './difference.js';
import { Facts } from './facts.js';
import { HeadsCheck } from './heads-check.js';
import { checkHeads, checkTree } from './index-check.js';
import { isItself, isLinkAlone } from './is-itself.js';
import { Matching } from './matching.js';
import { readPublications, type Publications } from './publications.js';
import { TileCheck } from './tile-check.js';

const PAGE = 1_024;

export interface AuditParts {
  /** The whole store, checkpoints included. */
  readonly store: EventStore;
  readonly db: SealDb;
  readonly tiles: TileFolder;
  readonly origin: string;
  readonly keys: readonly Vkey[];
  readonly progress?: (done: number, total: number) => void;
}

export interface AuditReport {
  readonly origin: string;
  /** Leaves of the last published checkpoint. */
  readonly size: number;
  /** Its root, base64. */
  readonly root: string;
  readonly checkpoints: number;
  /** Facts that were compared with their leaves. */
  readonly facts: number;
  /** Facts behind the last checkpoint: their chain was looked at, nothing else can be. */
  readonly unsealed: number;
  readonly heads: { readonly found: number; readonly checked: number };
  readonly counts: Readonly<Record<DifferenceKind, number>>;
  readonly differences: readonly Difference[];
}

/** Undefined where nothing was ever published. */
export async function audit(parts: AuditParts): Promise<AuditReport | undefined> {
  const differences = new Differences();
  const stream = new CheckpointStream(parts.store, parts.origin);
  const publications = await readPublications(stream, parts.keys, differences, parts.db);
  const known = parts.db.lastPublished();
  const last = publications.roots[publications.roots.length - 1];
  if (!last && !known && !differences.any) return undefined;
  if (known && known.size > (last?.size ?? 0)) {
    differences.add('missing', `checkpoint of size ${known.size}`, 'was published, and is no longer in the ledger');
  }
  const size = last?.size ?? 0;
  const walk = new Walk(parts, publications, differences, size);
  const { facts, unsealed, heads } = await walk.run();
  const { told, counts } = differences;
  const root = last?.root.toString('base64') ?? '';
  const { origin } = parts;
  return {
    origin,
    size,
    root,
    checkpoints: publications.roots.length,
    facts,
    unsealed,
    heads,
    counts,
    differences: told,
  };
}

class Walk {
  private readonly facts: Facts;
  private readonly tree = new CompactRange();
  private readonly check: TileCheck;
  private readonly tiles: TileWriter;
  private readonly heads: HeadsCheck;
  private readonly matching: Matching;
  private rootsMet = 0;
  /** Event ids that `seal.db` has for the leaves of this page. */
  private ids: readonly (string | null)[] = [];
  private compared = 0;
  private position = 0;

  constructor(
    private readonly parts: AuditParts,
    private readonly publications: Publications,
    private readonly differences: Differences,
    private readonly size: number,
  ) {
    this.facts = new Facts(parts.store);
    this.check = new TileCheck(parts.tiles, differences);
    this.tiles = new TileWriter(this.check, 0);
    const lastHeads = [...publications.specials].filter(([, entry]) => entry.includes('"dcl.heads"')).pop();
    this.matching = new Matching(parts.tiles, parts.db, size);
    const differ = (): boolean => this.matching.any || differences.any;
    this.heads = new HeadsCheck(lastHeads?.[0] ?? -1, differ, differences);
  }

  async run(): Promise<Pick<AuditReport, 'facts' | 'unsealed' | 'heads'>> {
    for (let from = 0; from < this.size; from += PAGE) {
      const rows = this.parts.db.leaves(from, Math.min(this.size, from + PAGE));
      if (rows.length < Math.min(PAGE, this.size - from)) {
        this.differences.add(
          'missing',
          'seal.db',
          `lacks leaves from ${from} on that were published. 'quittance serve' on this folder takes them over and checks each published root; then audit again`,
        );
        break;
      }
      this.ids = this.parts.db.eventIds(from, from + rows.length);
      for (const row of rows) await this.row(row);
      this.parts.progress?.(from + rows.length, this.size);
    }
    if (this.tree.size === this.size) {
      this.tiles.finish();
      checkTree(this.parts.db, this.tree, this.differences);
      if (!this.matching.any) checkHeads(this.parts.db, this.heads, this.size, this.differences);
    }
    const unsealed = await this.rest();
    this.matching.tell(this.differences);
    const { found, checked } = this.heads;
    return { facts: this.compared, unsealed, heads: { found, checked } };
  }

  private async row(row: LeafRow): Promise<void> {
    const entry = row.position === null ? this.special(row) : await this.fact(row, row.position);
    this.tree.append(row.hash);
    this.tiles.add(row.hash, entry);
    const next = this.publications.roots[this.rootsMet];
    if (next && next.size === this.tree.size) {
      this.rootsMet += 1;
      if (!this.tree.root().equals(next.root)) {
        this.differences.add('changed', `root of size ${next.size}`, 'is not the one that was signed');
      }
    }
  }

  private special({ idx, hash }: LeafRow): string {
    const entry = this.publications.specials.get(idx) ?? '';
    if (!hashLeaf(entry).equals(hash)) {
      this.differences.add('changed', `leaf ${idx}`, 'is no fact, and not what was published in its place');
    } else {
      this.heads.special(idx, entry);
      if (this.parts.db.special(idx) !== entry)
        this.differences.add('changed', `leaf ${idx}`, 'is written otherwise in seal.db');
    }
    return entry;
  }

  private async fact({ idx, hash }: LeafRow, position: number): Promise<string> {
    if (position <= this.position)
      this.differences.add('reordered', `leaf ${idx}`, 'seal.db gives it an earlier place');
    this.position = position;
    const event = await this.at(position);
    if (event) {
      const leaf = leafOfEvent(event);
      this.facts.next();
      if (leaf.hash.equals(hash)) {
        this.compared += 1;
        this.heads.fact(event.stream, event.revision, hash);
        this.beside(event, idx);
        return leaf.entry;
      }
      this.stray(event, leaf.hash);
    }
    this.matching.leafWithoutFact(idx, position, hash);
    this.check.entryUnknown();
    return '';
  }

  /** What stands beside the body, here and in `seal.db`, says the same as the body. */
  private beside(event: StoredEvent, idx: number): void {
    const { differences } = this;
    if (!isItself(event)) {
      const what = `${event.stream}@${event.revision}`;
      differences.add('changed', what, 'has an id or a type beside it that its body has not');
    } else if (!isLinkAlone(event)) {
      differences.add(
        'changed',
        `${event.stream}@${event.revision}`,
        'has bytes beside its body that were never written there',
      );
    } else if (this.ids[idx % PAGE] !== event.id.replaceAll('-', '')) {
      differences.add('changed', `leaf ${idx}`, 'has the id of another event in seal.db');
    }
  }

  /** The fact at a position; those before it have no leaf. */
  private async at(position: number): Promise<StoredEvent | undefined> {
    for (;;) {
      if (this.facts.needsLoad) await this.facts.load();
      const event = this.facts.peek();
      if (!event || event.position > position) return undefined;
      if (event.position === position) return event;
      this.facts.next();
      this.stray(event, leafOfEvent(event).hash);
    }
  }

  private stray({ stream, revision, position }: StoredEvent, hash: Buffer): void {
    this.matching.factWithoutLeaf({ stream, revision, position, hash });
  }

  /** Facts behind the last checkpoint must follow from those before. */
  private async rest(): Promise<number> {
    let unsealed = 0;
    for (;;) {
      if (this.facts.needsLoad) await this.facts.load();
      const event = this.facts.peek();
      if (!event) return unsealed;
      this.facts.next();
      const { stream, revision } = event;
      const { hash, prev } = leafOfEvent(event);
      if (this.matching.misses(hash)) {
        this.stray(event, hash);
        continue;
      }
      const head = this.heads.head(stream) ?? { revision: -1, hash: Buffer.alloc(32) };
      const follows =
        revision === head.revision + 1 && (head.hash.length === 0 || prev === head.hash.toString('base64url'));
      if (!follows && !this.differences.any && !this.matching.any) {
        this.differences.add(
          'extra',
          `${stream}@${revision}`,
          'is not sealed, and does not follow from what is before it',
        );
      }
      this.heads.fact(stream, revision, hash);
      unsealed += 1;
    }
  }
}
