/** What SQLite says of its own files: damage of their structure, which no hash of a fact can show. */
import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import Database from '#sqlite';
import type { Difference } from '../../sealer/audit/difference.js';

/** Lines that SQLite gives at most for one file. */
const LINES = 20;

/** Damage in any of these files, each in the words of `integrity_check`. A file that is not there is no damage. */
export function damageIn(files: readonly string[]): Difference[] {
  return files.filter((file) => existsSync(file)).flatMap(damageOf);
}

function damageOf(file: string): Difference[] {
  const what = basename(file);
  try {
    const db = new Database(file, { readonly: true });
    try {
      const lines = db.prepare(`PRAGMA integrity_check(${LINES})`).pluck().all() as string[];
      if (lines.length === 1 && lines[0] === 'ok') return [];
      return lines.map((line) => ({ kind: 'changed', what, detail: `is damaged: ${line.replaceAll('\n', ' ')}` }));
    } finally {
      db.close();
    }
  } catch (error) {
    return [{ kind: 'changed', what, detail: `cannot be read: ${(error as Error).message}` }];
  }
}

/** Whether an audit that threw this met damaged bytes: then it is a finding, and else an error of ours. */
export function isDamage(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_') || error instanceof SyntaxError || error.name === 'FormatError';
}
