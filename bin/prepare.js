// Builds the checkout after `npm ci`, so that `npx quittance` works at once. An install without dev dependencies
// (the image) brings its own dist/ and has no compiler: then there is nothing to do.
import { existsSync } from 'node:fs';
import { spawnSync } from 'node:child_process';

const nest = new URL('../node_modules/@nestjs/cli/bin/nest.js', import.meta.url);
if (existsSync(nest)) {
  const result = spawnSync(process.execPath, [nest.pathname, 'build'], { stdio: 'inherit' });
  process.exit(result.status ?? 1);
}
