/** The packs that come with the program: read and checked once, at the start. A broken one is a broken program. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiledFrom, parsePack, sourceOf, type ActivePack, type CompiledPack } from '../rules/index.js';

const FOLDER = fileURLToPath(new URL('../rules/packs', import.meta.url));

function files(): readonly string[] {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.yaml'))
    .sort();
}

function text(name: string): string {
  return readFileSync(`${FOLDER}/${name}`, 'utf8');
}

/** Reads the YAML and checks it. */
function fromYaml(name: string, yaml: string): ActivePack {
  const pack = parsePack(yaml);
  if ('problems' in pack) throw new Error(`The rule pack ${name} is broken: ${pack.problems.join(' ')}`);
  return pack;
}

type Compiled = Readonly<Record<string, CompiledPack>>;

/** By file. Made from the YAML: where it cannot be read nothing is lost but time. */
function compiled(): Compiled {
  try {
    return JSON.parse(text('compiled.json')) as Compiled;
  } catch {
    return {};
  }
}

let shipped: readonly ActivePack[] | undefined;

export function shippedPacks(): readonly ActivePack[] {
  if (shipped) return shipped;
  const known = compiled();
  shipped = files().map((name) => {
    const yaml = text(name);
    return compiledFrom(yaml, known[name]) ?? fromYaml(name, yaml);
  });
  return shipped;
}

/** What `compiled.json` must say; `test/docs/generated.spec.ts` writes it. */
export function compiledPacks(): Compiled {
  const entries = files().map((name) => {
    const yaml = text(name);
    return [name, { source: sourceOf(yaml), ...fromYaml(name, yaml) }] as const;
  });
  return Object.fromEntries(entries);
}

/** A number that changes with any shipped pack, below a bound: known without reading the packs as packs, which takes long. */
export function shippedNumber(below: number): number {
  const hash = createHash('sha256');
  for (const name of files()) hash.update(`${name}\n${text(name)}\n`);
  return hash.digest().readUInt32BE(0) % below;
}
