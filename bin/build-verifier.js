// Makes dist/verifier.html: the verifier as one page that works from a local file, with everything in it.
import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = new URL('../', import.meta.url);
const pathOf = (path) => fileURLToPath(new URL(path, root));

// Node's hash and Ed25519 have stand-ins for browsers, file by file.
const browserPorts = {
  name: 'browser-ports',
  setup(builder) {
    builder.onResolve({ filter: /^\.\.?\/(?:hash|ed25519)\.js$/ }, ({ path, importer }) =>
      /[\\/]seal[\\/](?!browser)/.test(importer)
        ? { path: pathOf(`src/seal/browser/${path.replace(/^.*\//, '').replace(/js$/, 'ts')}`) }
        : undefined,
    );
  },
};

/** The page's script. @param {import('esbuild').BuildOptions} [options] */
export async function bundle(options = {}) {
  const result = await build({
    entryPoints: [pathOf('page/verifier/main.ts')],
    bundle: true,
    minify: true,
    charset: 'utf8',
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    write: false,
    legalComments: 'inline',
    inject: [pathOf('src/seal/browser/buffer.ts')],
    plugins: [browserPorts],
    logLevel: 'warning',
    ...options,
  });
  return result.outputFiles[0].text;
}

/** The page. Its script is named by its digest, and nothing may be loaded or sent. */
export async function page() {
  const script = `\n${await bundle()}`;
  const digest = createHash('sha256').update(script).digest('base64');
  const policy = `default-src 'none'; script-src 'sha256-${digest}'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'`;
  const style = readFileSync(pathOf('page/verifier/style.css'), 'utf8');
  const parts = {
    'content="the policy"': `content="${policy}"`,
    '<!-- the style -->': `<style>\n${style}</style>`,
    '<!-- the script -->': `<script>${script}</script>`,
  };
  const template = readFileSync(pathOf('page/verifier/index.html'), 'utf8');
  return Object.entries(parts).reduce((html, [place, part]) => {
    if (html.split(place).length !== 2) throw new Error(`index.html must hold ${place} once`);
    return html.replace(place, () => part);
  }, template);
}

/** @param {string} path where the page goes */
export async function buildVerifier(path = pathOf('dist/verifier.html')) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, await page());
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await buildVerifier(process.argv[2]);
