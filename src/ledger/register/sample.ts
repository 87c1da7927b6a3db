/** Examples of a register's commands and facts, made of the examples of their fields: for documentation and tests. */
import { namesEntry, type Deed, type Register } from './register.js';

const ENTRY = 'e1c70a51-6b1e-8c55-9d0e-6a3f5b7c9d12';

export type Sample = Readonly<Record<string, unknown>>;

/** All fields of a deed, each with its example. */
export function bodyOf({ fields }: Deed): Sample {
  return Object.fromEntries(Object.entries(fields).map(([name, { example }]) => [name, example]));
}

/** The smallest body: only what must be given. */
export function leastBodyOf({ fields }: Deed): Sample {
  const must = Object.entries(fields).filter(([, { optional }]) => !optional);
  return Object.fromEntries(must.map(([name, { example }]) => [name, example]));
}

/** A command of each deed, with every field. */
export function commandsOf(registers: readonly Register[]): Record<string, Sample> {
  const all: Record<string, Sample> = {};
  for (const register of registers) {
    for (const [type, deed] of Object.entries(register.deeds)) {
      const id = namesEntry(register, deed) ? { [register.entry]: ENTRY } : {};
      all[type] = { type, ...id, ...bodyOf(deed) };
    }
  }
  return all;
}

/** The payload of each fact, with every field that is not sealed. */
export function payloadsOf(registers: readonly Register[]): Record<string, Sample> {
  const all: Record<string, Sample> = {};
  for (const register of registers) {
    for (const deed of Object.values(register.deeds)) {
      const kept = Object.entries(deed.fields).filter(([, { sealed }]) => !sealed);
      const id = register.whole ? {} : { [register.entry]: ENTRY };
      all[deed.fact] = { ...id, ...Object.fromEntries(kept.map(([name, { example }]) => [name, example])) };
    }
  }
  return all;
}
