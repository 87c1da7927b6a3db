/** `quittance serve`. */
import type { Command } from 'commander';
import { example, runs } from '../runs.js';
import type { ServeOptions } from '../address.js';

export function serveCommand(program: Command): void {
  const command = program.command('serve').description('serve the ledger: HTTP API, read side, reactors');
  example(listens(command), 'quittance serve', 'quittance serve --port 0 --data ./data').action(
    runs(async (cli, options: ServeOptions) => (await import('../serve.js')).serve(cli, options)),
  );
}

export function listens(command: Command): Command {
  return command
    .option('--port <port>', 'TCP port; 0 picks a free one (QUITTANCE_PORT)')
    .option('--host <address>', 'address to listen on (QUITTANCE_HOST)');
}
