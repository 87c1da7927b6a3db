/** The journal: every amount that moved, from one account to another (design.md, law 5). */
import type { Table } from '../../../src/documents/model.js';
import { col, table } from '../../../src/documents/table.js';
import { journalOf, netEffect, type JournalEntry } from '../../../src/ledger/payment/index.js';
import type { Scene } from '../scene.js';

interface Row extends JournalEntry {
  readonly event: string;
}

const UNITS: ReadonlySet<string> = new Set(['contacts', 'disputes', 'complaints', 'placements']);

export function journalTable({ history, currency }: Scene): Table {
  return table<Row>(
    { name: 'journal', about: ['An amount that moved between two accounts', '两个账户间的一笔金额变动'] },
    [
      col('event', 'text', ['Event id', '事件编号'], ({ event }) => event),
      col('effective', 'date', ['Value date', '生效日'], ({ eff }) => eff),
      col('debit', 'text', ['Debit', '借方'], ({ debit }) => debit),
      col('credit', 'text', ['Credit', '贷方'], ({ credit }) => credit),
      col('amount', 'money', ['Amount', '金额'], ({ amount }) => amount),
      col('currency', 'text', ['Currency', '币种'], () => currency ?? null),
      col('net_effect', 'money', ['Change of what is owed', '对欠款的影响'], netEffect),
      col('debt', 'text', ['Debt', '债务'], ({ debt }) => debt ?? null),
      col('source', 'text', ['Credit whose money it is', '款项所属贷项'], ({ source }) => source ?? null),
      col('due', 'date', ['Contractual due date', '约定到期日'], ({ due }) => due ?? null),
    ],
    history.facts
      .flatMap((fact) => journalOf(fact).map((entry): Row => ({ ...entry, event: fact.id })))
      .filter(({ debit, credit }) => !UNITS.has(debit) && !UNITS.has(credit)),
  );
}
