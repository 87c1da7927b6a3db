/** Those who vouch for the seal: the book of what they said, the witnesses, the time stamps. */
import { AnchorDesk } from './anchors/anchor-desk.js';
import { AttestationBook } from './attestations/book.js';
import type { PublishedRow, SealDb } from './seal-db.js';
import type { SealerParts } from './sealer-parts.js';
import type { SealedLog } from './witnesses/showing.js';
import { WitnessDesk } from './witnesses/witness-desk.js';
import { NO_WITNESSES } from './witnesses/witness-policy.js';

export class Vouching {
  readonly book: AttestationBook;
  readonly witnesses: WitnessDesk;
  readonly anchors: AnchorDesk;
  private greeted = false;

  /** @param fork stops the sealing: a witness has seen another history */
  constructor(parts: SealerParts, log: SealedLog, fork: (message: string) => void) {
    this.book = new AttestationBook(parts.store, parts.origin);
    const vouched = { ...parts, witnesses: parts.witnesses ?? NO_WITNESSES, book: this.book, log };
    this.witnesses = new WitnessDesk({ ...vouched, fork });
    const newest = (): PublishedRow | undefined => this.witnesses.witnessed ?? log.published;
    this.anchors = new AnchorDesk({ authority: undefined, ...vouched, newest });
  }

  /** Brings the book up to its stream: also to what others said to another process. */
  async open(db: SealDb): Promise<void> {
    await this.book.open(db);
    this.witnesses.open(db);
  }

  /** Another process asks: its word comes after the checkpoint, and there may be no checkpoint behind it for long. */
  async look(db: SealDb): Promise<void> {
    if (await this.book.refresh()) this.witnesses.open(db);
  }

  /** Asks the witnesses what they have seen: before anything is signed here. */
  async greet(): Promise<void> {
    await this.witnesses.greet();
    this.greeted = true;
  }

  /** Goes on asking them. */
  async begin(): Promise<void> {
    if (!this.greeted) await this.witnesses.greet();
    this.greeted = false;
    this.witnesses.start();
    this.anchors.start();
  }

  /** Asks nobody any more; `begin` does again. */
  async pause(): Promise<void> {
    await this.witnesses.close();
    await this.anchors.close();
  }
}
