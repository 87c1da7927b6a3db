/** `quittance worklist`. */
import type { Command } from 'commander';
import type { WorklistOptions } from '../answers/worklist.js';
import { example, reads, runs } from '../runs.js';

export function worklistCommand(program: Command): void {
  const list = program.command('worklist').description('what there is to do, for whom, by when and why');
  example(
    reads(list)
      .option('--assignee <collector>', 'only cases of this collector')
      .option('--team <team>', 'only cases of this team')
      .option('--source <source>', 'promise, instalment, complaint, court, register or rule')
      .option('--what <entry>', 'for registers the entry, such as task or callback')
      .option('--status <status>', 'OPEN or MISSED')
      .option('--until <date>', 'due on or before this day; 7 days ahead where left out')
      .option(
        '--missed-since <date>',
        'missed on or after this day; left out: 30 days back, complaints and duties of rules until they are done',
      )
      .option('--limit <lines>', 'lines on one page', '100')
      .option('--after <cursor>', 'the next page: what the page before printed'),
    'quittance worklist --assignee staff-042',
    'quittance worklist --portfolio lakeside-cards --status MISSED --json',
  ).action(
    runs(async (cli, options: WorklistOptions) => (await import('../answers/worklist.js')).worklist(cli, options)),
  );
}
