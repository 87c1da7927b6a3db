/** The seeds of the keys that sign checkpoints, oldest first; the first is made at first start. */
import { randomBytes } from 'node:crypto';
import type { KeysDb } from './keys-db.js';

const PREFIX = 'seal-key-';
const SEED_BYTES = 32;

export class SealKeys {
  constructor(private readonly db: KeysDb) {
    if (this.seeds().length === 0) this.add();
  }

  seeds(): readonly Buffer[] {
    const rows = this.db
      .prepare<[string], { name: string; value: Buffer }>('SELECT name, value FROM secrets WHERE name LIKE ?')
      .all(`${PREFIX}%`);
    const numbered = rows.map(({ name, value }) => ({ number: Number(name.slice(PREFIX.length)), value }));
    return numbered.sort((a, b) => a.number - b.number).map(({ value }) => this.db.wrapping.unwrap(value));
  }

  /** A new key, to be announced in the log and to sign from then on. */
  add(): void {
    const number = this.seeds().length + 1;
    this.db
      .prepare('INSERT INTO secrets (name, value) VALUES (?, ?)')
      .run(`${PREFIX}${number}`, this.db.wrapping.wrap(randomBytes(SEED_BYTES)));
  }
}
