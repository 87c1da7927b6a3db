// The suites' own helper that starts a throw-away server, for programs that are no suites.
import { build } from 'esbuild';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** `testPostgres` and what says whether there is one. */
export async function helper() {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-run-'));
  const outfile = join(folder, 'postgres.cjs');
  const entryPoints = [join(root, 'test/support/postgres.ts')];
  try {
    await build({ entryPoints, outfile, bundle: true, platform: 'node', format: 'cjs', external: ['pg-native'] });
    return createRequire(import.meta.url)(outfile);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
