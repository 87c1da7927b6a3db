import { compiledFrom, sourceOf, type CompiledPack } from '../rules/index.js';
import { compiledPacks, shippedPacks } from './shipped-packs.js';

it('gives the packs as their YAML says, in the same order, whether or not they were compiled', () => {
  const fromYaml = Object.values(compiledPacks()).map(({ pack, digest }) => ({ pack, digest }));
  expect(JSON.stringify(shippedPacks())).toBe(JSON.stringify(fromYaml.map(({ pack, digest }) => ({ pack, digest }))));
  expect(shippedPacks()).toEqual(fromYaml);
});

it('uses what was compiled only for the very text', () => {
  const compiled: CompiledPack = { source: sourceOf('pack: a\n'), digest: 'd', pack: { pack: 'a' } as never };
  expect(compiledFrom('pack: a\n', compiled)).toEqual({ pack: { pack: 'a' }, digest: 'd' });
  expect(compiledFrom('pack: b\n', compiled)).toBeUndefined();
  expect(compiledFrom('pack: a\n', undefined)).toBeUndefined();
});
