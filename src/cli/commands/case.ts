/** `quittance case …`: what a case owes, what it is, and what happened on it. */
import type { DelinquencyOptions } from '../answers/case-delinquency.js';
import type { Command } from 'commander';
import type { AsToldOptions } from '../answers/case-as-told.js';
import type { CaseDeadlinesOptions } from '../answers/case-duties.js';
import type { CaseListOptions } from '../answers/case-list.js';
import { differs, example, reads, runs, type DifferenceOptions, type ReadOptions } from '../runs.js';
import type { ItemisationOptions } from '../answers/case-itemisation.js';
import type { StatementOptions } from '../answers/case-statement.js';

export function caseCommands(program: Command): void {
  const group = program.command('case').description('ask about cases');
  const list = group.command('list').description('the cases, and what each owes');
  example(
    reads(list)
      .option('--limit <number>', 'cases on a page (1 to 1000)', '50')
      .option('--after <cursor>', "'next' of the page before")
      .option('--stage <stage>', 'OPEN or CLOSED')
      .option('--product <product>', 'only this product')
      .option('--assignee <collector>', 'only cases of this collector')
      .option('--sort <order>', "'opened', 'net' or '-net' (who owes most first)"),
    'quittance case list --portfolio traffic-fines --sort -net --limit 10',
  ).action(
    runs(async (cli, options: CaseListOptions) => (await import('../answers/case-list.js')).caseList(cli, options)),
  );
  nowOf(group);
  moneyOf(group);
  interestOf(group);
  dutiesOf(group);
  thenOf(group);
}

/** What it is, and what happened on it. */
function nowOf(group: Command): void {
  const show = group.command('show <ref>').description('a case at a glance; REF is its id or its source reference');
  example(reads(show), 'quittance case show S109961').action(
    runs(async (cli, ref: string, options: ReadOptions) =>
      (await import('../answers/case-show.js')).caseShow(cli, ref, options),
    ),
  );
  const history = group.command('history <ref>').description('every fact of a case in order, in plain sentences');
  example(reads(history), 'quittance case history S109961', 'quittance case history S109961 --lang zh').action(
    runs(async (cli, ref: string, options: ReadOptions) =>
      (await import('../answers/case-history.js')).caseHistory(cli, ref, options),
    ),
  );
}

/** What it owes, and how it came to that. */
function moneyOf(group: Command): void {
  const balance = group.command('balance <ref>').description('what a case owes, by component');
  example(
    reads(balance),
    'quittance case balance S109961 --as-of 2005-12-31',
    'quittance case balance S109961 --known-at 2026-03-03T14:05:00+01:00 --json',
  ).action(
    runs(async (cli, ref: string, options: ReadOptions) =>
      (await import('../answers/case-balance.js')).caseBalance(cli, ref, options),
    ),
  );
  const itemisation = group.command('itemisation <ref>').description('how each component came to its balance');
  example(
    reads(itemisation).option('--since <date>', "itemization date; each debt's own, or its opening, where left out"),
    'quittance case itemisation CC0001 --since 2026-01-31',
  ).action(
    runs(async (cli, ref: string, options: ItemisationOptions) =>
      (await import('../answers/case-itemisation.js')).caseItemisation(cli, ref, options),
    ),
  );
  const statement = group.command('statement <ref>').description('what changed what a case owes, line by line');
  example(
    reads(statement)
      .option('--from <date>', 'first day; the opening of the case where left out')
      .option('--to <date>', 'last day; --as-of where left out'),
    'quittance case statement CC0001 --from 2026-01-01 --to 2026-01-31',
  ).action(
    runs(async (cli, ref: string, options: StatementOptions) =>
      (await import('../answers/case-statement.js')).caseStatement(cli, ref, options),
    ),
  );
}

/** On what terms it grows, and how old it is. */
function interestOf(group: Command): void {
  const interest = group
    .command('interest <ref>')
    .description('on what terms a case bears interest, what stops it, what is posted and what is accrued');
  const delinquency = reads(
    group.command('delinquency <ref>').description('how far past due a case is, and when it changed bucket'),
  ).option('--table <name>', "bucket table: china@1 or us@1; the portfolio's own where left out");
  example(
    delinquency,
    'quittance case delinquency CC0001 --as-of 2026-02-28',
    'quittance case delinquency CC0001 --known-at 2026-03-01 --table us@1 --json',
  ).action(
    runs(async (cli, ref: string, options: DelinquencyOptions) =>
      (await import('../answers/case-delinquency.js')).caseDelinquency(cli, ref, options),
    ),
  );
  example(
    reads(interest),
    'quittance case interest CC0001',
    'quittance case interest CC0001 --as-of 2026-02-28 --known-at 2026-03-01 --json',
  ).action(
    runs(async (cli, ref: string, options: ReadOptions) =>
      (await import('../answers/case-interest.js')).caseInterest(cli, ref, options),
    ),
  );
}

/** What stops collection, what must be done, and what came back. */
function dutiesOf(group: Command): void {
  const holds = group
    .command('holds <ref>')
    .description('what stops collection of a case, or contact with who owes it');
  example(
    reads(holds),
    'quittance case holds S109961',
    'quittance case holds S109961 --as-of 2026-03-31 --json',
  ).action(
    runs(async (cli, ref: string, options: ReadOptions) =>
      (await import('../answers/case-duties.js')).caseHolds(cli, ref, options),
    ),
  );
  const deadlines = group.command('deadlines <ref>').description('what must be done on a case by when');
  example(
    reads(deadlines).option('--until <date>', 'only what is due on this day or earlier'),
    'quittance case deadlines S109961 --until 2026-04-30',
  ).action(
    runs(async (cli, ref: string, options: CaseDeadlinesOptions) =>
      (await import('../answers/case-duties.js')).caseDeadlines(cli, ref, options),
    ),
  );
  const retention = group
    .command('retention <ref>')
    .description('until when each record of a case must be kept, and from when it may be erased');
  example(
    reads(retention),
    'quittance case retention S109961',
    'quittance case retention S109961 --as-of 2029-03-05',
  ).action(
    runs(async (cli, ref: string, options: ReadOptions) =>
      (await import('../answers/case-retention.js')).caseRetention(cli, ref, options),
    ),
  );
  const reversals = group
    .command('reversals <ref>')
    .description('payments that came back, and what is owed on the days on which the two bases differ');
  example(reads(reversals), 'quittance case reversals S109961 --known-at 2026-04-01').action(
    runs(async (cli, ref: string, options: ReadOptions) =>
      (await import('../answers/case-duties.js')).caseReversals(cli, ref, options),
    ),
  );
}

/** What it was then. */
function thenOf(group: Command): void {
  const asTold = group.command('as-told <ref>').description("what a collector's screen of a case showed at a minute");
  example(
    asTold
      .requiredOption('--at <instant>', 'the minute, with its offset; K is this instant, V its day')
      .option('--portfolio <name>', 'name or id of a portfolio'),
    'quittance case as-told S109961 --at 2026-03-03T14:05:00+01:00',
  ).action(
    runs(async (cli, ref: string, options: AsToldOptions) =>
      (await import('../answers/case-as-told.js')).caseAsTold(cli, ref, options),
    ),
  );
  const difference = group
    .command('difference <ref>')
    .description('what two answers about a case disagree on, because one knew more');
  example(
    differs(difference),
    'quittance case difference S109961 --as-of 2026-03-31 --known-at 2026-04-01',
    'quittance case difference S109961 --known-at 2026-04-01 --against 2026-07-01 --json',
  ).action(
    runs(async (cli, ref: string, options: DifferenceOptions) =>
      (await import('../answers/case-difference.js')).caseDifference(cli, ref, options),
    ),
  );
}
