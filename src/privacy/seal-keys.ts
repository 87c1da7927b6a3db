/** The seeds of the keys that sign checkpoints, oldest first; the first is made at first start. */
import { randomBytes } from 'node:crypto';
import type { KeyStore } from './key-store.port.js';

const PREFIX = 'seal-key-';
const SEED_BYTES = 32;

export class SealKeys {
  private known: readonly Buffer[] = [];

  private constructor(private readonly keys: KeyStore) {}

  static async open(keys: KeyStore): Promise<SealKeys> {
    const opened = new SealKeys(keys);
    await opened.refresh();
    if (opened.known.length === 0) await opened.add();
    return opened;
  }

  seeds(): readonly Buffer[] {
    return this.known;
  }

  /** Reads them anew: another process may have added one. */
  async refresh(): Promise<void> {
    const numbered = [...(await this.keys.secrets())].flatMap(([name, value]) =>
      name.startsWith(PREFIX) ? [{ number: Number(name.slice(PREFIX.length)), value }] : [],
    );
    const sorted = numbered.sort((a, b) => a.number - b.number);
    this.known = sorted.map(({ value }) => this.keys.wrapping.unwrap(value));
  }

  /** A new key, to be announced in the log and to sign from then on; one and the same where two processes ask at once. */
  async add(): Promise<void> {
    const seed = this.keys.wrapping.wrap(randomBytes(SEED_BYTES));
    await this.keys.addSecret(`${PREFIX}${this.known.length + 1}`, seed);
    await this.refresh();
  }
}
