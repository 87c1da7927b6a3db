/** docs/rules/packs.md shows a pack that is one: it loads, and its own example holds. */
import { readFileSync } from 'node:fs';
import { parsePack, runVectors } from '../../src/rules/index.js';

it('shows a pack that can be activated as it stands', () => {
  const page = readFileSync('docs/rules/packs.md', 'utf8');
  const [, yaml] = /```yaml\n([\s\S]*?)```/.exec(page) ?? [];
  const pack = parsePack(yaml ?? '');
  if ('problems' in pack) throw new Error(pack.problems.join('\n'));
  const results = runVectors(pack.pack);
  expect(results.map(({ name, differs }) => [name, differs])).toEqual([['half past eight is prohibited', []]]);
});
