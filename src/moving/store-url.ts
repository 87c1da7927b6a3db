/** The two stores of a copy, by their URLs. */
import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { CATEGORIES } from '../open-store.js';
import type { CopySource, CopyTarget } from '../store/copy/ends.js';
import { openKurrent } from '../store/kurrent/open.js';
import { isServerUrl, StoreUrlError } from '../store/remote/server-url.js';
import { SqliteStore } from '../store/sqlite/sqlite.store.js';

/** A URL that names no store, or not one for this. Its message is for the caller. */
export class BadStoreUrl extends Error {
  override readonly name = 'BadStoreUrl';
}

export interface Opened<T> {
  readonly store: T;
  close(): Promise<void>;
}

/** Told when the server loses facts by a setting of its own. */
type Alarm = (message: string) => void;

/** Reads beside whoever writes it. @throws BadStoreUrl LedgerFileError */
export function openSource(url: string, alarm: Alarm): Promise<Opened<CopySource>> {
  return opened('--from', url, true, alarm);
}

/** Nobody else may write it. @throws BadStoreUrl LedgerFileError */
export function openTarget(url: string, alarm: Alarm): Promise<Opened<CopyTarget>> {
  return opened('--to', url, false, alarm);
}

/** @throws BadStoreUrl where both are one and the same, or one is no store */
export function checkUrls(from: string, to: string): void {
  const [source, target] = [placeOf('--from', from), placeOf('--to', to)];
  if (source === target) throw new BadStoreUrl('--from and --to name the same store.');
}

async function opened(
  option: string,
  url: string,
  readonly: boolean,
  alarm: Alarm,
): Promise<Opened<CopySource & CopyTarget>> {
  const file = fileOf(url);
  try {
    const store =
      file === undefined
        ? await openKurrent({ url, categories: CATEGORIES, alarm })
        : SqliteStore.open({ file, readonly });
    return { store, close: () => store.close() };
  } catch (error) {
    if (error instanceof StoreUrlError) throw new BadStoreUrl(`${option}: ${error.message}`);
    throw error;
  }
}

function fileOf(url: string): string | undefined {
  return /^sqlite:(.+)$/s.exec(url)?.[1];
}

/** Which store it is: the same for two names of one file. */
function placeOf(option: string, url: string): string {
  const file = fileOf(url);
  if (file !== undefined) return realPath(file);
  if (isServerUrl(url)) return url;
  // Whatever it is, it may hold a password: it is not repeated.
  throw new BadStoreUrl(
    `${option} names no store. Give sqlite:<file>, e.g. sqlite:./data/ledger.db, or esdb://host:2113.`,
  );
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return resolve(file);
  }
}
