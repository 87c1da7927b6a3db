/** `quittance portfolio …`. */
import type { Command } from 'commander';
import type { CreateOptions } from '../answers/portfolio-create.js';
import type { PortfolioDifferenceOptions } from '../answers/portfolio-difference.js';
import { differs, example, reads, runs, type ReadOptions } from '../runs.js';

export function portfolioCommands(program: Command): void {
  const group = program.command('portfolio').description('portfolios: the books that are worked under one policy');
  const create = group.command('create <name>').description('create a portfolio');
  example(
    create
      .requiredOption('--zone <zone>', 'IANA time zone of its civil dates, such as Europe/Rome')
      .option('--currency <code>', 'ISO 4217 code of cases that name none')
      .option('--title <text>', 'what people call it')
      .option('--creditor <name>', 'who is owed')
      .option('--jurisdictions <codes...>', 'codes such as CN, US-MA, UK')
      .option('--capacity <capacity>', 'FIRST_PARTY, AGENCY or PURCHASER')
      .option('--interest <name>', 'what may bear interest; standard@1 (the contract alone) where left out')
      .option('--waterfall <name>', 'order in which payments are used up; standard@1 where left out')
      .option('--buckets <name>', 'table of ageing buckets: china@1 or us@1; by jurisdiction where left out')
      .option('--grace-days <days>', 'days after its due date in which a promise may still be kept')
      .option('--tolerance-bps <points>', 'how much of a promise may be missing, in basis points'),
    'quittance portfolio create lakeside-cards --zone Europe/Rome --currency EUR',
  ).action(
    runs(async (cli, name: string, options: CreateOptions) =>
      (await import('../answers/portfolio-create.js')).portfolioCreate(cli, name, options),
    ),
  );
  const list = group.command('list').description('which portfolios there are');
  example(reads(list), 'quittance portfolio list', 'quittance portfolio list --known-at 2026-06-30 --json').action(
    runs(async (cli, options: ReadOptions) =>
      (await import('../answers/portfolio-list.js')).portfolioList(cli, options),
    ),
  );
  const totals = group.command('totals').description('what a portfolio owes, and what was done on it, by currency');
  example(
    reads(totals),
    'quittance portfolio totals --portfolio traffic-fines --as-of 2005-12-31',
    'quittance portfolio totals --portfolio traffic-fines --json',
  ).action(
    runs(async (cli, options: ReadOptions) =>
      (await import('../answers/portfolio-totals.js')).portfolioTotals(cli, options),
    ),
  );

  const difference = group
    .command('difference')
    .description('which cases owe something else at the same day, because more was known');
  example(
    differs(difference)
      .option('--limit <number>', 'cases on a page (1 to 1000)', '50')
      .option('--after <cursor>', "'next' of the page before"),
    'quittance portfolio difference --portfolio traffic-fines --as-of 2026-03-31 --known-at 2026-04-01',
  ).action(
    runs(async (cli, options: PortfolioDifferenceOptions) =>
      (await import('../answers/portfolio-difference.js')).portfolioDifference(cli, options),
    ),
  );
}
