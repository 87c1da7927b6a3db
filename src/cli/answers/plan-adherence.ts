/** `quittance plan adherence`. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import type { CurrencyAdherence, PlanAdherence } from '../../../projections/plans/adherence.query.js';
import type { Share } from '../../../projections/plans/plan-view.js';
import { rateOf } from '../../../projections/read/shares.js';
import { withLedger, type Cli } from '../cli.js';
import { portfolioCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines, type Column } from '../text/table.js';
import { word, type Language } from '../text/words.js';
import { rateText } from './report.js';

export async function planAdherence(cli: Cli, { asOf, knownAt, portfolio }: ReadOptions): Promise<void> {
  await withLedger(cli, { what: 'plan adherence' }, async (door) => {
    const within = portfolio === undefined ? undefined : await portfolioCalled(door, portfolio);
    const answer = await door.get<PlanAdherence>('/v1/plans/adherence', { asOf, knownAt, portfolio: within?.id });
    await cli.out.answer(answer, () => [
      ...(answer.currencies.length === 0 ? [word('none', cli.lang)] : tableLines(columns(cli.lang), answer.currencies)),
      '',
      `${answer.metrics.join(', ')} – ${headLine(answer, cli.lang, knownAt !== undefined)}`,
    ]);
  });
}

function columns(lang: Language): Column<CurrencyAdherence>[] {
  const money = (amount: number, currency: string): string => moneyText(amount, currency, lang);
  return [
    { head: word('currency', lang), cell: ({ currency }) => currency },
    { head: word('state', lang), cell: ({ states }) => statesText(states, lang) },
    {
      head: word('inCount', lang),
      align: 'right',
      cell: ({ count }) => `${count.numerator}/${count.denominator}`,
    },
    { head: '%', align: 'right', cell: ({ count }) => share(count) },
    {
      head: word('inAmount', lang),
      align: 'right',
      cell: ({ amount, currency }) => `${money(amount.numerator, currency)} / ${money(amount.denominator, currency)}`,
    },
    { head: '%', align: 'right', cell: ({ amount }) => share(amount) },
  ];
}

function statesText(states: Readonly<Record<string, number>>, lang: Language): string {
  const named = Object.entries(states).map(
    ([state, plans]) => `${codeText('planState', state, lang) ?? state} ${plans}`,
  );
  return named.join(', ');
}

function share({ numerator, denominator }: Share): string | null {
  return rateText({ currency: null, by: null, ...rateOf(numerator, denominator) });
}
