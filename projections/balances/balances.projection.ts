/** What is owed, on any date, as known on any date? Rows of the journal, and the running sums. */
import type { CaseStreamFact } from '../../src/ledger/case-state.js';
import { JOURNAL_FACTS, type JournalEntry, journalOf, netEffect } from '../../src/ledger/payment/index.js';
import type { Projection, StreamKey } from '../projector/projection.js';
import type { RowSink } from '../tables/read-db.js';
import { dateValue, optionalDate } from '../tables/table.js';
import { BALANCES, JOURNAL, JOURNAL_PAIRS } from './balances.tables.js';

interface Sums {
  net: number;
  held: number;
}

/** What a page adds to each case, and which accounts it pairs: written once at its end, the same in whatever pages. */
class PageSums {
  private readonly sums = new Map<StreamKey, Sums>();
  private readonly pairs = new Map<string, Set<string>>();

  add(key: StreamKey, entry: JournalEntry): void {
    const { debit, credit } = entry;
    const paired = this.pairs.get(debit);
    if (paired) paired.add(credit);
    else this.pairs.set(debit, new Set([credit]));
    const net = netEffect(entry);
    const held = (entry.credit === 'held' ? entry.amount : 0) - (entry.debit === 'held' ? entry.amount : 0);
    if (net === 0 && held === 0) return;
    const known = this.sums.get(key);
    if (known) {
      known.net += net;
      known.held += held;
    } else {
      this.sums.set(key, { net, held });
    }
  }

  flush(rows: RowSink): void {
    for (const [key, { net, held }] of this.sums) rows.add(BALANCES, [key, net, held]);
    // In one order: lanes that put the same pairs at the same time wait for each other, not in a circle.
    const pairs = [...this.pairs].flatMap(([debit, credits]) => [...credits].map((credit) => [debit, credit] as const));
    for (const pair of pairs.sort(byText)) rows.put(JOURNAL_PAIRS, pair);
    this.clear();
  }

  clear(): void {
    this.sums.clear();
    this.pairs.clear();
  }
}

function byText(a: readonly string[], b: readonly string[]): number {
  return a.join(' ') < b.join(' ') ? -1 : 1;
}

export function balancesProjection(): Projection {
  const page = new PageSums();
  const book = (fact: CaseStreamFact, key: StreamKey, rows: RowSink): void => {
    const entries = journalOf(fact);
    for (let n = 0; n < entries.length; n++) {
      const entry = entries[n] as JournalEntry;
      const { debit, credit, amount, eff, other, debt = null, due } = entry;
      const otherDate = other === eff ? null : dateValue(other);
      const dates = [dateValue(eff), otherDate] as const;
      rows.insert(JOURNAL, [key, fact.position, n, debit, credit, amount, ...dates, debt, optionalDate(due)]);
      page.add(key, entry);
    }
  };
  return {
    name: 'balances',
    version: 3,
    tables: [JOURNAL, JOURNAL_PAIRS, BALANCES],
    lanes: 'stream',
    on: Object.fromEntries(JOURNAL_FACTS.map((type) => [type, book])),
    finish: (rows) => page.flush(rows),
    reset: () => page.clear(),
  };
}
