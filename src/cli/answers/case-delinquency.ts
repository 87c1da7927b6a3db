/** `quittance case delinquency REF`: how far past due a case is, and when it changed bucket. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import type { CaseDelinquency, DebtDelinquency } from '../../../projections/delinquency/case-delinquency.query.js';
import type { CaseBalanceAnswer } from '../../../projections/balances/balances.query.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { pairLines, tableLines } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export interface DelinquencyOptions extends ReadOptions {
  readonly table?: string;
}

export async function caseDelinquency(cli: Cli, ref: string, options: DelinquencyOptions): Promise<void> {
  const { asOf, knownAt, portfolio, table } = options;
  await withLedger(cli, { what: 'case delinquency' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const answer = await door.get<CaseDelinquency>(`/v1/cases/${id}/delinquency`, { asOf, knownAt, table });
    const { currency } = await door.get<CaseBalanceAnswer>(`/v1/cases/${id}/balance`, { asOf, knownAt });
    await cli.out.answer(answer, () => lines(answer, currency, cli.lang, knownAt !== undefined));
  });
}

function lines(answer: CaseDelinquency, currency: string | null, lang: Language, cut: boolean): string[] {
  const { account, debts, changes, table } = answer;
  const money = (amount: number): string => moneyText(amount, currency ?? undefined, lang);
  return [
    ...pairLines([
      [word('case', lang), answer.case],
      [word('bucketTable', lang), table.name],
      [word('bucket', lang), account.bucket],
      [word('daysPastDue', lang), account.daysPastDue],
      [word('monthsPastDue', lang), account.monthsPastDue],
      [word('owing', lang), money(account.owing)],
      [word('overdue', lang), money(account.overdue)],
    ]),
    '',
    ...(debts.length === 0 ? [word('none', lang)] : debtLines(debts, money, lang)),
    '',
    ...changes.map(({ on, from, to }) => `${dateText(on, lang)}: ${from ?? '–'} → ${to ?? '–'}`),
    ...(changes.length === 0 ? [] : ['']),
    headLine(answer, lang, cut),
  ];
}

function debtLines(debts: readonly DebtDelinquency[], money: (amount: number) => string, lang: Language): string[] {
  return tableLines<DebtDelinquency>(
    [
      { head: word('debt', lang), cell: ({ debt }) => debt },
      { head: word('bucket', lang), cell: ({ bucket }) => bucket },
      { head: word('oldestDue', lang), cell: ({ oldestDue }) => oldestDue && dateText(oldestDue, lang) },
      { head: word('daysPastDue', lang), align: 'right', cell: ({ daysPastDue }) => daysPastDue },
      { head: word('owing', lang), align: 'right', cell: ({ owing }) => money(owing) },
      { head: word('overdue', lang), align: 'right', cell: ({ overdue }) => money(overdue) },
    ],
    debts,
  );
}
