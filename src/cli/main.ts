/** The command line's entry: runs a command and turns whatever happens into an exit code and one line. */
import { CommanderError } from 'commander';
import { EXIT } from './exit.js';
import { endingOf } from './failure.js';
import { endWithReader } from './output.js';
import { buildProgram } from './program.js';

/** @param args what stands behind `quittance`. Ends the process. */
export async function main(args: readonly string[]): Promise<void> {
  endWithReader();
  process.exitCode = EXIT.ok;
  try {
    await buildProgram().parseAsync(args, { from: 'user' });
  } catch (error) {
    tell(error, args.includes('--json'));
  }
  // What was written to a pipe is still on its way; a handle that somebody left open must not keep the process alive.
  process.stdout.write('', () => process.stderr.write('', () => process.exit()));
}

function tell(error: unknown, json: boolean): void {
  if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    // Help that was asked for has been printed; a usage error is one line.
    if (error.code === 'commander.help' || error.exitCode === 0) return;
    say(EXIT.usage, error.message.replace(/^error: /, '').replace(/\s*\n\s*/g, ' '), {}, json);
    return;
  }
  const { exit, message, details, cause } = endingOf(error);
  process.exitCode = exit;
  say(exit, message, details, json);
  if (process.env['QUITTANCE_LOG'] === 'debug' && cause instanceof Error) process.stderr.write(`${cause.stack}\n`);
}

function say(exit: number, message: string, details: Readonly<Record<string, unknown>>, json: boolean): void {
  process.stderr.write(`quittance: ${message}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ error: { exit, message, ...details } }, null, 2)}\n`);
}
