/** A command of the command line at work in this process: its exit code, its JSON document, what it told beside. */
import { readConfig } from '../../src/config.js';
import type { Cli } from '../../src/cli/cli.js';
import { Output } from '../../src/cli/output.js';
import { endingOf } from '../../src/cli/failure.js';

export interface Answered {
  readonly exit: number;
  // Documents of many commands: tests say what they expect of each.
  readonly document: Record<string, any>; // eslint-disable-line @typescript-eslint/no-explicit-any
  /** The one line of an end that is no answer. */
  readonly message: string;
}

/** @param settings environment variables beside folder and log level */
export async function runAnswer(
  data: string,
  work: (cli: Cli) => Promise<number | void>,
  settings: Readonly<Record<string, string>> = {},
): Promise<Answered> {
  let text = '';
  const stdout = { write: (some: string) => (text += some) !== '' } as unknown as NodeJS.WriteStream;
  const stderr = { write: () => true } as unknown as NodeJS.WriteStream;
  const config = { ...readConfig({ QUITTANCE_DATA: data, QUITTANCE_LOG: 'silent', ...settings }), data };
  try {
    const exit = (await work({ config, lang: 'en', out: new Output(true, stdout, stderr) })) ?? 0;
    return { exit, document: JSON.parse(text) as Answered['document'], message: '' };
  } catch (error) {
    const { exit, message, details } = endingOf(error);
    return { exit, document: details, message };
  }
}
