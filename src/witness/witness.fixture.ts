/** A log to be witnessed: leaves, signed checkpoints and proofs; and a witness in a folder of its own. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatAddCheckpoint } from '../seal/add-checkpoint.js';
import { formatCheckpoint } from '../seal/checkpoint.js';
import { CompactRange } from '../seal/compact-range.js';
import { publicKeyOf } from '../seal/ed25519.js';
import { hashLeaf } from '../seal/merkle.js';
import { formatNote, signNote } from '../seal/note.js';
import { consistencyProof, rangeRoot, type NodeReader } from '../seal/prove.js';
import { KEY_TYPE, vkeyOf, type Vkey } from '../seal/vkey.js';
import { makeWitness, openWitness, type OpenWitness } from './witness-folder.js';

export class TestLog {
  /** @param story what its leaves say: logs of two stories share no leaf */
  constructor(
    readonly origin = 'log.example/1',
    readonly seed = Buffer.alloc(32, 3),
    private readonly story = 'entry',
    private readonly sharedUpTo = 0,
  ) {}

  get key(): Vkey {
    return vkeyOf(this.origin, KEY_TYPE.ed25519, publicKeyOf(this.seed));
  }

  private readonly node: NodeReader = (level, index) => {
    const range = new CompactRange();
    for (let at = index * 2 ** level; at < (index + 1) * 2 ** level; at++) {
      range.append(hashLeaf(`${at < this.sharedUpTo ? 'entry' : this.story} ${at}`));
    }
    return range.root();
  };

  root(size: number): Buffer {
    return rangeRoot(this.node, 0, size);
  }

  checkpoint(size: number, seed = this.seed): string {
    const text = formatCheckpoint({ origin: this.origin, size, root: this.root(size) });
    return formatNote({ text, signatures: [signNote(text, this.origin, seed)] });
  }

  request(oldSize: number, size: number): string {
    const proof = consistencyProof(this.node, oldSize, size);
    return formatAddCheckpoint({ oldSize, proof, signed: this.checkpoint(size) });
  }
}

export const WITNESS_NAME = 'regulator.example/witness1';

export class WitnessDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'quittance-witness-'));
  readonly alarms: string[] = [];
  readonly clock = { millis: Date.parse('2026-03-31T12:00:00Z'), now: () => this.clock.millis };
  open: OpenWitness;

  constructor(...logs: readonly TestLog[]) {
    makeWitness(this.folder, WITNESS_NAME);
    this.open = this.opened();
    for (const { key } of logs) this.open.db.addLog(key);
  }

  /** The process ends and another one begins. */
  restart(): void {
    this.open.close();
    this.open = this.opened();
  }

  private opened(): OpenWitness {
    return openWitness(this.folder, { clock: this.clock, alarm: (line) => void this.alarms.push(line) });
  }

  remove(): void {
    this.open.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
