/** `quittance report ageing`: how old is what a portfolio is owed. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import type { Aged, Ageing, CurrencyAgeing } from '../../../projections/delinquency/ageing.query.js';
import { withLedger, type Cli } from '../cli.js';
import { portfolioMeant } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { shareText } from '../text/share.js';
import { tableLines } from '../text/table.js';
import { word, type Language } from '../text/words.js';

export interface AgeingOptions extends ReadOptions {
  readonly table?: string;
  readonly level?: string;
}

export async function reportAgeing(cli: Cli, options: AgeingOptions): Promise<void> {
  const { asOf, knownAt, table, level } = options;
  await withLedger(cli, { what: 'report ageing' }, async (door) => {
    const { id: portfolio } = await portfolioMeant(door, options.portfolio);
    const answer = await door.get<Ageing>('/v1/ageing', { portfolio, asOf, knownAt, table, level });
    await cli.out.answer(answer, () => lines(answer, cli.lang, knownAt !== undefined));
  });
}

function lines(answer: Ageing, lang: Language, cut: boolean): string[] {
  const { name, currencies, table } = answer;
  return [
    `${name}: ${word('ageing', lang)}, ${word('bucketTable', lang)} ${table.name}`,
    '',
    ...(currencies.length === 0
      ? [word('none', lang), '']
      : currencies.flatMap((one) => bucketLines(answer, one, lang))),
    headLine(answer, lang, cut),
  ];
}

function bucketLines({ level }: Ageing, { currency, buckets, ...sums }: CurrencyAgeing, lang: Language): string[] {
  const money = (amount: number): string => moneyText(amount, currency ?? undefined, lang);
  const total = { ...sums, bucket: word('total', lang), shareBps: null, stated: null, chargedOff: null };
  type Row = Omit<Aged, 'stated' | 'chargedOff'> & {
    readonly stated: number | null;
    readonly chargedOff: number | null;
  };
  const table = tableLines<Row>(
    [
      { head: word('bucket', lang), cell: ({ bucket }) => bucket },
      { head: word(level === 'account' ? 'accounts' : 'debts', lang), align: 'right', cell: ({ count }) => count },
      { head: word('owing', lang), align: 'right', cell: ({ owing }) => money(owing) },
      { head: word('share', lang), align: 'right', cell: ({ shareBps }) => shareText(shareBps) },
      { head: word('principal', lang), align: 'right', cell: ({ principal }) => money(principal) },
      { head: word('overdue', lang), align: 'right', cell: ({ pastDue }) => money(pastDue) },
      { head: word('stated', lang), align: 'right', cell: ({ stated }) => stated },
      { head: word('chargedOff', lang), align: 'right', cell: ({ chargedOff }) => chargedOff },
    ],
    [...buckets, total],
  );
  return [...table, ''];
}
