/** `quittance plan …`: which repayment plans there are, instalment by instalment, how well they are kept, how long they last. */
import type { Command } from 'commander';
import type { PlanListOptions } from '../answers/plan-list.js';
import { example, reads, runs, type ReadOptions } from '../runs.js';

export function planCommands(program: Command): void {
  const group = program.command('plan').description('ask about repayment plans');
  const list = group.command('list').description('the plans, what each is in and when money is due next');
  example(
    reads(list)
      .option('--limit <number>', 'plans on a page (1 to 1000)', '50')
      .option('--after <cursor>', "'next' of the page before")
      .option('--state <state>', 'PROPOSED, AGREED, ON_TRACK, BEHIND, BROKEN, COMPLETED or CANCELLED')
      .option('--kind <kind>', 'INSTALMENT or PERSONALISED')
      .option('--due-from <date>', 'next due on this day or later')
      .option('--due-to <date>', 'next due on this day or earlier'),
    'quittance plan list --portfolio cards-cn --state BEHIND',
    'quittance plan list --as-of 2026-03-31 --known-at 2026-04-02T09:00:00Z --json',
  ).action(
    runs(async (cli, options: PlanListOptions) => (await import('../answers/plan-list.js')).planList(cli, options)),
  );

  const show = group.command('show <ref>').description('the plans of a case with every instalment; REF names the case');
  example(reads(show), 'quittance plan show CC-000001 --as-of 2026-03-31').action(
    runs(async (cli, ref: string, options: ReadOptions) =>
      (await import('../answers/plan-show.js')).planShow(cli, ref, options),
    ),
  );

  const adherence = group.command('adherence').description('how well plans are kept, by instalments and by money');
  example(reads(adherence), 'quittance plan adherence --portfolio cards-cn --as-of 2026-03-31').action(
    runs(async (cli, options: ReadOptions) =>
      (await import('../answers/plan-adherence.js')).planAdherence(cli, options),
    ),
  );

  const survival = group.command('survival').description('how many plans are unbroken after so many months');
  example(reads(survival), 'quittance plan survival --portfolio cards-cn').action(
    runs(async (cli, options: ReadOptions) => (await import('../answers/plan-survival.js')).planSurvival(cli, options)),
  );
}
