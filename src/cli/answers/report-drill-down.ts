/** `quittance report accounts METRIC`: the accounts and facts behind one half of a figure. */
import { exportTable } from '../../../projections/export/columns.js';
import type { DrillDown, DrilledAccount } from '../../../projections/figures/drill-down.query.js';
import { DRILL_DOWN_COLUMNS } from '../../../projections/figures/figures.export.js';
import { withLedger, type Cli } from '../cli.js';
import type { LedgerDoor, Parameters } from '../ledger/ledger-door.js';
import { portfolioMeant } from '../ledger/references.js';
import { exportRows, wantsFile } from '../table-file.js';
import { headLine } from '../text/head.js';
import { tableLines } from '../text/table.js';
import { word, type Language } from '../text/words.js';
import { askOf, type ReportOptions } from './report.js';

/** Accounts asked for at once. */
const PAGE = 1_000;

export interface DrillDownOptions extends ReportOptions {
  readonly part: string;
  readonly currency?: string;
  readonly by?: string;
}

export async function reportAccounts(cli: Cli, metric: string, options: DrillDownOptions): Promise<void> {
  await withLedger(cli, { what: 'report accounts' }, async (door) => {
    const { id } = await portfolioMeant(door, options.portfolio);
    const { part, currency, by } = options;
    const path = `/v1/figures/${encodeURIComponent(metric)}/drill-down`;
    const answer = await everyPage(door, path, { ...askOf(options, id), part, currency, by, limit: PAGE });
    const { rows, next: _next, ...head } = answer;
    if (wantsFile(options)) {
      const table = rows.map((account) => ({ head, account }));
      const streams = rows.map((account) => account.case);
      const of = { what: 'figure-accounts', streams, whole: id, knownAt: options.knownAt };
      await exportRows(cli, door, options, { table: exportTable(DRILL_DOWN_COLUMNS, table), of });
      return;
    }
    await cli.out.answer(answer, () => lines(answer, cli.lang, options.knownAt !== undefined));
  });
}

/** All pages as of the first one's last event: what comes in between does not shift them. */
async function everyPage(door: LedgerDoor, path: string, ask: Parameters): Promise<DrillDown> {
  const first = await door.get<DrillDown>(path, ask);
  const rows: DrilledAccount[] = [...first.rows];
  const knownAt = first.lastEvent ?? ask['knownAt'];
  for (let { next } = first; next !== null;) {
    const page = await door.get<DrillDown>(path, { ...ask, knownAt, after: next });
    rows.push(...page.rows);
    next = page.next;
  }
  return { ...first, rows, next: null };
}

function lines(answer: DrillDown, lang: Language, cut: boolean): string[] {
  const table = tableLines<DrilledAccount>(
    [
      { head: word('ref', lang), cell: ({ ref, case: id }) => ref ?? id },
      { head: word('currency', lang), cell: ({ currency }) => currency },
      { head: word('amount', lang), align: 'right', cell: ({ amount }) => amount },
      { head: word('events', lang), cell: ({ events, moreEvents }) => events.join(' ') + (moreEvents > 0 ? ' …' : '') },
    ],
    answer.rows,
  );
  return [...(answer.rows.length === 0 ? [word('none', lang)] : table), '', headLine(answer, lang, cut)];
}
