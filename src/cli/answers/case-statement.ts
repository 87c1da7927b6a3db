/** `quittance case statement REF`. */
import type { StatementAnswer } from '../../../projections/itemisation/itemisation.query.js';
import { moneyFact } from '../../../projections/itemisation/money-facts.js';
import type { StatementLine } from '../../../projections/itemisation/statement.calc.js';
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { pairLines, tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export interface StatementOptions extends ReadOptions {
  readonly from?: string;
  readonly to?: string;
}

export async function caseStatement(cli: Cli, ref: string, options: StatementOptions): Promise<void> {
  const { asOf, knownAt, portfolio, from, to } = options;
  await withLedger(cli, { what: 'case statement' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const answer = await door.get<StatementAnswer>(`/v1/cases/${id}/statement`, { asOf, knownAt, from, to });
    await cli.out.answer(answer, () => lines(answer, cli.lang, knownAt !== undefined));
  });
}

function lines(answer: StatementAnswer, lang: Language, cut: boolean): string[] {
  const money = (amount: number): string => moneyText(amount, answer.currency ?? undefined, lang);
  const accrued = answer.accrued.reduce((sum, { amount }) => sum + amount, 0);
  const columns: Column<StatementLine>[] = [
    { head: word('date', lang), cell: ({ date }) => dateText(date, lang) },
    { head: word('what', lang), cell: (line) => whatText(line, lang) },
    { head: word('amount', lang), align: 'right', cell: ({ amount }) => money(amount) },
    { head: word('balance', lang), align: 'right', cell: ({ balance }) => money(balance) },
  ];
  return [
    ...pairLines([
      [word('case', lang), answer.ref === null ? answer.case : `${answer.ref} (${answer.case})`],
      [word('from', lang), dateText(answer.from, lang)],
      [word('opening', lang), money(answer.opening)],
    ]),
    '',
    ...(answer.lines.length === 0 ? [word('none', lang)] : tableLines(columns, answer.lines)),
    '',
    ...pairLines([
      [word('closing', lang), money(answer.closing)],
      [word('accrued', lang), accrued === 0 ? null : money(accrued)],
    ]),
    headLine(answer, lang, cut),
  ];
}

/** What it was, and the components that it went to. */
function whatText({ type, parts }: StatementLine, lang: Language): string {
  const name = moneyFact(type)[lang];
  const components = [...new Set(parts.map(({ component }) => codeText('component', component, lang) ?? component))];
  if (components.length === 0) return name;
  return lang === 'en' ? `${name}: ${components.join(', ')}` : `${name}：${components.join('、')}`;
}
