/** What lists across cases have in common: the portfolio by its name, one page, and the line below it. */
import type { ListPage } from '../../../projections/read/list.js';
import { withLedger, type Cli } from '../cli.js';
import { portfolioCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines, type Column } from '../text/table.js';
import { word } from '../text/words.js';

export interface PageOptions extends ReadOptions {
  readonly limit: string;
  readonly after?: string;
}

type Query = Readonly<Record<string, string | undefined>>;

/** Asks for one page of a register and shows it as a table. */
export async function answerPage<R>(
  cli: Cli,
  { what, path }: { readonly what: string; readonly path: string },
  { portfolio, ...options }: PageOptions,
  filters: Query,
  columns: readonly Column<R>[],
): Promise<void> {
  const { limit, after, asOf, knownAt } = options;
  await withLedger(cli, { what }, async (door) => {
    const within = portfolio === undefined ? undefined : await portfolioCalled(door, portfolio);
    const query = { limit, after, asOf, knownAt, ...filters, portfolio: within?.id };
    const page = await door.get<ListPage<R>>(path, query);
    await cli.out.answer(page, () => [
      ...(page.rows.length === 0 ? [word('none', cli.lang)] : tableLines(columns, page.rows)),
      '',
      ...(page.next === null ? [] : [`${word('more', cli.lang)}: --after ${page.next}`]),
      headLine(page, cli.lang, knownAt !== undefined),
    ]);
  });
}
