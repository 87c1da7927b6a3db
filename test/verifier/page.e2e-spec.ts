/** The verifier's page in a real browser, from a local file and without a network: the same verdict as the command's. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { sourceOf } from '../../src/seal/bytes.js';
import { packFiles } from '../../src/seal/pack/pack-files.js';
import { bytesOf, SealedScene, type PackOptions } from '../../src/seal/pack/pack.fixture.js';
import { parsePolicy } from '../../src/seal/policy.js';
import { verdictLine } from '../../src/seal/verify/report.js';
import { verifyPack } from '../../src/seal/verify/verify-pack.js';
import type { Language } from '../../src/seal/verify/words.js';

const CHROMIUM = '/usr/bin/chromium';
const here = existsSync(CHROMIUM) ? describe : describe.skip;
if (!existsSync(CHROMIUM)) process.stderr.write(`skipped: the verifier's page, for there is no ${CHROMIUM}\n`);

const node = async (script: string, ...args: string[]): Promise<string> => {
  const path = fileURLToPath(new URL(script, import.meta.url));
  return (await promisify(execFile)(process.execPath, [path, ...args])).stdout;
};

interface Said {
  readonly exit: number;
  readonly title: string;
  readonly steps: readonly string[];
}

here('the page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-page-'));
  const scene = new SealedScene()
    .put('case-1', { personal: { name: '王小明' } })
    .put('case-0')
    .put('case-1')
    .seal();
  const kept = scene.checkpoint(2);
  afterAll(() => rmSync(folder, { recursive: true }));

  async function packOf(options: PackOptions = {}): Promise<Buffer> {
    return bytesOf((await packFiles(scene.parts(['case-1'], options))).chunks());
  }

  async function commandSays(zip: Buffer, lang: Language, withKept = false): Promise<Said> {
    const terms = { policy: parsePolicy(scene.policy), ...(withKept ? { kept: { checkpoint: kept } } : {}) };
    const verdict = await verifyPack(sourceOf(zip), terms);
    const steps = verdict.steps.map(({ status }) => status);
    return { exit: verdict.exit, title: verdictLine(verdict, lang), steps };
  }

  it('says what the command says, in both languages, and asks for nothing', async () => {
    const events = scene.parts(['case-1']).events() as { body: string }[];
    const changed = events.map((event) => ({ ...event, body: event.body.replace('"sv":1', '"sv":2') })) as never;
    const jobs = [
      { pack: await packOf(), lang: 'en' },
      { pack: await packOf({ more: { events: () => changed } }), lang: 'zh' },
      { pack: (await packOf()).subarray(0, -1), lang: 'en' },
      { pack: await packOf({ more: { consistency: scene.consistency(2) } }), lang: 'zh', kept: true },
    ] as const;
    writeFileSync(join(folder, 'policy'), scene.policy);
    writeFileSync(join(folder, 'kept'), kept);
    const files = jobs.map((job, i) => {
      const withKept = 'kept' in job;
      writeFileSync(join(folder, `${i}.zip`), job.pack);
      const given = { pack: `${i}.zip`, policy: 'policy', lang: job.lang };
      return withKept ? { ...given, kept: 'kept', dropped: true } : given;
    });
    writeFileSync(join(folder, 'jobs.json'), JSON.stringify(files));

    const page = join(folder, 'verifier.html');
    await node('../../bin/build-verifier.js', page);
    const answer = JSON.parse(await node('page-driver.js', page, folder, CHROMIUM)) as {
      said: Said[];
      asked: string[];
    };

    const expected = await Promise.all(jobs.map(({ pack, lang, ...rest }) => commandSays(pack, lang, 'kept' in rest)));
    expect(answer.said).toEqual(expected);
    expect(expected.map(({ exit }) => exit)).toEqual([0, 27, 21, 0]);
    expect(expected[3]?.steps[8]).toBe('holds');
    expect(answer.asked).toEqual([]);
  }, 120_000);
});
