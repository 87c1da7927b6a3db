/** `quittance portfolio totals`. */
import type { CurrencyTotals, PortfolioTotals } from '../../../projections/portfolio/totals.query.js';
import { moneyText } from '../../../projections/audit-history/sentences/amounts.js';
import { codeText } from '../../../projections/audit-history/sentences/codes.js';
import { withLedger, type Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import type { LedgerDoor } from '../ledger/ledger-door.js';
import { portfolioCalled, portfolios } from '../ledger/references.js';
import type { ReadOptions } from '../runs.js';
import { headLine } from '../text/head.js';
import { tableLines } from '../text/table.js';
import { word, type Language, type Word } from '../text/words.js';

export async function portfolioTotals(cli: Cli, { portfolio, asOf, knownAt }: ReadOptions): Promise<void> {
  await withLedger(cli, { what: 'portfolio totals' }, async (door) => {
    const { id } = portfolio === undefined ? await theOnly(door) : await portfolioCalled(door, portfolio);
    const answer = await door.get<PortfolioTotals>(`/v1/portfolios/${id}/totals`, { asOf, knownAt });
    await cli.out.answer(answer, () => lines(answer, cli.lang, knownAt !== undefined));
  });
}

/** The one portfolio that there is. @throws CliError where there is none, or several. */
export async function theOnly(door: LedgerDoor): Promise<{ readonly id: string }> {
  const all = await portfolios(door);
  const [first] = all;
  if (!first) throw new CliError(EXIT.notFound, "There is no portfolio yet. 'quittance portfolio create' makes one.");
  if (all.length === 1) return first;
  const names = all.map(({ name }) => name).join(', ');
  throw new CliError(EXIT.usage, `Say which portfolio with --portfolio: ${names}.`);
}

const COUNTS = [
  ['cases', 'cases'],
  ['casesOwing', 'casesOwing'],
  ['casesInCredit', 'casesInCredit'],
  ['casesSettled', 'casesSettled'],
  ['placedCases', 'placed'],
  ['contacts', 'contacts'],
  ['disputes', 'disputes'],
  ['complaints', 'complaints'],
] as const satisfies readonly (readonly [Word, keyof CurrencyTotals])[];

const SUMS = [
  ['adjusted', 'adjusted'],
  ['waived', 'waived'],
  ['paid', 'paid'],
  ['refunded', 'refunded'],
  ['held', 'held'],
  ['chargedOff', 'chargedOff'],
  ['owing', 'owing'],
  ['credit', 'credit'],
] as const satisfies readonly (readonly [Word, keyof CurrencyTotals])[];

interface Line {
  readonly name: string;
  readonly of: (totals: CurrencyTotals) => string | null;
}

/** One column a currency. */
function lines(answer: PortfolioTotals, lang: Language, cut: boolean): string[] {
  const { totals } = answer;
  const counts = COUNTS.map(([name, key]): Line => ({ name: word(name, lang), of: (t) => countText(t[key], lang) }));
  const sums = SUMS.map(([name, key]): Line => ({ name: word(name, lang), of: (t) => sumText(t[key], t, lang) }));
  const all = [...counts, ...chargedLines(totals, lang), ...sums, ...ageingLines(totals, lang)];
  const columns = totals.map((total) => ({
    head: total.currency ?? '–',
    align: 'right' as const,
    cell: (line: Line) => line.of(total),
  }));
  const table =
    totals.length === 0
      ? [word('none', lang)]
      : tableLines([{ head: answer.name, cell: (line: Line) => line.name }, ...columns], all);
  return [...table, '', headLine(answer, lang, cut)];
}

function countText(count: number, lang: Language): string {
  return new Intl.NumberFormat(lang === 'en' ? 'en' : 'zh-CN').format(count);
}

function sumText(amount: number, { currency }: CurrencyTotals, lang: Language): string {
  return moneyText(amount, currency ?? undefined, lang);
}

function chargedLines(totals: readonly CurrencyTotals[], lang: Language): Line[] {
  const names = new Set(totals.flatMap(({ charged }) => Object.keys(charged) as (keyof typeof charged)[]));
  return [...names]
    .filter((name) => totals.some(({ charged }) => charged[name] !== 0))
    .map((name) => ({
      name: `${word('charged', lang)}: ${codeText('component', name, lang) ?? name}`,
      of: (total) => sumText(total.charged[name], total, lang),
    }));
}

function ageingLines(totals: readonly CurrencyTotals[], lang: Language): Line[] {
  const buckets = new Set(totals.flatMap(({ ageing }) => ageing.map(({ bucket }) => bucket)));
  return [...buckets].map((bucket) => ({
    name: `${word('ageing', lang)}: ${bucket}`,
    of(total) {
      const found = total.ageing.find((item) => item.bucket === bucket);
      return found ? sumText(found.owing, total, lang) : null;
    },
  }));
}
