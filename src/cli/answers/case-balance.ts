/** `quittance case balance REF`. */
import type { CaseBalanceAnswer } from '../../../projections/balances/balances.query.js';
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { pairLines } from '../text/table.js';
import { word, type Language, type Word } from '../text/words.js';

export async function caseBalance(cli: Cli, ref: string, { asOf, knownAt, portfolio }: ReadOptions): Promise<void> {
  await withLedger(cli, { what: 'case balance' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const answer = await door.get<CaseBalanceAnswer>(`/v1/cases/${id}/balance`, { asOf, knownAt });
    await cli.out.answer(answer, () => lines(answer, cli.lang, knownAt !== undefined));
  });
}

function lines(answer: CaseBalanceAnswer, lang: Language, cut: boolean): string[] {
  const money = (amount: number): string => moneyText(amount, answer.currency ?? undefined, lang);
  const some = (name: Word, amount: number): [string, string | null] => [
    word(name, lang),
    amount === 0 ? null : money(amount),
  ];
  return [
    ...pairLines([
      [word('case', lang), answer.ref === null ? answer.case : `${answer.ref} (${answer.case})`],
      [word('net', lang), money(answer.net)],
      [word('held', lang), money(answer.held)],
      ...componentPairs(answer, lang),
      some('adjusted', answer.adjusted),
      some('waived', answer.waived),
      some('paid', answer.paid),
      some('refunded', answer.refunded),
      some('chargedOff', answer.chargedOff),
      some(
        'accrued',
        answer.accrued.reduce((sum, { amount }) => sum + amount, 0),
      ),
    ]),
    '',
    headLine(answer, lang, cut),
  ];
}

/** What is still owed, by component. */
export function componentPairs(
  { components, currency }: Pick<CaseBalanceAnswer, 'components' | 'currency'>,
  lang: Language,
): (readonly [string, string])[] {
  return Object.entries(components).map(([name, amount]) => [
    `  ${codeText('component', name, lang) ?? name}`,
    moneyText(amount, currency ?? undefined, lang),
  ]);
}
