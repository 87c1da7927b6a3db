/** `quittance keys …`: where the keys of personal values lie. API keys are `quittance key …`. */
import type { Command } from 'commander';
import type { KeysCopyOptions } from '../answers/keys-copy.js';
import type { RotateMasterOptions } from '../answers/keys-rotate-master.js';
import { example, runs } from '../runs.js';

export function keysCommands(program: Command): void {
  const group = program
    .command('keys')
    .description("the keys of personal values and the ledger's secrets (API keys: 'quittance key')");
  copyCommand(group);
  rotateMasterCommand(group);
}

function copyCommand(group: Command): void {
  const command = group
    .command('copy')
    .description('carry all keys into another place and compare them there; run again it goes on where it was')
    .requiredOption('--from <url>', 'where the keys are: sqlite:<keys.db> or postgres://…; nobody may have it open')
    .requiredOption('--to <url>', 'an empty place, or one that was left unfinished')
    .option('--ledger <url>', 'whose erasures hold: sqlite:<ledger.db> or esdb://…; QUITTANCE_STORE where left out')
    .option('--secrets-file <file>', 'into PostgreSQL: the file for QUITTANCE_SECRETS_FILE, made where it is missing');
  example(
    command,
    "quittance keys copy --from sqlite:./data/keys.db --to 'postgres://quittance_keys@db/quittance' --secrets-file ./secrets",
    "quittance keys copy --from 'postgres://quittance_keys@db/quittance' --to sqlite:./back/keys.db --json",
  )
    .addHelpText(
      'after',
      '\nWrapped keys, index of searched values, API keys, signing keys, restrictions. The master key stays the same.\n' +
        'What the ledger says is erased is left behind. Exit codes: 0 the same in both places, 2 bad input or the target\n' +
        'is something else, 4 no keys or no ledger there, 6 a server is running, 7 disk full, 31 the copy differs.',
    )
    .action(
      runs(async (cli, options: KeysCopyOptions) => (await import('../answers/keys-copy.js')).keysCopy(cli, options)),
    );
}

function rotateMasterCommand(group: Command): void {
  const command = group
    .command('rotate-master')
    .description('wrap all keys anew under another master key, all at once or not at all')
    .option(
      '--to <file>',
      'a file with the new one, 32 bytes in base64; QUITTANCE_MASTER_KEY_NEXT_FILE where left out',
    );
  example(
    command,
    'quittance keys rotate-master --to /etc/quittance/master-2027.key',
    'QUITTANCE_MASTER_KEY_NEXT_FILE=/run/secrets/next.key quittance keys rotate-master --json',
  )
    .addHelpText(
      'after',
      '\nopenssl rand -base64 32 makes one. Nobody may have the ledger open. Killed at any moment, one of both keys opens everything; run it again.\n' +
        'Backups of before still need the old key. Exit codes: 0 ok, 2 bad input, 4 no keys there,\n' +
        '6 a server is running, 7 disk full.',
    )
    .action(
      runs(async (cli, options: RotateMasterOptions) =>
        (await import('../answers/keys-rotate-master.js')).keysRotateMaster(cli, options),
      ),
    );
}
