/** `quittance key …`. */
import type { Command } from 'commander';
import type { CreateKeyOptions } from '../answers/keys.js';
import { example, runs } from '../runs.js';

export function keyCommands(program: Command): void {
  const group = program.command('key').description('API keys');
  const create = group.command('create [name]').description('make an API key; its text is shown once');
  example(
    create
      .option('--name <name>', 'the same as [name]')
      .option('--role <role>', 'collector, supervisor, compliance, auditor, reporting or admin', 'collector'),
    'quittance key create reporting-service --role reporting',
  ).action(
    runs(async (cli, name: string | undefined, options: CreateKeyOptions) =>
      (await import('../answers/keys.js')).keyCreate(cli, { ...options, name: name ?? options.name }),
    ),
  );
  const list = group.command('list').description('the API keys, without their secrets');
  example(list, 'quittance key list').action(runs(async (cli) => (await import('../answers/keys.js')).keyList(cli)));
  const revoke = group.command('revoke <id>').description('revoke an API key from now on');
  example(revoke, 'quittance key revoke 0f3a91c2d4e5b687').action(
    runs(async (cli, id: string) => (await import('../answers/keys.js')).keyRevoke(cli, id)),
  );
}
