/** `quittance case list`. */
import type { CaseList, CaseRow } from '../../../projections/cases/case-list.query.js';
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { withLedger, type Cli } from '../cli.js';
import { portfolioCalled, portfolios } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export interface CaseListOptions extends ReadOptions {
  readonly limit: string;
  readonly after?: string;
  readonly stage?: string;
  readonly product?: string;
  readonly assignee?: string;
  readonly sort?: string;
}

export async function caseList(cli: Cli, options: CaseListOptions): Promise<void> {
  const { asOf, knownAt, portfolio, sort, ...filters } = options;
  await withLedger(cli, { what: 'case list' }, async (door) => {
    const within = portfolio === undefined ? undefined : await portfolioCalled(door, portfolio);
    const names = new Map((await portfolios(door)).map(({ id, name }) => [id, name]));
    const query = { ...filters, portfolio: within?.id };
    const list = await door.get<CaseList>('/v1/cases', { ...query, sort, asOf, knownAt });
    await cli.out.answer(list, () => lines(list, names, cli.lang, knownAt !== undefined));
  });
}

function lines(list: CaseList, names: ReadonlyMap<string, string>, lang: Language, cut: boolean): string[] {
  const none = list.cases.length === 0 ? [word('none', lang)] : tableLines(columns(names, lang), list.cases);
  const more = list.next === null ? [] : [`${word('more', lang)}: --after ${list.next}`];
  return [...none, '', ...more, headLine(list, lang, cut)];
}

function columns(names: ReadonlyMap<string, string>, lang: Language): Column<CaseRow>[] {
  const money = (amount: number, { currency }: CaseRow): string => moneyText(amount, currency ?? undefined, lang);
  return [
    { head: word('ref', lang), cell: ({ ref, id }) => ref ?? id },
    { head: word('portfolio', lang), cell: ({ portfolio }) => names.get(portfolio) ?? portfolio },
    { head: word('product', lang), cell: ({ product }) => product },
    { head: word('opened', lang), cell: ({ opened }) => dateText(opened, lang) },
    { head: word('stage', lang), cell: ({ stage }) => stage },
    { head: word('assignee', lang), cell: ({ assignee }) => assignee },
    { head: word('net', lang), align: 'right', cell: (row) => money(row.net, row) },
    { head: word('held', lang), align: 'right', cell: (row) => (row.held === 0 ? null : money(row.held, row)) },
  ];
}
