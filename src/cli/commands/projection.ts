/** `quittance projection …`. */
import type { Command } from 'commander';
import type { RebuildOptions } from '../answers/projection-rebuild.js';
import { example, runs } from '../runs.js';

export function projectionCommands(program: Command): void {
  const group = program.command('projection').description('the read side: how far it is, and building it anew');
  const status = group.command('status').description('how far each projection is');
  example(status, 'quittance projection status').action(
    runs(async (cli) => (await import('../answers/projection-status.js')).projectionStatus(cli)),
  );
  const rebuild = group.command('rebuild [name]').description('drop the rows of a projection and fold them again');
  example(
    rebuild
      .option('--all', 'every projection')
      .option('--case <ref>', 'only the rows of this case')
      .option('--portfolio <name>', 'portfolio of the case, where its reference is in several'),
    'quittance projection rebuild balances',
    'quittance projection rebuild --all',
    'quittance projection rebuild balances --case S109961',
  ).action(
    runs(async (cli, name: string | undefined, options: RebuildOptions) =>
      (await import('../answers/projection-rebuild.js')).projectionRebuild(cli, name, options),
    ),
  );
}
