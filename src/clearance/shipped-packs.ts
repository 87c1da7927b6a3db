/** The packs that come with the program: read and checked once, at the start. A broken one is a broken program. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parsePack, type ActivePack } from '../rules/index.js';

const FOLDER = fileURLToPath(new URL('../rules/packs', import.meta.url));

function files(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

function text(name: string): string {
  return readFileSync(`${FOLDER}/${name}`, 'utf8');
}

let shipped: readonly ActivePack[] | undefined;

export function shippedPacks(): readonly ActivePack[] {
  shipped ??= files().map((name) => {
    const pack = parsePack(text(name));
    if ('problems' in pack) throw new Error(`The rule pack ${name} is broken: ${pack.problems.join(' ')}`);
    return pack;
  });
  return shipped;
}

/** A number that changes with any shipped pack, below a bound: known without reading the packs as packs, which takes long. */
export function shippedNumber(below: number): number {
  const hash = createHash('sha256');
  for (const name of files()) hash.update(`${name}\n${text(name)}\n`);
  return hash.digest().readUInt32BE(0) % below;
}
