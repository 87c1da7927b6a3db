/** `quittance audit …`. */
import type { Command } from 'commander';
import { example, runs } from '../runs.js';

export function auditCommands(program: Command): void {
  const group = program.command('audit').description('is the ledger what was sealed');
  const verify = group
    .command('verify')
    .description('make every leaf, chain, map of heads and root again from the facts, and compare them with the seal');
  example(verify, 'quittance audit verify', 'quittance audit verify --data ./data --json')
    .addHelpText(
      'after',
      '\nExit codes: 0 nothing differs, 4 nothing was sealed yet, 31 changed, 32 missing, 33 extra, 34 reordered\n' +
        '(the first of these that was found). It reads beside a server, and needs no lock.',
    )
    .action(runs(async (cli) => (await import('../answers/audit-verify.js')).auditVerify(cli)));
}
