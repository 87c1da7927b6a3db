/** `quittance import FILE --mapping NAME|FILE.yaml`. */
import type { Command } from 'commander';
import type { ImportCliOptions } from '../answers/import-file.js';
import { example, runs } from '../runs.js';

export function importCommand(program: Command): void {
  const command = program.command('import <file>').description('bring in a book: XES, CSV or JSONL, also .gz');
  example(
    command
      .requiredOption('--mapping <name>', 'a shipped mapping by name, or a mapping file (.yaml)')
      .option('--portfolio <name>', "portfolio that the cases go to; the mapping's where left out")
      .option('--dry-run', 'read and decide everything, record nothing')
      .option('--strict', 'record nothing at all when one row cannot be')
      .option('--corrections', 'record changed and missing rows as corrections')
      .option('--rejects <path>', 'where rejected rows are written'),
    'quittance import road_fine.xes.gz --mapping traffic-fines-xes',
    'quittance import book.csv --mapping ./book.yaml --portfolio spring --dry-run',
  ).action(
    runs(async (cli, file: string, options: ImportCliOptions) =>
      (await import('../answers/import-file.js')).importFile(cli, file, options),
    ),
  );
}
