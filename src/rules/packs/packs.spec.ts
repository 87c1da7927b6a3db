/** The packs that ship: each loads, and each of their own examples holds. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parsePack } from '../load-pack.js';
import { runVectors } from '../vectors/run-vector.js';

const folder = join(import.meta.dirname, '.');
const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));

describe.each(files)('%s', (name) => {
  const loaded = parsePack(readFileSync(join(folder, name), 'utf8'));

  it('loads', () => {
    expect('problems' in loaded ? loaded.problems : []).toEqual([]);
  });

  if ('problems' in loaded) return;

  it('has examples for every rule', () => {
    const without = loaded.pack.rules.filter(({ test_vectors }) => test_vectors.length === 0);
    expect(without.map(({ rule_id }) => rule_id)).toEqual([]);
  });

  it.each(runVectors(loaded.pack).map((result) => [`${result.rule}: ${result.name}`, result.differs] as const))(
    '%s',
    (_name, differs) => {
      expect(differs).toEqual([]);
    },
  );
});
