/** `quittance case itemisation REF`. */
import type { ItemisationAnswer } from '../../../projections/itemisation/itemisation.query.js';
import type { DebtItems, ItemRow } from '../../../projections/itemisation/itemisation.calc.js';
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { pairLines, tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language, type Word } from '../text/words.js';

export interface ItemisationOptions extends ReadOptions {
  readonly since?: string;
}

export async function caseItemisation(cli: Cli, ref: string, options: ItemisationOptions): Promise<void> {
  const { asOf, knownAt, portfolio, since } = options;
  await withLedger(cli, { what: 'case itemisation' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const answer = await door.get<ItemisationAnswer>(`/v1/cases/${id}/itemisation`, { asOf, knownAt, since });
    await cli.out.answer(answer, () => lines(answer, cli.lang, knownAt !== undefined));
  });
}

function lines(answer: ItemisationAnswer, lang: Language, cut: boolean): string[] {
  const { debts, held, net, currency } = answer;
  const money = (amount: number): string => moneyText(amount, currency ?? undefined, lang);
  const total: [string, string | null][] = [
    [word('case', lang), answer.ref === null ? answer.case : `${answer.ref} (${answer.case})`],
    [word('net', lang), money(net)],
    [word('held', lang), held === 0 ? null : money(held)],
  ];
  return [
    ...pairLines(total),
    ...debts.flatMap((items) => ['', ...debtLines(items, money, lang)]),
    '',
    headLine(answer, lang, cut),
  ];
}

type Line = Omit<ItemRow, 'component'> & { readonly component: string };

function debtLines(
  { debt, ref, since, rows, total }: DebtItems,
  money: (n: number) => string,
  lang: Language,
): string[] {
  const name = debt === 'case' ? word('onTheCase', lang) : (ref ?? debt);
  const columns: Column<Line>[] = [
    { head: word('component', lang), cell: ({ component }) => codeText('component', component, lang) ?? component },
    ...(
      [
        ['opening', 'opening'],
        ['charges', 'charges'],
        ['interest', 'interest'],
        ['adjusted', 'adjustments'],
        ['payments', 'payments'],
        ['credits', 'credits'],
        ['balance', 'balance'],
        ['accrued', 'accrued'],
      ] as const satisfies readonly (readonly [Word, keyof ItemRow])[]
    ).map(([head, key]): Column<Line> => ({
      head: word(head, lang),
      align: 'right',
      cell: (row) => (row[key] === 0 ? null : money(row[key])),
    })),
  ];
  const all = [...rows, { ...total, component: word('total', lang) }];
  return [
    `${word('debt', lang)} ${name}, ${word('since', lang)} ${dateText(since, lang)}`,
    ...tableLines(columns, all),
  ];
}
