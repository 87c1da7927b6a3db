/** Every key that the ledger says was destroyed. */
import { decode } from '../../ledger/envelope.js';
import type { LedgerFact } from '../../ledger/ledger.js';
import { PAGE_EVENTS_MAX, type StoredEvent } from '../../store/port.js';

interface Readable {
  head(): Promise<number>;
  readAll(from: number, maxCount: number): Promise<readonly StoredEvent[]>;
}

export async function erasedKeys(
  store: Readable,
  told: (done: number, total: number) => void,
): Promise<ReadonlySet<string>> {
  const head = await store.head();
  const erased = new Set<string>();
  for (let position = 0; position < head;) {
    const page = await store.readAll(position, PAGE_EVENTS_MAX);
    const last = page.at(-1);
    if (!last) break;
    for (const event of page.filter(({ type }) => type === 'SubjectKeyDestroyed')) {
      const fact = decode(event) as LedgerFact;
      if (fact.type === 'SubjectKeyDestroyed') for (const id of fact.data.keyIds) erased.add(id);
    }
    position = last.position;
    told(position, head);
  }
  return erased;
}
