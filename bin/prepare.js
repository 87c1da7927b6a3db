// Builds the checkout after `npm ci`, so that `npx quittance` works at once. An install without dev dependencies
// (the image) brings its own dist/ and has no compiler: then there is nothing to do.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const nest = new URL('../node_modules/@nestjs/cli/bin/nest.js', import.meta.url);
if (existsSync(nest)) {
  const own = ['build-program.js', 'build-verifier.js'].map((name) => [new URL(name, import.meta.url).pathname]);
  for (const script of [[nest.pathname, 'build'], ...own]) {
    const { status } = spawnSync(process.execPath, script, { stdio: 'inherit' });
    if (status !== 0) process.exit(status ?? 1);
  }
}
