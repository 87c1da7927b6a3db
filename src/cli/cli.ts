/** What every command gets: settings, language, and where its answer goes. */
import { resolve } from 'node:path';
import { readConfig, type Config } from '../config.js';
import { CliError, EXIT } from './exit.js';
import { Output } from './output.js';
import type { LedgerDoor } from './ledger/ledger-door.js';
import type { Purpose } from './ledger/connect.js';
import type { Language } from './text/words.js';

export interface GlobalOptions {
  readonly data?: string;
  readonly json?: boolean;
  readonly lang?: string;
}

export interface Cli {
  readonly config: Config;
  readonly lang: Language;
  readonly out: Output;
}

type Environment = Readonly<Record<string, string | undefined>>;

/** Settings of the environment, with what the command line says instead. */
export function cliOf(options: GlobalOptions, defaults: Environment = {}, env: Environment = process.env): Cli {
  const given = { QUITTANCE_DATA: options.data, QUITTANCE_LANG: options.lang };
  const said = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const config = readConfig({ ...defaults, ...env, ...said });
  if (config.data === '') throw new CliError(EXIT.usage, 'The data folder has no name. Give one with --data.');
  return {
    config: { ...config, data: resolve(config.data) },
    lang: config.lang,
    out: new Output(options.json === true),
  };
}

/** Opens the way to the ledger for one piece of work, and closes it afterwards. */
export async function withLedger<T>(cli: Cli, purpose: Purpose, work: (door: LedgerDoor) => Promise<T>): Promise<T> {
  const { LedgerDoor } = await import('./ledger/ledger-door.js');
  const door = await LedgerDoor.open(cli.config, purpose);
  try {
    return await work(door);
  } finally {
    await door.close();
  }
}
