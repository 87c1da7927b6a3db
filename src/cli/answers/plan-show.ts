/** `quittance plan show REF`. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { CasePlans } from '../../../projections/plans/plans.query.js';
import type { InstalmentView, PlanView, Share, VersionView } from '../../../projections/plans/plan-view.js';
import { withLedger, type Cli } from '../cli.js';
import { caseCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { pairLines, tableLines, type Column } from '../text/table.js';
import { dateText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export async function planShow(cli: Cli, ref: string, { asOf, knownAt, portfolio }: ReadOptions): Promise<void> {
  await withLedger(cli, { what: 'plan show' }, async (door) => {
    const id = await caseCalled(door, ref, portfolio);
    const answer = await door.get<CasePlans>(`/v1/cases/${id}/plans`, { asOf, knownAt });
    await cli.out.answer(answer, () => [
      ...(answer.plans.length === 0 ? [word('none', cli.lang), ''] : []),
      ...answer.plans.flatMap((plan) => planLines(plan, cli.lang)),
      headLine(answer, cli.lang, knownAt !== undefined),
    ]);
  });
}

function planLines(plan: PlanView, lang: Language): string[] {
  const { plan: id, kind, state, since, currency, versions } = plan;
  const head = pairLines([
    [word('plan', lang), id],
    [word('kind', lang), codeText('planKind', kind, lang)],
    [word('state', lang), `${stateText(state, lang)} (${dateText(since, lang)})`],
  ]);
  return [...head, '', ...versions.flatMap((version) => versionLines(version, currency, lang))];
}

function stateText(state: string, lang: Language): string {
  return codeText('planState', state, lang) ?? state;
}

function versionLines(version: VersionView, currency: string, lang: Language): string[] {
  const money = (amount: number): string => moneyText(amount, currency, lang);
  const share = ({ numerator, denominator }: Share, text: (value: number) => string): string =>
    `${text(numerator)} / ${text(denominator)}`;
  const { adherence } = version;
  const facts = pairLines([
    [word('version', lang), `${version.version}: ${stateText(version.state, lang)} (${dateText(version.since, lang)})`],
    [word('paid', lang), share({ numerator: version.paid, denominator: version.total }, money)],
    [word('arrears', lang), money(version.arrears)],
    [word('inCount', lang), share(adherence.count, String)],
    [word('inAmount', lang), share(adherence.amount, money)],
    [word('breaksBy', lang), version.breakRule],
  ]);
  return [...facts, '', ...tableLines(columns(money, lang), version.instalments), ''];
}

function columns(money: (amount: number) => string, lang: Language): Column<InstalmentView>[] {
  const day = (date: string | null): string | null => (date === null ? null : dateText(date, lang));
  return [
    { head: word('instalment', lang), align: 'right', cell: ({ no }) => no },
    { head: word('due', lang), cell: ({ due }) => day(due) },
    { head: word('grace', lang), cell: ({ graceEnd }) => day(graceEnd) },
    { head: word('amount', lang), align: 'right', cell: ({ amount }) => money(amount) },
    { head: word('paid', lang), align: 'right', cell: ({ paid }) => money(paid) },
    { head: word('outcome', lang), cell: ({ outcome }) => codeText('instalmentOutcome', outcome, lang) },
    { head: word('since', lang), cell: ({ since }) => day(since) },
    { head: word('paidOn', lang), cell: ({ paidOn }) => day(paidOn) },
  ];
}
