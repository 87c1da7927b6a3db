/** Loads calendar packages when a calendar is first asked: their data takes a tenth of a second, and most runs need none. */
import { createRequire } from 'node:module';

export const loadPackage = createRequire(import.meta.url) as (name: string) => unknown;

/** `name@version`, as the installed package says. */
export function packageVersion(name: string): string {
  return `${name}@${(loadPackage(`${name}/package.json`) as { version: string }).version}`;
}
