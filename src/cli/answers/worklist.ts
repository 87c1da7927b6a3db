/** `quittance worklist`. */
import type { ListPage } from '../../../projections/read/list.js';
import type { WorklistLine } from '../../../projections/worklist/worklist.query.js';
import { withLedger, type Cli } from '../cli.js';
import { portfolioCalled, portfolios } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { whyText } from '../text/why.js';
import { word, type Language } from '../text/words.js';

export interface WorklistOptions extends ReadOptions {
  readonly assignee?: string;
  readonly team?: string;
  readonly source?: string;
  readonly what?: string;
  readonly status?: string;
  readonly until?: string;
  readonly missedSince?: string;
  readonly limit: string;
  readonly after?: string;
}

export async function worklist(cli: Cli, options: WorklistOptions): Promise<void> {
  const { portfolio, ...query } = options;
  await withLedger(cli, { what: 'worklist' }, async (door) => {
    const within = portfolio === undefined ? undefined : await portfolioCalled(door, portfolio);
    const names = new Map((await portfolios(door)).map(({ id, name }) => [id, name]));
    const page = await door.get<ListPage<WorklistLine>>('/v1/worklist', { ...query, portfolio: within?.id });
    await cli.out.answer(page, () => lines(page, names, cli.lang, options.knownAt !== undefined));
  });
}

function lines(
  page: ListPage<WorklistLine>,
  names: ReadonlyMap<string, string>,
  lang: Language,
  cut: boolean,
): string[] {
  const columns: Column<WorklistLine>[] = [
    { head: word('due', lang), cell: ({ due }) => dateText(due, lang) },
    { head: word('reason', lang), cell: ({ why }) => whyText(why, lang) },
    { head: word('ref', lang), cell: ({ ref, case: id }) => ref ?? id },
    { head: word('portfolio', lang), cell: ({ portfolio }) => names.get(portfolio) ?? portfolio },
    { head: word('assignee', lang), cell: ({ assignee }) => assignee },
    { head: word('team', lang), cell: ({ team }) => team },
  ];
  const rows = page.rows.length === 0 ? [word('none', lang)] : tableLines(columns, page.rows);
  const more = page.next === null ? [] : [`${word('more', lang)}: --after ${page.next}`];
  return [...rows, '', ...more, headLine(page, lang, cut)];
}
