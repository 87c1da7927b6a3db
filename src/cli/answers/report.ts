/** `quittance report collection` and `quittance report figures`. */
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { exportTable } from '../../../projections/export/columns.js';
import { FIGURE_COLUMNS, rowsOf, type FigureRow } from '../../../projections/figures/figures.export.js';
import type { Figure, Figures } from '../../../projections/figures/figures.query.js';
import type { FigureLine } from '../../../projections/figures/lines.calc.js';
import { withLedger, type Cli } from '../cli.js';
import type { Parameters } from '../ledger/ledger-door.js';
import { portfolioMeant } from '../ledger/references.js';
import { wantsFile, writeTable, type FileOptions } from '../table-file.js';
import { headLine } from '../text/head.js';
import { tableLines } from '../text/table.js';
import { momentText } from '../text/when.js';
import { word, type Language } from '../text/words.js';

export interface ReportOptions extends FileOptions {
  readonly from: string;
  readonly to: string;
  readonly portfolio?: string;
  readonly knownAt?: string;
  readonly table?: string;
  readonly through?: string;
  readonly lateHours?: string;
}

/** What the question takes of the options. */
export function askOf({ from, to, knownAt, table, through, lateHours }: ReportOptions, portfolio: string): Parameters {
  return { portfolio, from, to, knownAt, table, through, lateHours };
}

export async function report(cli: Cli, path: string, options: ReportOptions): Promise<void> {
  await withLedger(cli, { what: 'report' }, async (door) => {
    const { id } = await portfolioMeant(door, options.portfolio);
    const answer = await door.get<Figures>(path, askOf(options, id));
    if (wantsFile(options)) {
      await writeTable(cli, options, exportTable(FIGURE_COLUMNS, rowsOf(answer)));
      return;
    }
    await cli.out.answer(answer, () => lines(answer, cli.lang, options.knownAt !== undefined));
  });
}

/** A rate as people read it: percent with two decimals, or so many per thousand. */
export function rateText({ bps, perThousandHundredths }: FigureLine): string | null {
  const hundredths = perThousandHundredths === undefined ? bps : perThousandHundredths;
  if (hundredths === null) return null;
  const sign = hundredths < 0 ? '-' : '';
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  return `${sign}${digits.slice(0, -2)}.${digits.slice(-2)} ${perThousandHundredths === undefined ? '%' : '‰'}`;
}

function halfText(amount: number, { figure, line }: FigureRow, lang: Language): string {
  if (figure.unit === 'amount') return moneyText(amount, line.currency ?? undefined, lang);
  return new Intl.NumberFormat(lang === 'en' ? 'en' : 'zh-CN').format(amount);
}

function lines(answer: Figures, lang: Language, cut: boolean): string[] {
  const rows = rowsOf(answer);
  const table = tableLines<FigureRow>(
    [
      { head: word('figure', lang), cell: ({ figure }) => figure.name[lang] },
      { head: word('part', lang), cell: ({ line }) => line.by },
      { head: word('currency', lang), cell: ({ line }) => line.currency },
      { head: word('numerator', lang), align: 'right', cell: (row) => halfText(row.line.numerator, row, lang) },
      { head: word('denominator', lang), align: 'right', cell: (row) => halfText(row.line.denominator, row, lang) },
      { head: word('knownNow', lang), align: 'right', cell: ({ line }) => rateText(line) },
      { head: word('reportedThen', lang), align: 'right', cell: ({ reported }) => reported && rateText(reported) },
    ],
    rows,
  );
  const { reportedAt } = answer;
  const then = reportedAt?.knownAt ?? null;
  return [
    `${answer.name}: ${word('period', lang)} ${answer.from} – ${answer.to}, ${word('bucketTable', lang)} ${answer.table}`,
    '',
    ...(rows.length === 0 ? [word('none', lang)] : table),
    '',
    `${word('definitions', lang)}:`,
    ...answer.figures.map((figure) => definitionLine(figure, lang)),
    '',
    headLine(answer, lang, cut),
    `${word('reportedThen', lang)}: ${then === null ? word('nothingYet', lang) : `${word('knownAt', lang)} ${momentText(then, lang)}`}`,
  ];
}

function definitionLine({ id, version, name, definition }: Figure, lang: Language): string {
  return `  ${name[lang]} (${id}@${version}): ${definition[lang]}`;
}
