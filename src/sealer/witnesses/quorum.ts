/** The newest checkpoint that enough witnesses have signed, and for how long a newer one has waited. */
import { parseCheckpoint } from '../../seal/checkpoint.js';
import { parseNote } from '../../seal/note.js';
import { trustIn, type Policy } from '../../seal/policy.js';
import type { AttestationBook } from '../attestations/book.js';
import type { PublishedRow, SealDb } from '../seal-db.js';

/** Cosignatures looked at when the ledger starts. */
const LOOK_BACK = 256;
/** Publications remembered while a quorum is behind: the first of them says for how long. */
const WAITING_MAX = 1_000;

export class Quorum {
  /** The newest that has it. */
  row: PublishedRow | undefined;
  private waiting: { readonly size: number; readonly at: number }[] = [];

  constructor(
    private readonly policy: Policy,
    private readonly book: AttestationBook,
  ) {}

  /** After a start: finds it among what was cosigned. */
  open(db: SealDb): void {
    for (const size of new Set(this.book.cosignedSizes(LOOK_BACK))) {
      const row = db.publishedAt(size);
      if (row) this.look(row);
    }
  }

  published({ size }: PublishedRow, now: number): void {
    if (this.waiting.length < WAITING_MAX && size > (this.row?.size ?? 0)) this.waiting.push({ size, at: now });
  }

  /** To be called when a checkpoint has one more cosignature. */
  cosigned(row: PublishedRow, newest: PublishedRow, now: number): void {
    if (!this.look(row)) return;
    this.waiting = this.waiting.filter(({ size }) => size > row.size);
    if (this.waiting.length === 0) this.published(newest, now);
  }

  private look(row: PublishedRow): boolean {
    if (row.size <= (this.row?.size ?? 0) || !this.holds(row)) return false;
    this.row = row;
    return true;
  }

  /** Whether enough witnesses have signed this checkpoint. */
  holds(row: PublishedRow): boolean {
    const note = parseNote(this.book.noteOf(row));
    return trustIn(this.policy, note, parseCheckpoint(note.text)).quorum;
  }

  /** For how long, milliseconds, the oldest checkpoint without it has waited; 0: none waits. */
  behind(now: number): number {
    const [first] = this.waiting;
    return first ? Math.max(0, now - first.at) : 0;
  }
}
