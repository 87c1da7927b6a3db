// Makes a backup, or restores one, in a process of its own; says when it begins to write.
import { readFileSync, rmSync, symlinkSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { asOneFile, load } from './base.js';

asOneFile();

const { values } = parseArgs({
  options: {
    data: { type: 'string' },
    backup: { type: 'string' },
    restore: { type: 'string' },
    key: { type: 'string' },
    from: { type: 'string', default: 'dist' },
    sabotage: { type: 'string' },
  },
});
const { data, backup, from, key } = values;

function begins(target) {
  return (folder) => {
    writeSync(1, 'begins\n');
    // The sabotage shows that the check can fail: what is unfinished can be seen under the name of the whole.
    if (values.sabotage !== 'in-place') return;
    rmSync(target, { force: true });
    symlinkSync(folder.path, target);
    Object.assign(folder, { finish: () => undefined, drop: () => undefined });
  };
}

if (values.restore) {
  const { restoreBackup } = await load(from, 'moving/backup/restore.js');
  const { readManifest } = await load(from, 'moving/backup/manifest.js');
  const { masterKeyFrom } = await load(from, 'privacy/master-key.js');
  const master = masterKeyFrom(readFileSync(key, 'utf8'), key);
  const manifest = readManifest(backup);
  const parts = { from: backup, manifest, data: values.restore, masterKey: master.key, masterKeyText: master.text };
  await restoreBackup(parts, begins(values.restore));
} else {
  const { makeBackup } = await load(from, 'moving/backup/make.js');
  const { masterKeyIdOf } = await load(from, 'privacy/keys-db.js');
  const masterKeyId = masterKeyIdOf(join(data, 'keys.db'));
  const ledger = join(data, 'ledger.db');
  const parts = { data, ledger, to: backup, version: 'faults', masterKeyId, now: () => new Date() };
  await makeBackup(parts, begins(backup));
}
