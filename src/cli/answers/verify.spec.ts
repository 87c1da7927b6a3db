/** `quittance verify`: exit codes, what it prints in both languages, and bad input. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { hasOpenssl, TimeAuthority } from '../../../test/support/time-authority.js';
import { packFiles } from '../../seal/pack/pack-files.js';
import { bytesOf, SealedScene } from '../../seal/pack/pack.fixture.js';
import { encodeBundle, tilePath } from '../../seal/tile.js';
import { cliOf } from '../cli.js';
import { Output } from '../output.js';
import { verify } from './verify.js';

const folder = mkdtempSync(join(tmpdir(), 'quittance-verify-'));
const scene = new SealedScene()
  .put('case-1', { personal: { name: 'A' } })
  .put('party-2')
  .put('case-1')
  .seal();
const at = (name: string): string => join(folder, name);

beforeAll(async () => {
  const withhold = (sid: string): boolean => sid === 'party-2';
  const more = { consistency: scene.consistency(2) };
  const plan = await packFiles(scene.parts(['case-1', 'party-2'], { withhold, more }));
  const zip = await bytesOf(plan.chunks());
  writeFileSync(at('case.zip'), zip);
  writeFileSync(at('cut.zip'), zip.subarray(1));
  writeFileSync(at('policy'), scene.policy);
  writeFileSync(at('nobody'), 'quorum none\n');
  writeFileSync(at('kept'), scene.checkpoint(2));
  writeFileSync(at('early'), scene.checkpoint(1));
  writeFileSync(at('proof'), await bytesOf(proofOf(1)));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function* proofOf(size: number) {
  const { formatConsistency } = await import('../../seal/pack/consistency.js');
  yield Buffer.from(formatConsistency(scene.consistency(size)));
}

async function run(
  file: string,
  options: Partial<Parameters<typeof verify>[2]> = {},
  more: { lang?: string; json?: boolean } = {},
) {
  let said = '';
  const stream = new Writable({
    write: (chunk: Buffer, _, done) => {
      said += chunk.toString();
      done();
    },
  }) as unknown as NodeJS.WriteStream;
  // The data folder does not exist, and nobody minds.
  const cli = {
    ...cliOf({ data: at('no-ledger'), lang: more.lang ?? 'en' }, {}, {}),
    out: new Output(more.json === true, stream),
  };
  const exit = await verify(cli, at(file), { policy: at('policy'), ...options });
  return { exit, said };
}

it('says what is proven, what is left out and what is not proven', async () => {
  const { exit, said } = await run('case.zip');
  expect(exit).toBe(0);
  expect(said).toMatch(
    /^The history in events\.jsonl is unaltered and complete up to the checkpoint of 4 leaves\. Texts, /,
  );
  expect(said).toContain('5 HOLDS  completeness: 3 events in 2 streams');
  expect(said).toContain('- party-2: revisions 0 to 0');
  expect(said).toContain('The checkpoint existed at: 2026-03-31T12:00:00Z (regulator).');
  expect(said).toContain('Not proven:\n- You gave no checkpoint');
  expect(said).not.toMatch(/[{}]/);
});

it('says it in Chinese', async () => {
  const { said } = await run('case.zip', {}, { lang: 'zh' });
  expect(said).toMatch(/^events.jsonl 中的历史未经改动，且完整至含 4 个叶子的检查点。/);
  expect(said).toContain('未证明：');
  expect(said).not.toMatch(/[{}]/);
});

it('gives one JSON document', async () => {
  const { said } = await run('case.zip', {}, { json: true });
  expect(JSON.parse(said)).toMatchObject({
    ok: true,
    exit: 0,
    withheld: [{ sid: 'party-2', from: 0, to: 0 }],
    steps: expect.arrayContaining([expect.objectContaining({ n: 5, id: 'chain', status: 'holds' })]),
    notProven: expect.arrayContaining([expect.stringContaining('is true')]),
  });
});

it.each<[string, string, Parameters<typeof run>[1], number]>([
  ['a file that is no pack', 'cut.zip', {}, 21],
  ['a log that the policy does not know', 'case.zip', { policy: at('nobody') }, 22],
  ['a kept checkpoint without a proof', 'case.zip', { knownCheckpoint: at('early') }, 29],
  ['a kept checkpoint with the proof of the pack', 'case.zip', { knownCheckpoint: at('kept') }, 0],
  [
    'a kept checkpoint with a proof of its own',
    'case.zip',
    { knownCheckpoint: at('early'), consistency: at('proof') },
    0,
  ],
])('ends on %s with its own code', async (_, file, options, code) => {
  const { exit, said } = await run(file, options);
  expect(exit).toBe(code);
  expect(said.startsWith('This file proves nothing')).toBe(code !== 0);
});

it.each<[string, string, Parameters<typeof run>[1], RegExp]>([
  ['a file that is not there', 'nothing.zip', {}, /cannot be read: ENOENT/],
  ['a folder', '.', {}, /is no file/],
  ['a policy that is not there', 'case.zip', { policy: at('nothing') }, /cannot be read/],
  ['a policy that is none', 'case.zip', { policy: at('kept') }, /is no policy/],
  ['certificates that are none', 'case.zip', { tsa: at('kept') }, /is no file of certificates/],
  ['a copy of a log that is none', 'case.zip', { log: folder }, /is no copy of a log/],
  ['a proof without a checkpoint', 'case.zip', { consistency: at('proof') }, /only together/],
])('refuses %s as bad input', async (_, file, options, why) => {
  await expect(run(file, options)).rejects.toMatchObject({ exit: 2, message: expect.stringMatching(why) });
});

/** A folder as it is copied from an operator, from the width of its last bundle on. */
function copyOf(name: string, log: SealedScene, width = log.entries.length): string {
  const path = join(at(name), tilePath({ level: 'entries', index: 0, width }));
  mkdirSync(join(path, '..'), { recursive: true });
  writeFileSync(path, encodeBundle(log.entries.slice(0, width).map((entry) => Buffer.from(entry))));
  return at(name);
}

describe('with a copy of the whole log', () => {
  it('says that the map of heads is honest, and no longer that nobody knows', async () => {
    const { exit, said } = await run('case.zip', { log: copyOf('log', scene) });
    expect(exit).toBe(0);
    expect(said).toContain('12 HOLDS  whole log: All 4 entries of the log give the root that is signed');
    expect((await run('case.zip')).said).toContain('that the map of heads names every stream honestly');
    expect(said).not.toContain('that the map of heads names every stream honestly');
  });

  it('takes a copy that has grown since', async () => {
    const grown = new SealedScene();
    grown.entries.push(...scene.entries, ...scene.entries);
    expect(await run('case.zip', { log: copyOf('grown', grown) })).toMatchObject({ exit: 0 });
  });

  it('refuses a map of heads that was signed and is a lie, which no other step sees', async () => {
    const lie = new SealedScene().put('case-1').put('case-1').sealLie('case-1', 0);
    const events = (lie.parts(['case-1']).events() as { rev: number }[]).filter(({ rev }) => rev === 0);
    const plan = await packFiles(lie.parts(['case-1'], { more: { events: () => events as never } }));
    writeFileSync(at('lie.zip'), await bytesOf(plan.chunks()));
    expect(await run('lie.zip')).toMatchObject({ exit: 0 });
    const { exit, said } = await run('lie.zip', { log: copyOf('lie', lie) });
    expect(exit).toBe(32);
    expect(said).toContain('it was signed and is a lie');
  });

  it.each([
    [
      'another log',
      () => copyOf('other', new SealedScene().put('case-1').put('case-1').put('party-2').seal()),
      'those of',
    ],
    ['a copy that ends too early', () => copyOf('short', scene, 3), 'the copy lacks tile/entries/000'],
  ])('refuses %s', async (_, log, why) => {
    const { exit, said } = await run('case.zip', { log: log() });
    expect(exit).toBe(32);
    expect(said).toContain(why);
  });
});

(hasOpenssl() ? it : it.skip)(
  'checks time stamps of authorities that the auditor trusts, and of no others',
  async () => {
    const [authority, other] = [new TimeAuthority(), new TimeAuthority()];
    const tokens = [{ name: 'daily', bytes: await authority.stamp(Buffer.from(scene.checkpoint()), '-sha256') }];
    const plan = await packFiles(scene.parts(['case-1'], { more: { anchors: { tokens } } }));
    writeFileSync(at('stamped.zip'), await bytesOf(plan.chunks()));
    writeFileSync(at('tsa'), authority.ca);
    writeFileSync(at('other-tsa'), other.ca);
    await authority.remove();
    await other.remove();
    const { exit, said } = await run('stamped.zip', { tsa: at('tsa') });
    expect(exit).toBe(0);
    expect(said).toContain('1 time-stamp tokens hold');
    expect(said).toContain('(CN=Test Time, O=Invented)');
    expect(await run('stamped.zip', { tsa: at('other-tsa') })).toMatchObject({ exit: 30 });
  },
);
