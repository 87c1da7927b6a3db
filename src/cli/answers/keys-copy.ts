/** `quittance keys copy`: all keys from one place into another. */
import {
  BadKeysPlace,
  FolderInUse,
  keysPlace,
  openKeysFrom,
  openKeysTo,
  shownPlace,
} from '../../moving/keys/keys-place.js';
import { erasedKeys } from '../../moving/keys/erased-keys.js';
import { keepSecrets, refuseOtherSecrets } from '../../moving/keys/secrets-file.js';
import { BadStoreUrl, openSource } from '../../moving/store-url.js';
import { carryKeys, type CarryOutcome } from '../../privacy/carry/carry.js';
import { SecretsError, givenSecrets, type SecretPair } from '../../privacy/given-secrets.js';
import { storePlace } from '../../store-place.js';
import type { Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';
import { holderText } from '../ledger/connect.js';
import { progressOf, type Progress } from '../progress.js';

export interface KeysCopyOptions {
  readonly from: string;
  readonly to: string;
  readonly ledger?: string;
  readonly secretsFile?: string;
}

interface Done {
  readonly outcome: CarryOutcome;
  readonly erased: number;
  readonly secretsMade: boolean;
}

export async function keysCopy(cli: Cli, options: KeysCopyOptions): Promise<void> {
  const began = performance.now();
  const progress = await progressOf('Carrying keys');
  const { outcome, erased, secretsMade } = await carried(cli, options, progress)
    .catch((error: unknown) => {
      throw usageOf(error);
    })
    .finally(() => progress.stop());
  if (outcome.kind === 'other') {
    throw new CliError(EXIT.usage, `The target holds ${outcome.what}. Nothing was written; name an empty one.`);
  }
  if (outcome.kind === 'differs') {
    throw new CliError(
      EXIT.changed,
      `The copy is not what was read: ${outcome.what}. Run it again; nobody opens it yet.`,
    );
  }
  const { counts, already, leftBehind } = outcome;
  const seconds = Math.round(performance.now() - began) / 1000;
  const [from, to] = [keysPlace('--from', options.from), keysPlace('--to', options.to)].map(shownPlace);
  const secretsFile = secretsMade ? options.secretsFile : undefined;
  await cli.out.answer({ from, to, ...counts, already, erased, leftBehind, secretsFile, seconds }, () => [
    already ? `there       everything was there already` : `carried     ${from} into ${to} in ${seconds} s`,
    `compared    ${counts.keys} keys (each unwraps), ${counts.tokens} entries of the index, ${counts.secrets} secrets, ${counts.apiKeys} API keys, ${counts.restricted} restricted: the same`,
    `erased      ${erased} keys are destroyed in the ledger; ${leftBehind} of them were still in the source and were left behind`,
    ...(secretsFile ? [`secrets     ${secretsFile}: give it to every process with QUITTANCE_SECRETS_FILE`] : []),
    `source      still holds all of it: delete it when the move is over, and its backups by your erasure deadline`,
  ]);
}

async function carried({ config, out }: Cli, options: KeysCopyOptions, progress: Progress): Promise<Done> {
  const [from, to] = [keysPlace('--from', options.from), keysPlace('--to', options.to)];
  if (shownPlace(from) === shownPlace(to)) throw new BadKeysPlace('--from and --to name the same place.');
  const source = await openKeysFrom(from, config);
  try {
    const erased = await erasedIn(options.ledger ?? configured(config), out, progress);
    const secretsFile = 'url' in to ? options.secretsFile : undefined;
    if (secretsFile !== undefined) refuseOtherSecrets(secretsFile, source.secrets);
    else if ('url' in to) refuseWithoutSecrets(config);
    const target = await openKeysTo(
      to,
      secretsFile === undefined ? config : withSecrets(config, source.secrets),
      source,
    );
    try {
      for (const name of ['id', 'mac'] as const) {
        if (!target.secrets[name].equals(source.secrets[name])) {
          throw new SecretsError(`The ${name} secret that is set is not the one of these keys. Nothing was carried.`);
        }
      }
      const told = (phase: string, done: number, total: number): void => progress.update(done, total, phase);
      const outcome = await carryKeys({ from: source.shelf, to: target.shelf, erased, told });
      // Last: a refusal leaves no secrets behind.
      const kept = outcome.kind === 'carried' && secretsFile !== undefined;
      const secretsMade = kept && keepSecrets(secretsFile, source.secrets);
      return { outcome, erased: erased.size, secretsMade };
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

function withSecrets(config: Cli['config'], { id, mac }: SecretPair): Cli['config'] {
  return { ...config, idSecret: id.toString('base64'), macSecret: mac.toString('base64'), secretsFile: '' };
}

/** Whoever shares keys has secrets by settings: without them no process could open the target. */
function refuseWithoutSecrets(config: Cli['config']): void {
  const { id, mac } = givenSecrets(config);
  if (id && mac) return;
  throw new SecretsError(
    'Processes that share keys are given both secrets of the ledger. Name a file for them with --secrets-file.',
  );
}

function configured(config: Cli['config']): string {
  const place = storePlace(config);
  return 'file' in place ? `sqlite:${place.file}` : place.url;
}

async function erasedIn(url: string, out: Cli['out'], progress: Progress): Promise<ReadonlySet<string>> {
  const opened = await openSource(url, (message) => out.note(message));
  try {
    return await erasedKeys(opened.store, (done, total) => progress.update(done, total, 'erasures'));
  } finally {
    await opened.close();
  }
}

/** What the caller can put right. */
export function usageOf(error: unknown): unknown {
  if (error instanceof FolderInUse) {
    const { folder, holder } = error;
    const text = `${holderText(holder)} has ${folder}. Stop it first. Nothing was changed.`;
    return new CliError(EXIT.inUse, text, { holder });
  }
  if (error instanceof BadKeysPlace) return new CliError(error.missing ? EXIT.notFound : EXIT.usage, error.message);
  if (error instanceof BadStoreUrl) {
    return new CliError(EXIT.usage, error.message.replace('--from', '--ledger (or QUITTANCE_STORE)'));
  }
  return error;
}
