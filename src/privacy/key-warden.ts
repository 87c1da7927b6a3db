/**
 * Applies the ledger's erasures to the keys: `SubjectKeyDestroyed` is recorded first and destroys afterwards, so that a
 * process that is killed in between, and a `keys.db` that came back from a backup, are put right at the next start, before
 * anything is opened (design.md 7).
 */
import { decode } from '../ledger/envelope.js';
import type { ErasureFact } from '../ledger/erasure/index.js';
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../store/port.js';
import type { KeysDb } from './keys-db.js';
import type { Vault } from './vault.js';

/** Facts that change what the keys open. */
const APPLIED: ReadonlySet<string> = new Set<ErasureFact['type']>(['SubjectKeyDestroyed']);
/** Commands after which there may be such facts on their stream. */
const COMMANDS: ReadonlySet<string> = new Set(['ApproveErasure']);
const MARK = 'ledger';

export class KeyWarden {
  constructor(
    private readonly store: EventStore,
    private readonly db: KeysDb,
    private readonly vault: Vault,
  ) {}

  /** What was recorded since this was done last: at start, before any disclosure is opened. */
  async catchUp(): Promise<void> {
    const head = await this.store.head();
    let position = this.applied();
    // Another ledger, or an older one that was restored: everything is looked at again.
    if (position > head) position = 0;
    while (position < head) {
      const page = await this.store.readAll(position, PAGE_EVENTS_MAX);
      const last = page.at(-1);
      if (!last) break;
      this.apply(page);
      position = last.position;
    }
    const mark =
      'INSERT INTO applied (name, position) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET position = excluded.position';
    if (position !== this.applied()) this.db.prepare(mark).run(MARK, position);
  }

  /** After a command was sent, whatever came of it: an outcome that is not known may have been written. */
  async afterCommand(type: string, stream: string): Promise<void> {
    if (!COMMANDS.has(type)) return;
    for (let from = 0; ; from += PAGE_EVENTS_MAX) {
      const page = await this.store.readStream(stream, from, PAGE_EVENTS_MAX);
      this.apply(page);
      if (page.length < PAGE_EVENTS_MAX) return;
    }
  }

  private apply(events: readonly StoredEvent[]): void {
    const facts = events.filter(({ type }) => APPLIED.has(type)).map((event) => decode(event) as ErasureFact);
    const ids = facts.flatMap(({ data }) => data.keyIds);
    if (ids.length > 0) this.vault.destroy(ids);
  }

  private applied(): number {
    const find = this.db.prepare<[string], { position: number }>('SELECT position FROM applied WHERE name = ?');
    return find.get(MARK)?.position ?? 0;
  }
}
