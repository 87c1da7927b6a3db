// F15 at random: single-bit flips anywhere in a pack's file, and flips of what proves in a container that was made anew.
// Every one must be refused. Flips that a new container hides may only change what is the exporter's word.
import { parseArgs } from 'node:util';
import { random } from './base.js';

/** @returns the exit code: 0 when every flip was refused, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '10000' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      sabotage: { type: 'string' },
    },
  });
  await import('./ts-hook.js');
  const { sourceOf } = await import('../../src/seal/bytes.js');
  const { SealedScene } = await import('../../src/seal/pack/pack.fixture.js');
  const { parsePolicy } = await import('../../src/seal/policy.js');
  const { verifyPack } = await import('../../src/seal/verify/verify-pack.js');
  const { filesOf, flipped, remade, verifyFiles, zipOf } = await import('../verifier/remade.js');

  const scene = new SealedScene();
  const personal = { name: 'A', phone: '1' };
  for (let i = 0; i < 12; i++) scene.put(['case-1', 'party-2', 'case-0'][i % 3], { personal });
  scene.seal();
  const policy = parsePolicy(scene.policy);
  const files = await filesOf(scene.parts(['case-1', 'party-2']));
  const zip = await zipOf(files);
  const next = random(Number(values.seed));
  const proving = [...files.keys()].filter((path) => /^(?:events|head|proofs|checkpoint)/.test(path));
  const bitOf = (bytes) => Math.floor(next() * bytes.length * 8);

  const sum = { flips: 0, accepted: 0, exits: new Map() };
  const note = (ok, exit) => {
    sum.flips += 1;
    if (ok) sum.accepted += 1;
    sum.exits.set(exit, (sum.exits.get(exit) ?? 0) + 1);
  };
  for (let run = 0; run < Number(values.runs); run++) {
    // Sabotage: what is verified is the pack before the flip.
    const { ok, exit } = await verifyPack(sourceOf(values.sabotage === 'no-flip' ? zip : flipped(zip, bitOf(zip))), {
      policy,
    });
    note(ok, exit);
    if (run % 4 !== 0) continue;
    const path = proving[Math.floor(next() * proving.length)];
    const bytes = files.get(path);
    const mutant = new Map([...files].map(([name, own]) => [name, name === path ? flipped(bytes, bitOf(bytes)) : own]));
    const verdict = await verifyPack(sourceOf(await remade(mutant)), { policy });
    note(verdict.ok, verdict.exit);
  }
  if (!(await verifyFiles(files, { policy })).ok) throw new Error('the pack was not good to begin with');
  const exits = [...sum.exits].sort(([a], [b]) => a - b).map(([exit, count]) => `${exit}: ${count}`);
  process.stdout.write(
    `flips: ${sum.flips}, accepted ${sum.accepted}, by exit code ${exits.join(', ')}, seed ${values.seed}\n`,
  );
  return sum.accepted === 0 ? 0 : 1;
}
