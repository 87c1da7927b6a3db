/** `quittance plan survival`. */
import type { SurvivalMonth } from '../../../projections/plans/survival.calc.js';
import type { PlanSurvival } from '../../../projections/plans/survival.query.js';
import { withLedger, type Cli } from '../cli.js';
import { portfolioCalled } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { pairLines, tableLines, type Column } from '../text/table.js';
import { word, type Language } from '../text/words.js';

export async function planSurvival(cli: Cli, { asOf, knownAt, portfolio }: ReadOptions): Promise<void> {
  await withLedger(cli, { what: 'plan survival' }, async (door) => {
    const within = portfolio === undefined ? undefined : await portfolioCalled(door, portfolio);
    const answer = await door.get<PlanSurvival>('/v1/plans/survival', { asOf, knownAt, portfolio: within?.id });
    await cli.out.answer(answer, () => [
      ...(answer.months.length === 0 ? [word('none', cli.lang)] : tableLines(columns(cli.lang), answer.months)),
      '',
      ...pairLines([
        [word('activated', cli.lang), answer.activated],
        [word('unbroken', cli.lang), answer.unbroken],
      ]),
      '',
      `${answer.metric} – ${headLine(answer, cli.lang, knownAt !== undefined)}`,
    ]);
  });
}

function columns(lang: Language): Column<SurvivalMonth>[] {
  return [
    { head: word('month', lang), align: 'right', cell: ({ month }) => month },
    { head: word('atRisk', lang), align: 'right', cell: ({ atRisk }) => atRisk },
    { head: word('brokenPlans', lang), align: 'right', cell: ({ broken }) => broken },
    { head: word('censored', lang), align: 'right', cell: ({ censored }) => censored },
    { head: word('survival', lang), align: 'right', cell: ({ survival }) => survival },
  ];
}
