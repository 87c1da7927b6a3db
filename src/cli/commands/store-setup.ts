/** `quittance store setup` and `quittance store status`: the scripts that run in a KurrentDB. */
import type { Command } from 'commander';
import type { StoreSetupOptions } from '../answers/store-setup.js';
import { example, runs } from '../runs.js';

const URL_HELP = 'the server: esdb://…; QUITTANCE_STORE where left out';

export function storeSetupCommands(group: Command): void {
  const setup = group
    .command('setup')
    .description(
      'make the projections that run in the server (links by party, agent, portfolio); again changes nothing',
    )
    .option('--url <url>', URL_HELP)
    .option('--dry-run', 'only say what would be done')
    .option('--remove-old', 'delete older versions with the streams that they made, instead of stopping them');
  example(
    setup,
    "quittance store setup --url 'esdb://localhost:2113?tls=false' --dry-run",
    "quittance store setup --url 'esdb://admin:secret@db1:2113?tlsCAFile=/etc/quittance/ca.crt' --remove-old --json",
  )
    .addHelpText(
      'after',
      '\nLinks are conveniences of the server, never the source of a figure: docs/kurrentdb.md names the streams.\n' +
        'Exit codes: 0 ok, 1 the server refuses, is away, or one of ours is faulted there, 2 no such store.',
    )
    .action(
      runs(async (cli, options: StoreSetupOptions) =>
        (await import('../answers/store-setup.js')).storeSetup(cli, options),
      ),
    );
  const status = group
    .command('status')
    .description('the projections of this ledger in the server: running, stopped or faulted, and how far')
    .option('--url <url>', URL_HELP);
  example(status, "quittance store status --url 'esdb://localhost:2113?tls=false'").action(
    runs(async (cli, { url }: Pick<StoreSetupOptions, 'url'>) =>
      (await import('../answers/store-setup.js')).storeSetup(cli, { url, dryRun: true }),
    ),
  );
}
