/** `quittance register …`. */
import type { Command } from 'commander';
import type { RegisterListOptions } from '../answers/register-list.js';
import { example, reads, runs } from '../runs.js';

export function registerCommands(program: Command): void {
  const group = program.command('register').description('registers: tasks, consents, hearings, trainings, and more');
  const names = group.command('names').description('which registers there are');
  example(names, 'quittance register names').action(
    runs(async (cli) => (await import('../answers/register-list.js')).registerNames(cli)),
  );
  const list = group.command('list <register>').description('what stands in a register');
  example(
    reads(list)
      .option('--stage <stage>', 'OPEN, NOTED or ENDED, as it was then')
      .option('--due-to <date>', 'only what is due on or before this day')
      .option('--limit <rows>', 'rows on one page', '100')
      .option('--after <cursor>', 'the next page: what the page before printed'),
    'quittance register list tasks --stage OPEN --due-to 2026-04-30',
    'quittance register list consents --portfolio lakeside-cards --as-of 2026-03-31 --json',
  ).action(
    runs(async (cli, register: string, options: RegisterListOptions) =>
      (await import('../answers/register-list.js')).registerList(cli, register, options),
    ),
  );
}
