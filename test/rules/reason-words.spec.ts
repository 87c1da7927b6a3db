/** Every code that an evaluator can give is said in both languages: nobody reads codes. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { codeText } from '../../projections/audit-history/sentences/codes.js';
import { shippedPacks } from '../../src/clearance/index.js';
import { UNITS } from '../../src/rules/counting/units.js';
import { answersOf } from '../../src/rules/vectors/run-vector.js';

const FOLDERS = ['evaluators', 'counting', 'validation', 'complaints', 'limitation', 'duties', 'dossier'];
/** Flags that name a thing beside their code: `for-counsel:reversed-payment`, `longest-duty-cn-cc-68`. */
const COMPOUND = /:|^longest-duty-/;

function sources(): string[] {
  const inFolders = FOLDERS.flatMap((folder) =>
    readdirSync(join('src/rules', folder)).map((name) => join('src/rules', folder, name)),
  );
  const own = ['applies.ts', 'no-pack.ts', 'clocks.ts', 'judge.ts'].map((name) => join('src/rules', name));
  return [...inFolders, ...own].filter((file) => file.endsWith('.ts') && !/\.(spec|fixture)\.ts$/.test(file));
}

/** Texts in kebab case as they stand in the source, and those that are put together of a unit. */
function codesInSource(): string[] {
  const found = sources().flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(/'([a-z]+(?:-[a-z0-9]+)+)'/g)].map(([, code]) => code as string),
  );
  const units = UNITS.map((unit) => `too-many-${unit.toLowerCase().replaceAll('_', '-')}`);
  return [...found, ...units];
}

/** What the examples of all packs that ship come to. */
function codesInAnswers(): string[] {
  return shippedPacks().flatMap(({ pack }) =>
    pack.rules.flatMap((rule) =>
      rule.test_vectors.flatMap((vector) =>
        answersOf(pack, rule, vector).flatMap(({ reason, flags = [] }) => [...(reason ? [reason] : []), ...flags]),
      ),
    ),
  );
}

it('codes have words in English and Chinese', () => {
  const codes = [...new Set([...codesInSource(), ...codesInAnswers()])].filter((code) => !COMPOUND.test(code)).sort();
  expect(codes.length).toBeGreaterThan(150);
  const without = codes.filter((code) => !codeText('ruleReason', code, 'en') || !codeText('ruleReason', code, 'zh'));
  expect(without).toEqual([]);
});
