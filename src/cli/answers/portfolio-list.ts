/** `quittance portfolio list`. */
import { withLedger, type Cli } from '../cli.js';
import type { PortfolioList, PortfolioSummary } from '../../../projections/portfolio/portfolio.query.js';
import { readSideCaughtUp } from '../ledger/read-side.js';
import { portfolioCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export async function portfolioList(cli: Cli, { portfolio, asOf, knownAt }: ReadOptions): Promise<void> {
  await withLedger(cli, { what: 'portfolio list' }, async (door) => {
    if (portfolio === undefined) await readSideCaughtUp(door);
    else await portfolioCalled(door, portfolio);
    const answer = await door.get<PortfolioList>('/v1/portfolios', { portfolio, asOf, knownAt });
    await cli.out.answer(answer, () => lines(answer, cli.lang, knownAt !== undefined));
  });
}

function lines(answer: PortfolioList, lang: Language, cut: boolean): string[] {
  const columns: Column<PortfolioSummary>[] = [
    { head: word('name', lang), cell: ({ name }) => name },
    { head: word('title', lang), cell: ({ title }) => title },
    { head: word('creditor', lang), cell: ({ creditor }) => creditor },
    { head: word('currency', lang), cell: ({ currency }) => currency },
    { head: word('zone', lang), cell: ({ zone }) => zone },
    { head: word('created', lang), cell: ({ created }) => dateText(created, lang) },
  ];
  const { portfolios } = answer;
  const table = portfolios.length === 0 ? [word('none', lang)] : tableLines(columns, portfolios);
  return [...table, '', headLine(answer, lang, cut)];
}
