/** The folder of a witness: its key, its database and its mark. All three, or it does not start. */
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Mark } from './mark.js';
import { Witness } from './witness.js';
import { WitnessDb } from './witness-db.js';
import { makeKey, readKey, syncFolder, type WitnessKey } from './witness-key.js';

/** Why a folder is none to sign from. */
export type FolderProblem = 'no-witness' | 'state-lost' | 'rolled-back' | 'beside-ledger';

export class WitnessFolderError extends Error {
  override readonly name = 'WitnessFolderError';

  constructor(
    readonly problem: FolderProblem,
    message: string,
  ) {
    super(message);
  }
}

const fileOf = (folder: string, name: 'key' | 'db' | 'mark'): string => join(folder, `witness.${name}`);

export function hasKey(folder: string): boolean {
  return existsSync(fileOf(folder, 'key'));
}

/** A new witness. Throws FormatError where the name is no key name. */
export function makeWitness(folder: string, name: string): WitnessKey {
  if (existsSync(join(folder, 'ledger.db'))) {
    const message = `${folder} holds a ledger. A witness proves something only where the ledger's operator cannot reach its key: name another folder, on another machine.`;
    throw new WitnessFolderError('beside-ledger', message);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (!existsSync(fileOf(folder, 'db'))) WitnessDb.make(fileOf(folder, 'db'));
  if (!existsSync(fileOf(folder, 'mark'))) Mark.make(fileOf(folder, 'mark'));
  syncFolder(folder);
  // Last: what has a key is whole.
  return makeKey(fileOf(folder, 'key'), name);
}

export interface OpenWitness {
  readonly key: WitnessKey;
  readonly db: WitnessDb;
  readonly witness: Witness;
  close(): void;
}

const RESTORED =
  'It may have forgotten what it signed, and must not sign with this key again. Make a new witness in another folder, and give its key to those who trust this one.';

/** Throws WitnessFolderError where the folder is no witness, or one that has forgotten something. */
export function openWitness(
  folder: string,
  { clock, alarm }: { readonly clock: { now(): number }; readonly alarm: (line: string) => void },
): OpenWitness {
  if (!hasKey(folder)) {
    const message = `There is no witness in ${folder}. 'quittance witness key --name NAME --data ${folder}' makes one.`;
    throw new WitnessFolderError('no-witness', message);
  }
  for (const name of ['db', 'mark'] as const) {
    if (existsSync(fileOf(folder, name))) continue;
    throw new WitnessFolderError('state-lost', `${fileOf(folder, name)} is missing, and the key is there. ${RESTORED}`);
  }
  const key = readKey(fileOf(folder, 'key'));
  const db = WitnessDb.open(fileOf(folder, 'db'));
  const [given, marked] = [db.given(), Mark.read(fileOf(folder, 'mark'))];
  if (given < marked) {
    db.close();
    const message = `rollback detected: witness.db knows of ${given} signatures, and ${marked} were given out: it was restored from a backup. ${RESTORED}`;
    throw new WitnessFolderError('rolled-back', message);
  }
  const mark = Mark.open(fileOf(folder, 'mark'));
  const witness = new Witness({ key, db, clock, mark: (count) => mark.set(count), alarm });
  return {
    key,
    db,
    witness,
    close() {
      mark.close();
      db.close();
    },
  };
}
