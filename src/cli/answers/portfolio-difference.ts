/** `quittance portfolio difference`: the cases that owe something else, because more was known. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import type { DifferingCase, PortfolioDifference } from '../../../projections/difference/portfolio-difference.query.js';
import { withLedger, type Cli } from '../cli.js';
import { portfolioMeant } from '../ledger/references.js';
import type { DifferenceOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines, type Column } from '../text/table.js';
import { word, type Language } from '../text/words.js';

export interface PortfolioDifferenceOptions extends DifferenceOptions {
  readonly limit: string;
  readonly after?: string;
}

export async function portfolioDifference(cli: Cli, options: PortfolioDifferenceOptions): Promise<void> {
  const { portfolio, ...query } = options;
  await withLedger(cli, { what: 'portfolio difference' }, async (door) => {
    const { id } = await portfolioMeant(door, portfolio);
    const answer = await door.get<PortfolioDifference>(`/v1/portfolios/${id}/difference`, { ...query });
    await cli.out.answer(answer, () => lines(answer, cli.lang, options.against !== undefined));
  });
}

type Sums = Pick<DifferingCase, 'currency' | 'before' | 'after' | 'delta'>;

function sumColumns<R extends Sums>(lang: Language): Column<R>[] {
  const money = (amount: number, { currency }: R): string => moneyText(amount, currency ?? undefined, lang);
  return [
    { head: word('before', lang), align: 'right', cell: (row) => money(row.before, row) },
    { head: word('after', lang), align: 'right', cell: (row) => money(row.after, row) },
    { head: word('difference', lang), align: 'right', cell: (row) => money(row.delta, row) },
  ];
}

function lines(answer: PortfolioDifference, lang: Language, cutsAgainst: boolean): string[] {
  const { cases, totals, next, asOf, against } = answer;
  const ref = { head: word('ref', lang), cell: (row: DifferingCase) => row.ref ?? row.case };
  const facts = { head: word('facts', lang), align: 'right', cell: (row: DifferingCase) => row.facts } as const;
  const currency = { head: word('currency', lang), cell: (row: Sums) => row.currency };
  const count = { head: word('cases', lang), align: 'right', cell: (row: { cases: number }) => row.cases } as const;
  return [
    ...(cases.length === 0 ? [word('same', lang)] : tableLines([ref, ...sumColumns(lang), facts], cases)),
    ...(totals.length === 0 ? [] : ['', ...tableLines([currency, count, ...sumColumns(lang)], totals)]),
    '',
    ...(next === null ? [] : [`${word('more', lang)}: --after ${next}`]),
    headLine(answer, lang, true),
    `${word('against', lang)}: ${headLine({ ...against, asOf }, lang, cutsAgainst)}`,
  ];
}
