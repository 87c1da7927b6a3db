/**
 * What tests read beside the repository, and what is no part of it: public vectors, the survey of law. Looked for beside this
 * checkout, and beside the checkout that a git worktree belongs to.
 */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');

/** The main checkout of a worktree: its file `.git` names a folder inside that one's. */
function mainCheckout(): string {
  const git = join(ROOT, '.git');
  if (!existsSync(git) || statSync(git).isDirectory()) return ROOT;
  const folder = /^gitdir: (.+)$/m.exec(readFileSync(git, 'utf8'))?.[1] ?? '';
  return folder.includes('/.git/worktrees/') ? dirname(folder.slice(0, folder.lastIndexOf('/worktrees/'))) : ROOT;
}

export interface Shared {
  /** Where it is, or should be. */
  readonly path: string;
  readonly isHere: boolean;
}

/**
 * A file or folder of `../shared`. Where it is not, that is said in one line: what is skipped silently looks like what passed.
 *
 * @param tests what cannot be tested without it, for that line
 */
export function shared(path: string, tests: string): Shared {
  const places = [ROOT, mainCheckout()].map((root) => join(dirname(root), 'shared', path));
  const found = places.find((place) => existsSync(place));
  if (found === undefined) process.stderr.write(`skipped: ${tests}, for want of ../shared/${path}\n`);
  return { path: found ?? (places[0] as string), isHere: found !== undefined };
}
