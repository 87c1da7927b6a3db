/** `quittance key …`. */
import type { Command } from 'commander';
import type { CreateKeyOptions, RotateKeyOptions } from '../answers/keys.js';
import { example, runs } from '../runs.js';

export function keyCommands(program: Command): void {
  const group = program.command('key').description('API keys');
  const create = group.command('create [name]').description('make an API key; its text is shown once');
  example(
    create
      .option('--name <name>', 'the same as [name]')
      .option('--role <role>', 'collector, supervisor, compliance, auditor, reporting or admin', 'collector')
      .option('--portfolio <names>', 'bound to these portfolios: names or ids with commas between; all where left out')
      .option('--expires <when>', 'a number of days (90d), or the last day on which it is valid (YYYY-MM-DD, UTC)')
      .option('--personal-data', 'for an auditor: with personal values'),
    'quittance key create reporting-service --role reporting',
    'quittance key create desk-1 --role collector --portfolio cards-2026,loans --expires 90d',
  ).action(
    runs(async (cli, name: string | undefined, options: CreateKeyOptions) =>
      (await import('../answers/keys.js')).keyCreate(cli, { ...options, name: name ?? options.name }),
    ),
  );
  const list = group.command('list').description('the API keys, without their secrets');
  example(list, 'quittance key list').action(runs(async (cli) => (await import('../answers/keys.js')).keyList(cli)));
  const rotate = group.command('rotate <id>').description('give an API key a new secret, shown once');
  example(
    rotate.option('--overlap <time>', 'how long the old secret is valid too (36h, 7d, 0h); 24h where left out'),
    'quittance key rotate qk_0f3a91c2d4e5b687 --overlap 7d',
  ).action(
    runs(async (cli, id: string, options: RotateKeyOptions) =>
      (await import('../answers/keys.js')).keyRotate(cli, id, options),
    ),
  );
  const revoke = group.command('revoke <id>').description('revoke an API key from now on');
  example(revoke, 'quittance key revoke 0f3a91c2d4e5b687').action(
    runs(async (cli, id: string) => (await import('../answers/keys.js')).keyRevoke(cli, id)),
  );
}
