/** Paths that may stand in a pack: each system unpacks them to the same files, inside the folder it was told. */
import { FormatError } from '../format-error.js';

const PATH_CHARS_MAX = 200;
/** Each part begins with a letter or digit, so none is `.` or `..`, and no path is absolute. */
const PATH = /^[A-Za-z0-9][A-Za-z0-9._-]*(?:\/[A-Za-z0-9][A-Za-z0-9._-]*)*$/;

/** Windows drops a dot at the end of a name, and takes these for devices, whatever stands behind their first dot. */
const NOT_ON_WINDOWS = /\.(?:\/|$)|(?:^|\/)(?:con|prn|aux|nul|com\d|lpt\d)(?:[./]|$)/i;

export function isPath(path: string): boolean {
  return path.length <= PATH_CHARS_MAX && PATH.test(path) && !NOT_ON_WINDOWS.test(path);
}

/** `first` comes first, then by bytes: paths are ASCII, so that is what `<` does. */
export function inOrder(first: string): (a: string, b: string) => number {
  const key = (path: string): string => (path === first ? '' : path);
  return (a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0);
}

/**
 * Throws FormatError unless the paths are good, in order, each there once, none a folder of another, and no two differ
 * in case alone: some systems would write one over the other.
 */
export function mustBePaths(paths: readonly string[], first: string): void {
  const compare = inOrder(first);
  const names = new Set<string>();
  const folders = new Set<string>();
  paths.forEach((path, i) => {
    if (!isPath(path)) throw new FormatError(`an entry has a path that no entry may have`);
    if (i > 0 && compare(paths[i - 1] as string, path) >= 0) throw new FormatError(`the entry ${path} is out of order`);
    const low = path.toLowerCase();
    if (names.has(low)) throw new FormatError(`the entry ${path} differs from another in case alone`);
    names.add(low);
    for (let at = low.indexOf('/'); at > 0; at = low.indexOf('/', at + 1)) folders.add(low.slice(0, at));
  });
  for (const folder of folders) if (names.has(folder)) throw new FormatError(`the entry ${folder} is also a folder`);
}
