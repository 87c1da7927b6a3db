/** `quittance report …`: the figures that managers report, each with its definition, exact fraction and (V, K). */
import { Option, type Command } from 'commander';
import type { AgeingOptions } from '../answers/report-ageing.js';
import type { RollRatesOptions } from '../answers/report-roll-rates.js';
import type { DrillDownOptions } from '../answers/report-drill-down.js';
import type { ReportOptions } from '../answers/report.js';
import { example, reads, runs } from '../runs.js';

function asks(command: Command): Command {
  return command
    .requiredOption('--from <date>', 'first day of the period (YYYY-MM-DD)')
    .requiredOption('--to <date>', 'last day of the period; states are as of its end')
    .option('--portfolio <name>', 'name or id of a portfolio; the only one where left out')
    .option('--known-at <when>', 'K: what was known then (an instant, a date or an event id)')
    .option('--table <name>', "bucket table: china@1 or us@1; the portfolio's own where left out")
    .option('--through <date>', 'recoveries and liquidation count up to this day; the end of the period by default')
    .option('--late-hours <hours>', 'a fact recorded more hours than this after it happened is late; 24 by default')
    .addOption(new Option('--csv', 'CSV (RFC 4180)').conflicts('parquet'))
    .addOption(new Option('--parquet', 'Apache Parquet; needs --output'))
    .option('-o, --output <file>', 'write to this file; it must not be there yet');
}

const TABLE = "bucket table: china@1 or us@1; the portfolio's own where left out";

function delinquencyOf(group: Command): void {
  const ageing = reads(group.command('ageing').description('how old is what a portfolio is owed, by bucket'))
    .option('--table <name>', TABLE)
    .addOption(new Option('--level <level>', 'accounts, or single debts').choices(['account', 'debt']));
  example(
    ageing,
    'quittance report ageing --portfolio credit-cards',
    'quittance report ageing --portfolio credit-cards --as-of 2005-08-31 --known-at 2005-09-05 --table us@1 --json',
  ).action(
    runs(async (cli, options: AgeingOptions) =>
      (await import('../answers/report-ageing.js')).reportAgeing(cli, options),
    ),
  );
  const rolls = group
    .command('roll-rates')
    .description('where the accounts of each bucket went between two days: cured, rolled forward, paid off, …')
    .requiredOption('--from <date>', 'the start: as of the whole of this day (YYYY-MM-DD)')
    .requiredOption('--to <date>', 'the end: as of the whole of this day')
    .option('--portfolio <name>', 'name or id of a portfolio; the only one where left out')
    .option('--known-at <when>', 'K: what was known then (an instant, a date or an event id)')
    .option('--table <name>', TABLE);
  example(rolls, 'quittance report roll-rates --portfolio credit-cards --from 2005-08-31 --to 2005-09-30').action(
    runs(async (cli, options: RollRatesOptions) =>
      (await import('../answers/report-roll-rates.js')).reportRollRates(cli, options),
    ),
  );
  const metrics = group.command('metrics').description('which metrics there are, and what each means');
  example(metrics, 'quittance report metrics --lang zh').action(
    runs(async (cli) => (await import('../answers/report-metrics.js')).reportMetrics(cli)),
  );
}

export function reportCommands(program: Command): void {
  const group = program.command('report').description('figures: overdue, success, recovery, roll rates, contacts, …');
  const collection = group.command('collection').description('overdue, success and recovery rate, with all variants');
  example(
    asks(collection),
    'quittance report collection --portfolio credit-cards --from 2005-09-01 --to 2005-09-30',
    'quittance report collection --portfolio credit-cards --from 2005-09-01 --to 2005-09-30 --csv -o september.csv',
  ).action(
    runs(async (cli, options: ReportOptions) =>
      (await import('../answers/report.js')).report(cli, '/v1/reports/collection', options),
    ),
  );
  const figures = group.command('figures').description('every metric, with what it means');
  example(asks(figures), 'quittance report figures --from 2005-09-01 --to 2005-09-30 --lang zh').action(
    runs(async (cli, options: ReportOptions) =>
      (await import('../answers/report.js')).report(cli, '/v1/reports/figures', options),
    ),
  );
  delinquencyOf(group);
  const drill = group.command('accounts <metric>').description('the accounts and facts behind one half of a figure');
  example(
    asks(drill)
      .addOption(new Option('--part <half>', 'which half').choices(['numerator', 'denominator']).default('numerator'))
      .option('--currency <code>', 'only the line of this currency')
      .option('--by <name>', 'only the line of this bucket, month or batch'),
    'quittance report accounts collection-rate --from 2005-09-01 --to 2005-09-30 --csv -o paid.csv',
  ).action(
    runs(async (cli, metric: string, options: DrillDownOptions) =>
      (await import('../answers/report-drill-down.js')).reportAccounts(cli, metric, options),
    ),
  );
}
