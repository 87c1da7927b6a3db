/** `quittance portfolio list`. */
import { withLedger, type Cli } from '../cli.js';
import { portfolios } from '../ledger/references.js';
import { tableLines } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word } from '../text/words.js';

export async function portfolioList(cli: Cli): Promise<void> {
  const { lang } = cli;
  await withLedger(cli, { what: 'portfolio list' }, async (door) => {
    const all = await portfolios(door);
    await cli.out.answer({ portfolios: all }, () => {
      if (all.length === 0) return [word('none', lang)];
      return tableLines(
        [
          { head: word('name', lang), cell: ({ name }) => name },
          { head: word('title', lang), cell: ({ title }) => title },
          { head: word('creditor', lang), cell: ({ creditor }) => creditor },
          { head: word('currency', lang), cell: ({ currency }) => currency },
          { head: word('zone', lang), cell: ({ zone }) => zone },
          { head: word('created', lang), cell: ({ created }) => dateText(created, lang) },
        ],
        all,
      );
    });
  });
}
