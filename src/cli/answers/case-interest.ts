/** `quittance case interest REF`: terms, what stops or lowers them, what is posted and what is accrued. */
import type { CaseInterest } from '../../../projections/interest/case-interest.query.js';
import type { InterestOfDebt } from '../../../projections/interest/interest-at.calc.js';
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { pairLines, tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export async function caseInterest(cli: Cli, ref: string, options: ReadOptions): Promise<void> {
  const { asOf, knownAt, portfolio } = options;
  await withLedger(cli, { what: 'case interest' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const answer = await door.get<CaseInterest>(`/v1/cases/${id}/interest`, { asOf, knownAt });
    await cli.out.answer(answer, () => lines(answer, cli.lang, knownAt !== undefined));
  });
}

function lines(answer: CaseInterest, lang: Language, cut: boolean): string[] {
  const { ref, debts, currency } = answer;
  return [
    ...pairLines([[word('case', lang), ref === null ? answer.case : `${ref} (${answer.case})`]]),
    '',
    ...(debts.length === 0
      ? [word('none', lang), '']
      : debts.flatMap((debt) => [...debtLines(debt, currency, lang), ''])),
    headLine(answer, lang, cut),
  ];
}

function debtLines(owed: InterestOfDebt, currency: string | null, lang: Language): string[] {
  const money = (amount: number): string => moneyText(amount, currency ?? undefined, lang);
  const code = (kind: 'component' | 'suspension', name: string): string => codeText(kind, name, lang) ?? name;
  const components: Column<InterestOfDebt['components'][number]>[] = [
    { head: word('component', lang), cell: ({ component }) => code('component', component) },
    { head: word('rate', lang), cell: ({ rate }) => rate && rateText(rate, lang) },
    { head: word('postedSoFar', lang), align: 'right', cell: ({ posted }) => money(posted) },
    { head: word('postedThrough', lang), cell: ({ postedThrough }) => postedThrough && dateText(postedThrough, lang) },
    { head: word('accrued', lang), align: 'right', cell: ({ accrued }) => money(accrued) },
  ];
  const windows: Column<Row>[] = [
    { head: word('what', lang), cell: ({ what }) => what },
    { head: word('rate', lang), cell: ({ rate }) => rate },
    { head: word('dayCount', lang), cell: ({ dayCount }) => dayCount },
    { head: word('bearsOn', lang), cell: ({ base }) => base },
    { head: word('from', lang), cell: ({ from }) => dateText(from, lang) },
    { head: word('upTo', lang), cell: ({ to }) => (to === undefined ? null : dateText(to, lang)) },
    { head: word('event', lang), cell: ({ event }) => event },
  ];
  return [
    `${word('debt', lang)} ${owed.ref ?? owed.debt}`,
    ...tableLines(components, owed.components),
    '',
    ...tableLines(windows, rowsOf(owed, lang)),
  ];
}

/** One line of terms, of a concession or of a suspension. */
interface Row {
  readonly what: string;
  readonly rate?: string;
  readonly dayCount?: string;
  readonly base?: string;
  readonly from: string;
  readonly to?: string;
  readonly event: string;
}

function rowsOf({ terms, concessions, suspensions }: InterestOfDebt, lang: Language): Row[] {
  const name = (component: string): string => codeText('component', component, lang) ?? component;
  const of = (what: readonly [en: string, zh: string], more: string): string =>
    lang === 'en' ? `${what[0]}: ${more}` : `${what[1]}：${more}`;
  return [
    ...terms.map(({ component, base, dayCount, from, to, event, ...rate }): Row => ({
      what: of(['terms', '利率条款'], name(component)),
      rate: rateText(rate, lang),
      // A rate for a day needs none.
      dayCount: rate.period === 'day' ? undefined : dayCount,
      base: base.map(name).join(lang === 'en' ? ', ' : '、'),
      ...{ from, to, event },
    })),
    ...concessions.map(({ component, from, to, event, ...rate }): Row => ({
      what: of(['concession', '利率优惠'], name(component)),
      rate: rateText(rate, lang),
      ...{ from, to, event },
    })),
    ...suspensions.map(({ reason, from, to, event }): Row => ({
      what: of(['suspended', '暂停计息'], codeText('suspension', reason, lang) ?? reason),
      ...{ from, to, event },
    })),
  ];
}

function rateText({ rate, period }: { readonly rate: string; readonly period: string }, lang: Language): string {
  const per = codeText('period', period, lang) ?? period;
  return lang === 'en' ? `${rate} % ${per}` : `${per}${rate}%`;
}
