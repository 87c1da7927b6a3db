/** A ledger to be sealed: a store in memory with well-chained events, a folder, a clock, and sealers over them. */
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { leafOf, NO_PREVIOUS } from '../seal/leaf.js';
import { parsePolicy, policyOfLog, type Policy } from '../seal/policy.js';
import { MemoryStore } from '../store/memory/memory.store.js';
import type { EventStore, NewEvent, StoredEvent } from '../store/port.js';
import type { SealerParts } from './sealer-parts.js';
import { Sealer } from './sealer.js';

export const ORIGIN = 'test.example/ledger';
const NOW = Date.parse('2026-03-31T12:00:00Z');

export class SealDesk {
  readonly folder = mkdtempSync(join(tmpdir(), 'quittance-seal-'));
  readonly seeds = [Buffer.alloc(32, 7)];
  readonly alarms: string[] = [];
  readonly clock = { millis: NOW, now: () => this.clock.millis };
  private readonly heads = new Map<string, { revision: number; leaf: string }>();
  private readonly sealers: Sealer[] = [];

  constructor(public store: EventStore = new MemoryStore()) {}

  /** Another sealer over the same store and folder: the one before is closed. */
  async sealer(more: Partial<SealerParts> = {}): Promise<Sealer> {
    for (const before of this.sealers.splice(0)) await before.close();
    const add = async (): Promise<void> => void this.seeds.push(Buffer.alloc(32, 7 + this.seeds.length));
    const keys = { seeds: () => this.seeds, add, refresh: async () => undefined };
    const { store, clock, folder, alarms } = this;
    const alarm = (line: string): void => void alarms.push(line);
    const sealer = new Sealer({ store, keys, clock, folder, origin: ORIGIN, alarm, ...more });
    this.sealers.push(sealer);
    return sealer;
  }

  policy(sealer: Sealer): Policy {
    return parsePolicy(policyOfLog(...sealer.signer.vkeys()));
  }

  /** Appends one event to each named stream, in turn. */
  async put(...streams: string[]): Promise<void> {
    for (const stream of streams) {
      const head = this.heads.get(stream) ?? { revision: -1, leaf: NO_PREVIOUS };
      const revision = head.revision + 1;
      const event = this.event(stream, revision, head.leaf);
      const result = await this.store.append(stream, [event], revision === 0 ? 'no-stream' : revision - 1);
      if (result.kind !== 'appended') throw new Error(result.kind);
      this.heads.set(stream, { revision, leaf: leafOf(stream, revision, head.leaf, event.data) });
    }
  }

  event(stream: string, revision: number, prev: string, more: object = {}): NewEvent {
    const id = randomUUID();
    const rec = new Date(this.clock.millis).toISOString();
    const body = { data: { revision, stream }, id, rec, type: 'Happened', v: 1, ...more };
    return { id, type: 'Happened', data: JSON.stringify(body), meta: `{"prev":"${prev}"}` };
  }

  async facts(): Promise<StoredEvent[]> {
    const all = await this.store.readAll(0, 4096);
    return all.filter(({ stream }) => !stream.startsWith('seal-'));
  }

  /** Path and bytes of every tile. */
  tiles(): Record<string, string> {
    const root = join(this.folder, 'seal');
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).sort();
    const real = files.filter((file) => statSync(join(root, file)).isFile());
    return Object.fromEntries(real.map((file) => [file, readFileSync(join(root, file), 'base64')]));
  }

  /** Loses what is rebuilt from the facts. */
  forget(): void {
    for (const file of ['seal.db', 'seal.db-wal', 'seal.db-shm', 'seal']) {
      rmSync(join(this.folder, file), { recursive: true, force: true });
    }
  }

  async close(): Promise<void> {
    for (const sealer of this.sealers) await sealer.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** Every event that a store gives goes through `change` first: somebody edits the ledger behind its back. */
export function tampered(store: EventStore, change: (event: StoredEvent) => StoredEvent | undefined): EventStore {
  const changed = (page: readonly StoredEvent[]): StoredEvent[] =>
    page.map(change).filter((event) => event !== undefined);
  return {
    append: (...args) => store.append(...args),
    readStream: async (...args) => changed(await store.readStream(...args)),
    readAll: async (...args) => changed(await store.readAll(...args)),
    subscribe: (...args) => store.subscribe(...args),
    dense: store.dense,
    readBack: async (...args) => changed(await store.readBack(...args)),
    eventAt: async (position) => {
      const found = await store.eventAt(position);
      return found && changed([found])[0];
    },
    head: () => store.head(),
    close: () => store.close(),
  };
}
