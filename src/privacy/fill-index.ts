/** The blind index of a ledger that had none yet: once, from what is known of its parties. */
import { decode } from '../ledger/envelope.js';
import { searchedIn } from '../ledger/party/index.js';
import { PAGE_EVENTS_MAX, type EventStore, type StoredEvent } from '../store/port.js';
import type { Known } from './blind-index.js';
import type { KeyStore } from './key-store.port.js';
import type { Vault } from './vault.js';

const MARK = 'blind-index';
const TOLD: ReadonlySet<string> = new Set(['PartyRegistered', 'ContactPointAdded']);

async function entriesIn(events: readonly StoredEvent[], vault: Vault): Promise<Known[]> {
  const entries: Known[] = [];
  for (const event of events) {
    if (!TOLD.has(event.type)) continue;
    const fact = decode(event);
    const fields = await vault.openForSubject(fact, new Set([fact.stream]));
    entries.push(...searchedIn(fact, fields).map((value) => ({ subject: fact.stream, value })));
  }
  return entries;
}

/** After erasures were applied: nothing that is erased comes into it. */
export async function fillIndex(store: EventStore, keys: KeyStore, vault: Vault): Promise<void> {
  if ((await keys.applied(MARK)) !== undefined) return;
  const head = await store.head();
  for (let position = 0; position < head;) {
    const page = await store.readAll(position, PAGE_EVENTS_MAX);
    const last = page.at(-1);
    if (!last) break;
    await vault.index.add(await entriesIn(page, vault));
    position = last.position;
  }
  await keys.markApplied(MARK, head);
}
