/** `quittance findings …`: what the rules say of what was done, as known then and as known now. */
import { Option, type Command } from 'commander';
import type { CaseFindingsOptions } from '../answers/findings-case.js';
import type { PortfolioFindingsOptions } from '../answers/findings-portfolio.js';
import { example, reads, runs } from '../runs.js';

function toFile(command: Command): Command {
  return command
    .addOption(new Option('--csv', 'CSV (RFC 4180)').conflicts('parquet'))
    .addOption(new Option('--parquet', 'Apache Parquet; needs --output'))
    .option('-o, --output <file>', 'write to this file; it must not be there yet');
}

export function findingsCommands(program: Command): void {
  const group = program.command('findings').description('what the rules say of contacts and duties, then and now');
  const ofCase = group.command('case <ref>').description('every rule over the whole history of a case');
  example(
    toFile(reads(ofCase))
      .option('--rule <rule>', "only this rule: US-F-1, or with its version; 'clearance'")
      .option('--outcome <outcome>', 'only this outcome: BREACH, ALLOWED, NOT_EVALUATED, DUTY_MISSED, …')
      .addOption(new Option('--basis <basis>', 'on which basis').choices(['as-known', 'as-now-known'])),
    'quittance findings case S109961',
    'quittance findings case S109961 --outcome BREACH --basis as-now-known --json',
  ).action(
    runs(async (cli, ref: string, options: CaseFindingsOptions) =>
      (await import('../answers/findings-case.js')).caseFindings(cli, ref, options),
    ),
  );
  const ofBook = group.command('portfolio <name>').description('the compliance report of a portfolio and a period');
  example(
    toFile(ofBook)
      .requiredOption('--from <date>', 'first day of the period (YYYY-MM-DD)')
      .requiredOption('--to <date>', 'last day of the period')
      .option('--as-of <date>', 'V: duties as of this day; today where left out')
      .option('--known-at <when>', 'K: what was known then (an instant, a date or an event id)'),
    'quittance findings portfolio credit-cards --from 2026-10-01 --to 2026-10-31',
    'quittance findings portfolio credit-cards --from 2026-10-01 --to 2026-10-31 --csv -o october.csv',
  ).action(
    runs(async (cli, name: string, options: PortfolioFindingsOptions) =>
      (await import('../answers/findings-portfolio.js')).portfolioFindings(cli, name, options),
    ),
  );
}
