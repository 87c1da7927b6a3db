/** `quittance backup`, `quittance backup verify` and `quittance restore`. */
import type { Command } from 'commander';
import type { BackupOptions } from '../answers/backup.js';
import type { RestoreOptions } from '../answers/restore.js';
import { example, runs } from '../runs.js';

export function backupCommands(program: Command): void {
  const command = program
    .command('backup')
    .description('a copy of the embedded ledger as it is at this moment, while it runs or not')
    .option(
      '--to <place>',
      'a new folder for it, or a new file where the name ends in .tar; only its owner may read it',
    )
    .option('--with-master-key', 'put the master key into it: whoever holds the backup then reads every value');
  example(command, 'quittance backup --to /backups/2026-11-22', 'quittance backup --to /mnt/safe/ledger.tar --json')
    .addHelpText(
      'after',
      '\nFacts first, the seal, then the keys; never the master key unless asked. There is a whole backup or none under\n' +
        'that name, and none is ever written over. Exit codes: 0 ok, 2 bad input, 4 no ledger there, 7 disk full.',
    )
    .action(runs(async (cli, options: BackupOptions) => (await import('../answers/backup.js')).backup(cli, options)));
  verifyCommand(command);
  restoreCommand(program);
}

function verifyCommand(backup: Command): void {
  const command = backup.command('verify <backup>').description('whether every byte of a backup is as it was written');
  example(command, 'quittance backup verify /backups/2026-11-22')
    .addHelpText(
      'after',
      '\nWhat it holds is audited by a restore. Exit codes: 0 whole, 2 no backup, 4 not there, 31 changed.',
    )
    .action(runs(async (cli, folder: string) => (await import('../answers/restore.js')).backupVerify(cli, folder)));
}

function restoreCommand(program: Command): void {
  const command = program
    .command('restore <backup>')
    .description('a backup as a data folder (--data, new or empty), then a full audit of it')
    .option('--master-key <file>', 'a file with the master key; it is copied beside the keys');
  example(
    command,
    'quittance restore /backups/2026-11-22 --data ./restored --master-key /safe/master.key',
    'QUITTANCE_MASTER_KEY_FILE=/etc/quittance/master.key quittance restore /backups/2026-11-22 --data ./restored',
  )
    .addHelpText(
      'after',
      '\nErasures on record are applied before anything is opened. Exit codes: 0 ok, 2 bad input, 4 not there,\n' +
        "7 disk full, 31 the backup was changed; of its audit: 31 to 34 as 'audit verify'.",
    )
    .action(
      runs(async (cli, from: string, options: RestoreOptions) =>
        (await import('../answers/restore.js')).restore(cli, from, options),
      ),
    );
}
