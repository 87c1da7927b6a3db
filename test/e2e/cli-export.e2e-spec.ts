/** `quittance audit export` and `quittance verify` as people start them; and VERIFY.txt, run as it stands. */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openPack } from '../support/open-pack.js';
import { Installation, type Ended } from './cli-installation.js';
import { sampleLedger } from './sample-ledger.js';

let home: Installation;
let data: string;
let policy: string;
const REF = 'CC-000010';

const run = (...args: string[]): Promise<Ended> => home.run([...args, '--data', data]);
const at = (name: string): string => join(home.folder, name);

beforeAll(async () => {
  home = await Installation.make();
  data = at('data');
  await sampleLedger(home, data);
  policy = at('policy');
  writeFileSync(at('list'), 'CC-000001\n\nCC-000002\nCC-000003\n');
});
afterAll(() => home.remove());

it('makes a file for its owner alone, and never over another', async () => {
  const { code, stdout } = await run('audit', 'export', REF, '-o', at('one.zip'), '--json');
  expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ file: at('one.zip'), later: 0 })]);
  expect(statSync(at('one.zip')).mode & 0o777).toBe(0o600);
  const again = await run('audit', 'export', REF, '-o', at('one.zip'));
  expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('there already')]);
  expect(readdirSync(home.folder).filter((name) => /\.part$/.test(name))).toEqual([]);
  expect(readdirSync(join(data, 'exports'))).toEqual([]);
});

it('says what it needs, and what is not there', async () => {
  const [nothing, both, unknown, folder] = await Promise.all([
    run('audit', 'export', '-o', at('x.zip')),
    run('audit', 'export', REF, '--cases', 'list', '-o', at('x.zip')),
    run('audit', 'export', 'NOBODY', '-o', at('x.zip')),
    run('audit', 'export', REF, '-o', at('nowhere/x.zip')),
  ]);
  expect([nothing.code, both.code, unknown.code, folder.code]).toEqual([2, 2, 4, 2]);
  expect(existsSync(at('x.zip'))).toBe(false);
});

it('verifies offline under a policy, with our verifier', async () => {
  const pack = await openPack(readFileSync(at('one.zip')));
  writeFileSync(policy, pack.files.get('policy') as Buffer);
  const { code, stdout } = await home.run(['verify', at('one.zip'), '--policy', policy, '--json']);
  expect([code, JSON.parse(stdout)]).toEqual([0, expect.objectContaining({ ok: true })]);
});

it('is checked with the programs of others that VERIFY.txt names', async () => {
  const folder = at('unpacked');
  const pack = await openPack(readFileSync(at('one.zip')));
  for (const [path, bytes] of pack.files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), bytes);
  }
  const howTo = readFileSync(join(folder, 'VERIFY.txt'), 'utf8');
  const script = (upTo: RegExp): string =>
    (howTo.split(upTo)[0] as string)
      .split('\n')
      .filter((line) => line.startsWith('    '))
      .map((line) => line.slice(4))
      .join('\n');
  const sh = (text: string): string =>
    execFileSync('bash', ['-euo', 'pipefail', '-c', text], { cwd: folder, encoding: 'utf8' });
  const said = sh(script(/^\d\. In Go/m));
  expect(said).toContain('Signature Verified Successfully');
  const proofs = [...pack.files.keys()].filter((path) => path.startsWith('proofs/')).length;
  expect(said.split('\n').filter((line) => line === '1').length).toBe(proofs);
  writeFileSync(join(folder, 'heads.leaf'), 'changed');
  expect(spawnSync('bash', ['-c', script(/^2\. /m)], { cwd: folder }).status).not.toBe(0);
});

it('leaves no half file behind when it is killed, and goes on beside a server', async () => {
  const many = ['audit', 'export', '--portfolio', 'cards-cn', '--cases', at('list'), '-o', at('many.zip')];
  const killed = home.start([...many, '--data', data]);
  while (!existsSync(at('many.zip.part'))) await new Promise((resolve) => setTimeout(resolve, 5));
  killed.child.kill('SIGKILL');
  await killed.ended;
  expect(existsSync(at('many.zip'))).toBe(false);
  const server = home.start(['serve', '--port', '0', '--data', data]);
  await server.said(/^ready (http:\/\/\S+)$/m);
  expect(readdirSync(join(data, 'exports'))).toEqual([]);
  const { code, stdout } = await run(...many, '--redact', 'auditor');
  expect([code, stdout]).toEqual([0, expect.stringContaining('many.zip')]);
  expect(existsSync(at('many.zip.part'))).toBe(false);
  const { verdict, files } = await openPack(readFileSync(at('many.zip')));
  expect(verdict.ok).toBe(true);
  expect([...files.keys()]).toContain('data/facts.csv');
  server.child.kill('SIGTERM');
  await server.ended;
});
