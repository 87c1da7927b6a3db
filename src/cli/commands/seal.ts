/** `quittance seal …`. */
import type { Command } from 'commander';
import type { RotateKeyOptions } from '../answers/seal.js';
import { example, runs } from '../runs.js';

export function sealCommands(program: Command): void {
  const group = program.command('seal').description('the key that signs checkpoints');
  const rotate = group
    .command('rotate-key')
    .description('ask for a new signing key, or approve it as another person; both keys sign until the next rotation')
    .option('--reason <text>', 'why it is asked for')
    .option('--approve <id>', 'approve what another person asked for');
  example(
    rotate,
    "quittance seal rotate-key --reason 'yearly rotation'",
    'quittance seal rotate-key --approve 4',
  ).action(
    runs(async (cli, options: RotateKeyOptions) => (await import('../answers/seal.js')).sealRotateKey(cli, options)),
  );
}
