/** Where a server listens: the settings, and what the command line says instead. */
import { SETTINGS } from '../config.js';
import type { Cli } from './cli.js';
import { CliError, EXIT } from './exit.js';

export interface ServeOptions {
  readonly port?: string;
  readonly host?: string;
}

export interface Address {
  readonly host: string;
  readonly port: number;
}

export function addressOf({ config }: Cli, options: ServeOptions): Address {
  const port = options.port === undefined ? config.port : SETTINGS.port.read(options.port);
  if (port instanceof Error) throw new CliError(EXIT.usage, `--port '${options.port}' ${port.message}.`);
  return { host: options.host ?? config.host, port };
}
