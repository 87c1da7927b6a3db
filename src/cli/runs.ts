/** From a parsed command line to a command at work. */
import type { Command } from 'commander';
import { cliOf, type Cli, type GlobalOptions } from './cli.js';
import type { ExitCode } from './exit.js';

/** A commander action; arguments first, then options, as commander gives them. Without an exit code it is 0. */
export function runs<P extends unknown[]>(
  work: (cli: Cli, ...parameters: P) => Promise<ExitCode | void>,
  defaults?: Readonly<Record<string, string>>,
): (...parameters: unknown[]) => Promise<void> {
  return async (...parameters) => {
    const command = parameters[parameters.length - 1] as Command;
    const cli = cliOf(command.optsWithGlobals<GlobalOptions>(), defaults);
    process.exitCode = (await work(cli, ...(parameters.slice(0, -1) as P))) ?? 0;
  };
}

/** `--help` ends with a line that works as it stands. */
export function example(command: Command, ...lines: readonly string[]): Command {
  const title = lines.length === 1 ? 'Example:' : 'Examples:';
  return command.addHelpText('after', `\n${title}\n${lines.map((line) => `  ${line}`).join('\n')}`);
}

/** Options of commands that read: which day, as known when, in which portfolio. */
export interface ReadOptions {
  readonly asOf?: string;
  readonly knownAt?: string;
  readonly portfolio?: string;
}

export function reads(command: Command): Command {
  return command
    .option('--as-of <date>', 'V: what was true on this day, the whole of it (YYYY-MM-DD); today where left out')
    .option(
      '--known-at <when>',
      'K: what was known then (an instant, a date or an event id); everything where left out',
    )
    .option('--portfolio <name>', 'name or id of a portfolio');
}

/** Options of commands that compare two answers. */
export interface DifferenceOptions {
  readonly asOf?: string;
  readonly knownAt: string;
  readonly against?: string;
  readonly portfolio?: string;
}

export function differs(command: Command): Command {
  return command
    .option('--as-of <date>', 'V: what was true on this day, the whole of it (YYYY-MM-DD); today where left out')
    .requiredOption('--known-at <when>', 'K1: what was known then (an instant, a date or an event id)')
    .option('--against <when>', 'K2: the same, for the other answer; now where left out')
    .option('--portfolio <name>', 'name or id of a portfolio');
}
