/** What the doctor can see from outside: program, folder, disk, files. Nothing here needs the ledger to open. */
import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import Database from '#sqlite';
import { fail, ok, warn, type Finding } from './finding.js';

const NODE_LEAST = [20, 19] as const;
const FREE_LEAST_BYTES = 100 * 1024 * 1024;
const FREE_GOOD_BYTES = 1024 * 1024 * 1024;

export function checkNode(version = process.versions.node): Finding {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const fits = major > NODE_LEAST[0] || (major === NODE_LEAST[0] && minor >= NODE_LEAST[1]);
  return fits ? ok('Node', version) : fail('Node', version, `Install Node ${NODE_LEAST.join('.')} or newer.`);
}

/** The folder can be written, and nobody else may look into it. */
export function checkFolder(folder: string): Finding {
  const check = 'Data folder';
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return fail(check, `${folder} cannot be written by this user`, 'Run as the user whom the folder belongs to.');
  }
  if (openToOthers(folder)) {
    return warn(check, `${folder} can be entered by other users (${modeOf(folder)})`, `chmod 700 ${folder}`);
  }
  return ok(check, `${folder} (${modeOf(folder)})`);
}

export function checkDisk(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const found = `${Math.floor(free / 1024 / 1024)} MiB free`;
  const advice = 'Make room: on a full disk the ledger answers questions, but takes no new facts.';
  if (free < FREE_LEAST_BYTES) return fail('Disk', found, advice);
  return free < FREE_GOOD_BYTES ? warn('Disk', found, advice) : ok('Disk', found);
}

interface LedgerFile {
  readonly name: string;
  /** What to do when SQLite finds it damaged. */
  readonly cure: string;
}

const RESTORE = 'Stop the ledger, keep a copy of the folder as it is, and restore this file from a backup.';
const FILES: readonly LedgerFile[] = [
  { name: 'ledger.db', cure: RESTORE },
  { name: 'keys.db', cure: RESTORE },
  {
    name: 'seal.db',
    cure: 'Stop the ledger and delete seal.db and the folder seal: they are built anew from the facts.',
  },
  { name: 'read.db', cure: 'Stop the ledger and delete read.db: it is built anew from the facts.' },
];

/** A finding where the keys are gone: without them no personal value opens and no reference finds its case. */
export function checkKeysFile(folder: string): Finding | undefined {
  if (existsSync(join(folder, 'keys.db'))) return undefined;
  return fail('keys.db', 'is missing', `Do not open this ledger before keys.db is back. ${RESTORE}`);
}

export function checkFiles(folder: string): Finding[] {
  const there = FILES.filter(({ name }) => existsSync(join(folder, name)));
  return there.flatMap((file) => checkFile(join(folder, file.name), file));
}

function checkFile(path: string, { name, cure }: LedgerFile): Finding[] {
  const modes = openToOthers(path)
    ? [fail(name, `other users can read it (${modeOf(path)})`, `chmod 600 ${path}`)]
    : [];
  try {
    const problem = quickCheck(path);
    return [...modes, problem === 'ok' ? ok(name, 'SQLite finds no damage') : fail(name, problem, cure)];
  } catch (error) {
    return [...modes, fail(name, error instanceof Error ? error.message : String(error), cure)];
  }
}

/** Read beside whoever writes it; a connection of its own disturbs nobody. */
function quickCheck(path: string): string {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return String(db.pragma('quick_check(1)', { simple: true }));
  } finally {
    db.close();
  }
}

function openToOthers(path: string): boolean {
  const mode = modeBits(path);
  return mode !== undefined && (mode & 0o077) !== 0;
}

function modeOf(path: string): string {
  return `mode ${(modeBits(path) ?? 0).toString(8).padStart(4, '0')}`;
}

function modeBits(path: string): number | undefined {
  const mode = statSync(path, { throwIfNoEntry: false })?.mode;
  return mode === undefined ? undefined : mode & 0o777;
}
