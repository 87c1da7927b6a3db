/** `quittance witness key|add-log|status`, and how a witness is opened. */
import { FormatError } from '../../seal/format-error.js';
import { formatVkey, isKeyName, KEY_TYPE, parseVkey } from '../../seal/vkey.js';
import {
  hasKey,
  makeWitness,
  openWitness,
  WitnessFolderError,
  type OpenWitness,
} from '../../witness/witness-folder.js';
import type { Cli } from '../cli.js';
import { CliError, EXIT } from '../exit.js';

/** Says in one line why there is no witness to open. */
export function openOrSay(cli: Cli, alarm: (line: string) => void = cli.out.note.bind(cli.out)): OpenWitness {
  return said(() => openWitness(cli.config.data, { clock: Date, alarm }));
}

function said<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof WitnessFolderError) {
      const exit = {
        'no-witness': EXIT.notFound,
        'beside-ledger': EXIT.usage,
        'state-lost': EXIT.fault,
        'rolled-back': EXIT.fault,
      };
      throw new CliError(exit[error.problem], error.message, { problem: error.problem });
    }
    if (error instanceof FormatError) throw new CliError(EXIT.fault, `${error.message}.`);
    throw error;
  }
}

export async function witnessKey(cli: Cli, { name }: { readonly name?: string }): Promise<void> {
  const { data } = cli.config;
  if (!hasKey(data) && name !== undefined) {
    if (!isKeyName(name)) {
      throw new CliError(EXIT.usage, `--name '${name}' holds spaces, control characters or a plus sign.`);
    }
    said(() => makeWitness(data, name));
    cli.out.note(
      `A new witness lies in ${data}. Its key never leaves this folder; a backup must not be started again.`,
    );
  }
  const open = openOrSay(cli);
  try {
    const { vkey } = open.key;
    if (name !== undefined && vkey.name !== name) {
      throw new CliError(EXIT.usage, `The witness in ${data} is ${vkey.name}: a name never changes.`);
    }
    await cli.out.answer({ name: vkey.name, vkey: formatVkey(vkey) }, () => [formatVkey(vkey)]);
  } finally {
    open.close();
  }
}

export async function witnessAddLog(cli: Cli, text: string): Promise<void> {
  const key = logKey(text);
  const open = openOrSay(cli);
  try {
    const added = open.db.addLog(key);
    await cli.out.answer({ origin: key.name, added }, () => [
      added ? `${key.name} is watched from now on.` : `${key.name} was known under this key already.`,
    ]);
  } finally {
    open.close();
  }
}

function logKey(text: string): ReturnType<typeof parseVkey> {
  try {
    const key = parseVkey(text);
    if (key.type === KEY_TYPE.ed25519) return key;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new CliError(
      EXIT.usage,
      `This is no verifier key of a log: ${error.message}. A ledger serves its own at /v1/seal/keys.`,
    );
  }
  throw new CliError(
    EXIT.usage,
    'This is the key of a witness, not of a log. A ledger serves its own at /v1/seal/keys.',
  );
}

export async function witnessStatus(cli: Cli): Promise<void> {
  const open = openOrSay(cli);
  try {
    const { key, db } = open;
    const logs = db.logs().map(({ origin, keys, state, contradictions }) => ({
      origin,
      keys,
      size: state?.size ?? 0,
      root: state?.root.toString('base64') ?? null,
      signedAt: state ? new Date(state.time * 1000).toISOString() : null,
      contradictions,
      evidence: db.evidence(origin),
    }));
    await cli.out.answer({ name: key.vkey.name, vkey: formatVkey(key.vkey), signatures: db.given(), logs }, () => [
      `${key.vkey.name}: ${db.given()} signatures given`,
      ...logs.flatMap(({ origin, size, root, signedAt, contradictions, evidence }) => [
        signedAt
          ? `${origin}  size ${size}, root ${String(root)}, signed ${signedAt}`
          : `${origin}  nothing signed yet`,
        ...(contradictions > 0 ? [`  ${contradictions} requests contradict what was signed. The first:`] : []),
        ...(evidence[0]
          ? evidence[0].request
              .trimEnd()
              .split('\n')
              .map((line) => `    ${line}`)
          : []),
      ]),
    ]);
  } finally {
    open.close();
  }
}
