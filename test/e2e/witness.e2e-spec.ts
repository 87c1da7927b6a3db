/** `quittance witness …` as a regulator runs it beside somebody's ledger, and the nightly audit's own process. */
import { mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { signedBy } from '../../src/seal/cosignature.js';
import { parseNote } from '../../src/seal/note.js';
import { parseVkey } from '../../src/seal/vkey.js';
import { Installation, type Ended } from './cli-installation.js';

let installation: Installation;
beforeAll(async () => (installation = await Installation.make()), 120_000);
afterAll(() => installation.remove());

const run = (...args: string[]): Promise<Ended> => installation.run(args, { QUITTANCE_LOG: 'silent' });
const NAME = 'regulator.example/witness1';

it('a witness is made, told of a log, and cosigns what a served ledger publishes', async () => {
  const data = join(installation.folder, 'witness');
  const made = await run('witness', 'key', '--name', NAME, '--data', data);
  expect(made).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^regulator\.example\/witness1\+[0-9a-f]{8}\+/),
  });
  const vkey = made.stdout.trim();
  expect(statSync(join(data, 'witness.key')).mode & 0o777).toBe(0o600);
  const witness = installation.start(['witness', 'serve', '--data', data, '--port', '0'], { QUITTANCE_LOG: 'warn' });
  const url = await witness.said(/ready (http:\S+)/);
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:/);
  const settings = {
    QUITTANCE_WITNESSES: `witness r ${vkey} ${url}; quorum r`,
    QUITTANCE_DATA: join(installation.folder, 'ledger'),
    QUITTANCE_ORIGIN: 'ledger.example/2026',
    QUITTANCE_LOG: 'silent',
  };
  const ledger = installation.start(['serve', '--port', '0', '--json'], settings);
  const { ready, key } = JSON.parse(await ledger.said(/(\{[^]*\})/)) as { ready: string; key: string };
  const asked = { headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' } };
  const logKey = (await (await fetch(`${ready}/v1/seal/keys`, asked)).text()).trim();
  const added = await run('witness', 'add-log', logKey, '--data', data);
  expect(added).toMatchObject({ code: 0, stdout: expect.stringMatching(/ledger\.example\/2026 is watched/) });
  const body = JSON.stringify({ name: 'main', zone: 'Europe/Rome', currency: 'EUR' });
  const headers = { ...asked.headers, 'idempotency-key': 'one' };
  const posted = await fetch(`${ready}/v1/portfolios?wait=sealed`, { method: 'POST', headers, body });
  expect(posted.status).toBe(201);
  const { receipt } = (await posted.json()) as { receipt: { proof: string } };
  const checkpoint = receipt.proof.slice(receipt.proof.indexOf('\n\n') + 2);
  expect(signedBy(parseNote(checkpoint), parseVkey(vkey))).toBeGreaterThan(0);
  const status = JSON.parse((await run('witness', 'status', '--json', '--data', data)).stdout) as Record<string, never>;
  expect(status).toMatchObject({ name: NAME, vkey, logs: [{ origin: 'ledger.example/2026', contradictions: 0 }] });
  witness.child.kill('SIGTERM');
  expect((await witness.ended).code).toBe(0);
  ledger.child.kill('SIGTERM');
  expect((await ledger.ended).code).toBe(0);
  await auditsByItself(settings.QUITTANCE_DATA);
});

/** The process that `serve` starts at night, started here: the clock is put to its hour. */
async function auditsByItself(folder: string): Promise<void> {
  const script = join(installation.folder, 'night.mjs');
  const module = join(installation.folder, 'dist/src/cli/nightly-audit.js');
  const program = join(installation.folder, 'bin/quittance.js');
  writeFileSync(
    script,
    `import { NightlyAudit } from ${JSON.stringify(module)};
     process.argv[1] = ${JSON.stringify(program)};
     let now = new Date(2026, 2, 31, 2).getTime();
     const warn = (line) => console.log('warned', line);
     const nightly = new NightlyAudit({ folder: ${JSON.stringify(folder)}, at: '03:10', clock: { now: () => now }, warn });
     now = new Date(2026, 2, 31, 4).getTime();
     await nightly.look();
     console.log('over');\n`,
  );
  const { spawnSync } = await import('node:child_process');
  const env = { PATH: process.env['PATH'] ?? '', QUITTANCE_ORIGIN: 'ledger.example/2026' };
  const night = spawnSync(process.execPath, [script], { env, encoding: 'utf8' });
  expect({ said: night.stdout, faults: night.stderr }).toEqual({ said: 'over\n', faults: '' });
  const doctor = await run('doctor', '--json', '--data', folder);
  const { findings } = JSON.parse(doctor.stdout) as { findings: { check: string; found: string }[] };
  expect(findings.find(({ check }) => check === 'Audit')?.found).toMatch(/^\d+ leaves at \S+, 0 differences$/);
}

it('says in one line what cannot be', async () => {
  const folder = join(installation.folder, 'beside');
  mkdirSync(folder);
  writeFileSync(join(folder, 'ledger.db'), '');
  const data = join(installation.folder, 'other');
  const vkey = (await run('witness', 'key', '--name', NAME, '--data', data)).stdout.trim();
  const ended = await Promise.all([
    run('witness', 'serve', '--data', join(installation.folder, 'none')),
    run('witness', 'key', '--name', 'two words', '--data', join(installation.folder, 'none')),
    run('witness', 'key', '--name', 'another.example', '--data', data),
    run('witness', 'key', '--name', NAME, '--data', folder),
    run('witness', 'add-log', 'rubbish', '--data', data),
    run('witness', 'add-log', vkey, '--data', data),
    run('seal', 'rotate-key'),
  ]);
  expect(ended.map(({ code }) => code)).toEqual([4, 2, 2, 2, 2, 2, 2]);
  for (const { stderr } of ended) expect(stderr).toMatch(/^quittance: [^\n]+\n$/);
});
