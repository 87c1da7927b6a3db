// F16: our verifier and Go's, which other people wrote, on the same mutants of proofs: no verdict may differ.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { random } from './base.js';

/** @returns the exit code: 0 when no verdict differs, 1 otherwise, 4 where there is no Go */
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
  const { buildForeign, foreignLines, noGo } = await import('../foreign/go.js');
  const { compare } = await import('../foreign/mutants.js');
  const why = noGo();
  if (why !== undefined) {
    process.stdout.write(`mutants: not run, for ${why}\n`);
    return 4;
  }
  const folder = mkdtempSync(join(tmpdir(), 'quittance-mutants-'));
  const program = buildForeign(folder);
  const ask = (vkey, lines) => foreignLines(program, vkey, lines);
  // A verifier that takes everything: the comparison must notice.
  const yes = (_, lines) => lines.map(() => 'ok');
  const sabotaged = values.sabotage === 'yes-sayer';
  const found = compare(Number(values.runs), random(Number(values.seed)), sabotaged ? yes : ask);
  rmSync(folder, { recursive: true });
  for (const { mutant, ours, theirs } of found.disagreements.slice(0, 5)) {
    process.stdout.write(`  ${mutant.kind}, ${mutant.change}: ours says ${ours}, Go ${theirs}\n`);
  }
  const { mutants, accepted, lenient, disagreements } = found;
  process.stdout.write(
    `mutants: ${mutants}, accepted by both ${accepted}, refused by ours alone for loose base64 in a signature ${lenient}, disagreements ${disagreements.length}, seed ${values.seed}\n`,
  );
  return disagreements.length === 0 ? 0 : 1;
}
