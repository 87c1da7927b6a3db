// Verifying audit packs from a file, as `quittance verify` does, out of a log of 20,000 leaves.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { load, median } from './kit.js';

const LEAVES = 20_000;
const ROUNDS = 7;
const PARTIES = 2;

/** A case of so many facts, with a personal value in each other one, and the streams of its parties. */
async function packOf(facts) {
  await import('../faults/ts-hook.js');
  const { bytesOf, SealedScene } = await import('../../src/seal/pack/pack.fixture.js');
  const { packFiles } = await import('../../src/seal/pack/pack-files.js');
  const scene = new SealedScene();
  const data = { amount: 12_500, currency: 'EUR', channel: 'PHONE', note: 'as a fact of its kind is long, '.repeat(8) };
  for (let i = 0; i < LEAVES - facts; i++) scene.put(`case-${i % 1_000}x`, { data });
  for (let i = 0; i < facts; i++) {
    const sid = i % 10 === 9 ? `party-${(i - 9) % (PARTIES * 10)}` : 'case-main';
    scene.put(sid, { data, personal: i % 2 === 0 ? { text: 'what was said, word for word' } : {} });
  }
  scene.seal();
  const sids = [...new Set(scene.events.map(({ sid }) => sid))].filter((sid) => !sid.endsWith('x'));
  return { zip: await bytesOf((await packFiles(scene.parts(sids))).chunks()), policy: scene.policy };
}

/** @returns the median time of verifying a case of so many facts, milliseconds, and the size of its pack. */
export async function verifyBench(facts) {
  const { fileSource } = await load('src/cli/file-source.js');
  const { parsePolicy } = await load('src/seal/policy.js');
  const { verifyPack } = await load('src/seal/verify/verify-pack.js');
  const folder = mkdtempSync(join(tmpdir(), 'quittance-bench-verify-'));
  const { zip, policy } = await packOf(facts);
  const file = join(folder, 'case.zip');
  writeFileSync(file, zip);
  const times = [];
  for (let round = 0; round < ROUNDS; round++) {
    const began = performance.now();
    const { source, close } = fileSource(file);
    const verdict = await verifyPack(source, { policy: parsePolicy(policy) });
    close();
    times.push(performance.now() - began);
    if (!verdict.ok) throw new Error(`the pack does not verify: exit ${verdict.exit}`);
  }
  rmSync(folder, { recursive: true });
  return { milliseconds: median(times), megabytes: zip.length / 2 ** 20 };
}
