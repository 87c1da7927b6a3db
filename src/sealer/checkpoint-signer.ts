/**
 * Signs checkpoints. After a rotation the key before the newest signs too, so that who knows only that one is not left
 * behind; a key leaf, itself in the log, announces the new one.
 */
import { formatCheckpoint } from '../seal/checkpoint.js';
import { signedBy } from '../seal/cosignature.js';
import { publicKeyOf } from '../seal/ed25519.js';
import { formatNote, parseNote, signNote } from '../seal/note.js';
import { formatVkey, KEY_TYPE, vkeyOf, type Vkey } from '../seal/vkey.js';
import { SealStop } from './seal-stop.js';

/** Where the seeds of the signing keys are kept, oldest first. */
export interface SigningKeys {
  seeds(): readonly Buffer[];
  /** Makes one more. */
  add(): Promise<void>;
  /** Reads them anew: another process may have made one. */
  refresh(): Promise<void>;
}

/** Keys that sign at once. */
const SIGNING = 2;

export class CheckpointSigner {
  constructor(
    private readonly keys: SigningKeys,
    readonly origin: string,
  ) {}

  /** Every key that this log ever had, oldest first. */
  vkeys(): Vkey[] {
    return this.keys.seeds().map((seed) => vkeyOf(this.origin, KEY_TYPE.ed25519, publicKeyOf(seed)));
  }

  /** Keys to be announced by a key leaf: all but the first, with which a log begins. */
  announced(): string[] {
    return this.vkeys().slice(1).map(formatVkey);
  }

  /** The keys that sign now. */
  signing(): Vkey[] {
    return this.vkeys().slice(-SIGNING);
  }

  sign(size: number, root: Buffer): string {
    const text = formatCheckpoint({ origin: this.origin, size, root });
    const seeds = this.keys.seeds().slice(-SIGNING);
    const note = formatNote({ text, signatures: seeds.map((seed) => signNote(text, this.origin, seed)) });
    const read = parseNote(note);
    if (this.signing().every((key) => signedBy(read, key) !== undefined)) return note;
    throw new SealStop('fault', 'a signature that was just made does not verify');
  }

  rotate(): Promise<void> {
    return this.keys.add();
  }
}
