/** The mappings that ship with Quittance, and the schema of all mappings: `examples/mappings`. */
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = join('examples', 'mappings');

/** Found upwards from here: the same from the sources and from the build. */
export function mappingsFolder(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  while (!existsSync(join(folder, FOLDER))) {
    const parent = dirname(folder);
    if (parent === folder) throw new Error(`${FOLDER} is missing from this installation`);
    folder = parent;
  }
  return join(folder, FOLDER);
}

export function schemaFile(): string {
  return join(mappingsFolder(), 'mapping.schema.json');
}

/** Names of the shipped mappings, sorted. */
export function shippedMappings(): string[] {
  return readdirSync(mappingsFolder())
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/** The file of a mapping that is named or given as a path; undefined where there is none. */
export function mappingFile(nameOrFile: string): string | undefined {
  if (/\.ya?ml$/.test(nameOrFile) || nameOrFile.includes('/')) return existsSync(nameOrFile) ? nameOrFile : undefined;
  return shippedMappings().includes(nameOrFile) ? join(mappingsFolder(), `${nameOrFile}.yaml`) : undefined;
}
