/** `quittance verify`. */
import type { Command } from 'commander';
import { example, runs } from '../runs.js';

export interface VerifyOptions {
  readonly policy: string;
  readonly knownCheckpoint?: string;
  readonly consistency?: string;
  readonly tsa?: string;
  readonly log?: string;
  readonly remake?: boolean;
}

export function verifyCommand(program: Command): void {
  const command = program
    .command('verify <file>')
    .description('does an audit pack prove its history: offline, without a ledger')
    .requiredOption('--policy <file>', 'your policy (C2SP tlog-policy): which log you trust, and which witnesses')
    .option('--known-checkpoint <file>', 'a checkpoint that you kept: the log must extend it, or be extended by it')
    .option('--consistency <file>', 'the proof for it, where the pack was not made with it')
    .option('--tsa <file>', 'certificates (PEM) of time-stamp authorities that you trust: checks the time stamps')
    .option('--log <folder>', 'a copy of the whole log (C2SP tlog-tiles): checks that its map of heads is honest')
    .option('--remake', 'make the texts, tables and pages again from the proven facts, and compare them byte for byte');
  example(
    command,
    'quittance verify case.zip --policy my-policy',
    'quittance verify case.zip --policy my-policy --remake',
    'quittance verify case.zip --policy my-policy --json',
  )
    .addHelpText(
      'after',
      '\nExit codes: 0 all steps hold, else 20 + the first that fails: 21 container and manifest, 22 signatures,\n' +
        '23 heads leaf, 24 map of heads, 25 completeness, 26 leaves, 27 bodies, 28 personal values, 29 kept checkpoint,\n' +
        '30 time stamps, 31 what is told, 32 whole log, 33 made again (--remake). No file of a ledger and no network is used.',
    )
    .action(
      runs(async (cli, file: string, options: VerifyOptions) =>
        (await import('../answers/verify.js')).verify(cli, file, options),
      ),
    );
}
