/** Files that hold the JavaScript of a TypeScript file and its source map. */
export function compiled(path: string): { readonly code: string; readonly map: string };
/** Removes what nobody read in a folder for long, at most once a day. */
export function removeUnused(folder: string, now?: number): void;
/** What compiles, and how. */
export const COMPILER: string;
