// F21: kill -9 a backup at random moments while the ledger is written and sealed, and a restore of it: under its name there is
// a whole backup or none, a whole data folder or none, and a full audit of what was restored finds nothing.
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { load, random, start } from './base.js';
import { openOffice } from './office.js';

/** @returns the exit code: 0 when nothing half was found, 1 otherwise */
export async function main(args) {
  const { values } = parseArgs({
    args,
    options: {
      runs: { type: 'string', default: '40' },
      cases: { type: 'string', default: '200' },
      // What was killed so often is let run to its end.
      kills: { type: 'string', default: '4' },
      seed: { type: 'string', default: String(Date.now() % 1_000_000) },
      from: { type: 'string', default: 'dist' },
      sabotage: { type: 'string' },
    },
  });
  const folder = mkdtempSync(join(tmpdir(), 'quittance-backup-kill-'));
  const data = join(folder, 'data');
  const office = await openOffice({ data, from: values.from });
  const writer = new Writer(office);
  const sum = { kills: 0, backups: 0, restores: 0, half: 0, differences: 0 };
  try {
    await writer.some(Number(values.cases));
    office.runtime.sealer.start();
    const desk = { folder, data, values, sum, next: random(Number(values.seed)), longest: {} };
    for (let run = 0; run < Number(values.runs); run++) await writer.during(() => round(desk, run));
  } finally {
    await office.runtime.close();
    rmSync(folder, { recursive: true });
  }
  const { kills, backups, restores, half, differences } = sum;
  process.stdout.write(
    `backup: kills ${kills}, whole backups ${backups}, restored ${restores}, facts written meanwhile ${writer.meanwhile}, half ${half}, differences ${differences}, seed ${values.seed}\n`,
  );
  return half + differences === 0 && kills > 0 && restores > 0 && writer.meanwhile > 0 ? 0 : 1;
}

/** Cases, one after the other, as long as something is under way. */
class Writer {
  cases = 0;
  meanwhile = 0;

  constructor(office) {
    this.office = office;
  }

  async some(count) {
    for (const command of this.office.commands(count, this.cases)) await this.office.send(command);
    this.cases += count;
  }

  async during(work) {
    let over = false;
    const done = work().finally(() => (over = true));
    while (!over) {
      await this.some(1);
      this.meanwhile += 1;
      await sleep(5);
    }
    await done;
  }
}

/** A backup and its restore, each killed some times and then let end. */
async function round(desk, run) {
  const { folder, data, values, sum } = desk;
  const backup = join(folder, `backup-${run}`);
  const restored = join(folder, `restored-${run}`);
  const { readManifest } = await load(values.from, 'moving/backup/manifest.js');
  const { damagedFiles } = await load(values.from, 'moving/backup/restore.js');
  const isWhole = async () => {
    const manifest = readManifest(backup);
    if ('problem' in manifest) return false;
    return (await damagedFiles(backup, manifest, () => undefined)).length === 0;
  };
  const key = join(data, 'master.key');
  await killedUntilDone(desk, ['--data', data, '--backup', backup], async () => {
    if (existsSync(backup) && !(await isWhole())) half(sum, `run ${run}: half a backup`);
    return existsSync(backup);
  });
  sum.backups += 1;
  if (!(await isWhole())) return half(sum, `run ${run}: a finished backup is not whole`);
  await killedUntilDone(desk, ['--backup', backup, '--restore', restored, '--key', key], async () => {
    if (existsSync(restored)) await audit(desk, restored, `run ${run}, killed`);
    return existsSync(restored);
  });
  sum.restores += 1;
  await audit(desk, restored, `run ${run}`);
  for (const name of readdirSync(folder)) if (name !== 'data') rmSync(join(folder, name), { recursive: true });
}

function half(sum, text) {
  sum.half += 1;
  process.stdout.write(`${text}\n`);
}

async function killedUntilDone({ values, sum, next, longest }, args, look) {
  const what = args.includes('--restore') ? 'restore' : 'backup';
  const sabotage = values.sabotage ? ['--sabotage', values.sabotage] : [];
  for (let tries = 0; ; tries++) {
    const child = start(
      'backup-writer.js',
      [...args, '--from', values.from, ...sabotage],
      ['ignore', 'pipe', 'inherit'],
    );
    const exited = once(child, 'exit');
    const began = once(child.stdout, 'data').then(() => performance.now());
    const since = await Promise.race([began, exited.then(() => performance.now())]);
    // Anywhere in the time that the first one took; that one is let end.
    if (longest[what] && tries < Number(values.kills)) {
      await Promise.race([sleep(next() * longest[what]), exited]);
      child.kill('SIGKILL');
    }
    const [code] = await exited;
    if (code === 0) longest[what] ??= performance.now() - since;
    if (code !== null && code !== 0) throw new Error(`the ${what} ended with code ${code}`);
    if (code === null) sum.kills += 1;
    // One that was killed at its very end is there already, and is not made again.
    if (await look()) return;
  }
}

async function audit({ values, sum }, folder, what) {
  const { fullAudit } = await load(values.from, 'cli/answers/audit-verify.js');
  const { readConfig } = await load(values.from, 'config.js');
  const config = readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' });
  const found = await fullAudit({ config, out: { note: () => undefined } }).catch((error) => {
    return { document: { ok: false }, lines: [error.message] };
  });
  if (found.document.ok) return;
  sum.differences += 1;
  process.stdout.write(`${what}: ${found.lines.join('\n')}\n`);
}
