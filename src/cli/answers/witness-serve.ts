/** `quittance witness serve`. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { Server } from 'node:http';
import { quietLogger } from '../../http/logger.js';
import { formatVkey } from '../../seal/vkey.js';
import { witnessServer } from '../../witness/witness-server.js';
import type { Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import { addressOf, type ServeOptions } from '../address.js';
import { endsBySignal, onSignal } from '../signals.js';
import { openOrSay } from './witness.js';

/** Listens, prints `ready …`, and goes on until a signal comes. */
export async function witnessServe(cli: Cli, options: ServeOptions): Promise<void> {
  const address = addressOf(cli, options);
  const logger = quietLogger(cli.config.log);
  const open = openOrSay(cli, (line) => {
    logger.warn(line, 'witness');
  });
  const server = witnessServer(open, (line) => {
    logger.error(line, 'witness');
  });
  endsBySignal();
  onSignal(async () => {
    server.close();
    server.closeIdleConnections();
    await once(server, 'close');
    open.close();
  });
  const url = await listening(server, address);
  await cli.out.answer({ ready: url, vkey: formatVkey(open.key.vkey) }, () => [
    `witness ${formatVkey(open.key.vkey)}`,
    `ready ${url}`,
  ]);
  await new Promise<never>(() => undefined);
}

async function listening(server: Server, { host, port }: { host: string; port: number }): Promise<string> {
  server.listen(port, host);
  try {
    await once(server, 'listening');
  } catch (error) {
    throw new CliError(EXIT.fault, `Port ${port} on ${host} cannot be used (${(error as Error).message}).`);
  }
  const { port: real } = server.address() as AddressInfo;
  return `http://${host.includes(':') ? `[${host}]` : host}:${real}`;
}
