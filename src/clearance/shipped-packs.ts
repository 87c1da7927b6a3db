/** The packs that come with the program: read and checked once, at the start. A broken one is a broken program. */
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parsePack, type ActivePack } from '../rules/index.js';

const FOLDER = fileURLToPath(new URL('../rules/packs', import.meta.url));

let shipped: readonly ActivePack[] | undefined;

export function shippedPacks(): readonly ActivePack[] {
  shipped ??= readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => {
      const pack = parsePack(readFileSync(`${FOLDER}/${name}`, 'utf8'));
      if ('problems' in pack) throw new Error(`The rule pack ${name} is broken: ${pack.problems.join(' ')}`);
      return pack;
    });
  return shipped;
}
