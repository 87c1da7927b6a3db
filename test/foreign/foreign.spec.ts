/** Other people's code (Go's x/mod) checks our packs, and gives the same verdicts on mutants of proofs. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { packFiles } from '../../src/seal/pack/pack-files.js';
import { bytesOf, SealedScene } from '../../src/seal/pack/pack.fixture.js';
import { buildForeign, foreignLines, foreignPack, noGo } from './go.js';
import { compare } from './mutants.js';

const why = noGo();
const here = why === undefined ? describe : describe.skip;
if (why !== undefined) process.stderr.write(`skipped: checks with other people's code, for ${why}\n`);

/** Numbers in [0, 1) that a seed repeats: a linear congruence is random enough to draw mutants. */
function numbers(seed: number): () => number {
  let state = seed;
  return () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0) / 2 ** 32;
}

here("other people's code", () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-foreign-'));
  const scene = new SealedScene().put('case-1').put('case-0').put('party-2').put('case-1').seal();
  let program = '';

  beforeAll(() => {
    program = buildForeign(folder);
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  async function packAt(name: string, more = {}): Promise<string> {
    const plan = await packFiles(scene.parts(['case-1', 'party-2'], { more }));
    const path = join(folder, name);
    writeFileSync(path, await bytesOf(plan.chunks()));
    return path;
  }

  it('accepts checkpoint, inclusion and consistency of a pack', async () => {
    const kept = join(folder, 'kept');
    writeFileSync(kept, scene.checkpoint(2));
    const path = await packAt('good.zip', { consistency: scene.consistency(2) });
    expect(foreignPack(program, path, scene.vkey, kept)).toMatchObject({
      status: 0,
      stdout: 'checkpoint of 5, heads leaf, 3 events, 2 proof files, consistency ok\n',
    });
  });

  it('refuses a changed leaf, another key and a history that was rewritten', async () => {
    const [first, ...rest] = scene.parts(['case-1', 'party-2']).events() as { leaf: string }[];
    const changed = [{ ...first, leaf: first?.leaf.replace('"rev":0', '"rev":7') }, ...rest];
    const forged = await packAt('forged.zip', { events: () => changed });
    expect(foreignPack(program, forged, scene.vkey)).toMatchObject({ status: 1 });
    const good = await packAt('good.zip', { consistency: scene.consistency(2) });
    const strange = new SealedScene().put('case-9').put('case-9');
    const kept = join(folder, 'strange');
    writeFileSync(kept, strange.checkpoint());
    expect(foreignPack(program, good, scene.vkey, kept)).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(/^consistency: /),
    });
    const key = 'test.example/ledger+24c91613+AbxUkSIEr1NwqulNG0P9+EQOTbl/fWm7LyfHkmCl7awv';
    expect(foreignPack(program, good, key)).toMatchObject({ status: 1 });
  });

  it('gives our verdict on 1,500 mutants; `npm run faults -- mutants` makes 10,000', () => {
    const { disagreements, accepted, lenient } = compare(1_500, numbers(20), (vkey, lines) =>
      foreignLines(program, vkey, lines),
    );
    expect(disagreements).toEqual([]);
    // Some changes change nothing, and most change something: both kinds must have been there.
    expect(accepted).toBeGreaterThan(50);
    expect(accepted).toBeLessThan(750);
    expect(lenient).toBeLessThan(50);
  });
});
