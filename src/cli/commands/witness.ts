/** `quittance witness …`: a witness of other people's logs. It has a folder of its own, and needs no ledger. */
import type { Command } from 'commander';
import { example, runs } from '../runs.js';
import type { ServeOptions } from '../address.js';
import { listens } from './serve.js';

/** Never the folder or the port of a ledger. */
const DEFAULTS = { QUITTANCE_DATA: './witness', QUITTANCE_PORT: '7380' };

export function witnessCommands(program: Command): void {
  const group = program.command('witness').description('watch the logs of others and cosign their checkpoints (C2SP)');
  const key = group
    .command('key')
    .description('the verifier key of this witness; with --name one is made where there is none')
    .option('--name <name>', 'name of a new witness, such as regulator.example/witness1; it never changes');
  example(key, 'quittance witness key --name regulator.example/witness1 --data ./witness').action(
    runs(
      async (cli, options: { name?: string }) => (await import('../answers/witness.js')).witnessKey(cli, options),
      DEFAULTS,
    ),
  );
  const add = group
    .command('add-log <vkey>')
    .description('know a log by its verifier key; also beside a running witness');
  example(
    add,
    'quittance witness add-log ledger.example/2026+24c91613+AbxUkSIEr1NwqulNG0P9+EQOTbl/fWm7LyfHkmCl7awv',
  ).action(
    runs(async (cli, vkey: string) => (await import('../answers/witness.js')).witnessAddLog(cli, vkey), DEFAULTS),
  );
  const status = group
    .command('status')
    .description('the logs, what was signed last of each, and what contradicted it');
  example(status, 'quittance witness status --data ./witness').action(
    runs(async (cli) => (await import('../answers/witness.js')).witnessStatus(cli), DEFAULTS),
  );
  const serve = group.command('serve').description('answer add-checkpoint requests until a signal ends it');
  example(listens(serve), 'quittance witness serve --data ./witness --port 7380').action(
    runs(
      async (cli, options: ServeOptions) => (await import('../answers/witness-serve.js')).witnessServe(cli, options),
      DEFAULTS,
    ),
  );
}
