/** `quittance report metrics`: which figures there are, and what each means. */
import type { MetricList } from '../../../projections/figures/figures.controller.js';
import { withLedger, type Cli } from '../cli.js';
import { tableLines } from '../text/table.js';
import { word, type Language } from '../text/words.js';

export async function reportMetrics(cli: Cli): Promise<void> {
  await withLedger(cli, { what: 'report metrics' }, async (door) => {
    const answer = await door.get<MetricList>('/v1/figures');
    await cli.out.answer(answer, () => lines(answer, cli.lang));
  });
}

function lines({ metrics, notYet }: MetricList, lang: Language): string[] {
  const named = tableLines(
    [
      { head: word('id', lang), cell: ({ id, version }) => `${id}@${version}` },
      { head: word('figure', lang), cell: ({ name }) => name[lang] },
      { head: word('unit', lang), cell: ({ unit }) => word(unit === 'amount' ? 'amount' : 'number', lang) },
      { head: word('part', lang), cell: ({ dimension }) => dimension },
      { head: word('definition', lang), cell: ({ definition }) => definition[lang] },
    ],
    metrics,
  );
  const missing = notYet.map(({ id, name, why }) => `  ${name[lang]} (${id}): ${why[lang]}`);
  return missing.length === 0 ? named : [...named, '', `${word('notYet', lang)}:`, ...missing];
}
