/** `quittance party …`. */
import type { Command } from 'commander';
import { example, reads, runs, type ReadOptions } from '../runs.js';

export function partyCommands(program: Command): void {
  const group = program.command('party').description('people and organisations that take part in cases');
  const show = group.command('show <id>').description('how a party may be reached, its cases, what is open about it');
  example(reads(show), 'quittance party show party-2f1c3a70-5b1e-8c55-9d0e-6a3f5b7c9d11').action(
    runs(async (cli, id: string, options: ReadOptions) =>
      (await import('../answers/party-show.js')).partyShow(cli, id, options),
    ),
  );
}
