// Makes dist/program/ from dist/src and dist/projections: the modules and the packages that they use as one file, which a
// command loads in a third of the time that 3,600 files take, and V8's code for it.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const KEEP_CODE = fileURLToPath(new URL('keep-code.js', import.meta.url));

/** Packages that stay as they are installed; the program loads them when it uses them. */
const APART = [
  // Compiled code, or data beside their modules.
  '#sqlite',
  'fontkit',
  'pdfkit',
  'pino',
  // Large, and few commands use them.
  'google-protobuf',
  '@eventstore/db-client',
  '@grpc/grpc-js',
  // One instance for whoever traces and whoever is traced.
  '@opentelemetry/*',
  // Nest asks for them where they are installed; here they are not.
  '@fastify/multipart',
  '@fastify/static',
  '@fastify/view',
  '@nestjs/microservices',
  '@nestjs/platform-express',
  '@nestjs/websockets',
];

/**
 * @param {string} root the folder that holds bin/, dist/ and node_modules/
 * @param {string} entry the module below dist/ that exports main()
 * @param {string} name of the folder below dist/ that is made
 */
export async function buildProgram(root, entry = 'src/cli/main.js', name = 'program') {
  const dist = join(root, 'dist');
  const place = join(dist, name);
  rmSync(place, { recursive: true, force: true });
  const { metafile, outputFiles } = await build({
    entryPoints: [join(dist, entry)],
    absWorkingDir: root,
    bundle: true,
    platform: 'node',
    target: 'node20',
    // What is loaded later is evaluated later, in the order that modules have; and V8's code can be kept for it.
    format: 'cjs',
    supported: { 'dynamic-import': false },
    // The API's document, the buses and errors go by the names of classes.
    keepNames: true,
    charset: 'utf8',
    // Names stay: whoever reads a stack finds the function.
    minifyWhitespace: true,
    minifySyntax: true,
    lineLimit: 120,
    external: APART,
    banner: { js: "const programUrl = require('node:url').pathToFileURL(__filename).href;" },
    define: { 'import.meta.url': 'programUrl' },
    plugins: [ownPlaces(dist, place)],
    legalComments: 'none',
    metafile: true,
    write: false,
    outfile: join(place, 'main.cjs'),
    logLevel: 'warning',
  });
  // Whole or not there: bin/quittance.js takes the modules while it is not.
  const made = join(dist, `${name}-${process.pid}`);
  mkdirSync(made);
  writeFileSync(join(made, 'main.cjs'), outputFiles[0].contents);
  writeFileSync(join(made, 'LICENSES.txt'), licences(root, Object.keys(metafile.inputs)));
  keepCode(made);
  renameSync(made, place);
}

/** A module goes on finding the files beside it: its place is the one that it was built to. */
function ownPlaces(dist, place) {
  return {
    name: 'own-places',
    setup(builder) {
      builder.onLoad({ filter: /\.js$/ }, ({ path }) => {
        if (relative(dist, path).startsWith('..')) return undefined;
        const own = JSON.stringify(relative(place, path).replaceAll('\\', '/'));
        const code = readFileSync(path, 'utf8').replace(/^\/\/# sourceMappingURL=.*$/m, '');
        return { contents: code.replaceAll('import.meta.url', `new URL(${own}, import.meta.url).href`) };
      });
    },
  };
}

/** The licences of the packages that were taken in, as each brings its own. */
function licences(root, inputs) {
  const packages = new Set(inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]).filter(Boolean));
  const texts = [...packages].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const files = readdirSync(join(root, folder)).filter((file) => /^(?:licen[cs]e|notice|copying)/i.test(file));
    const said = files.map((file) => readFileSync(join(root, folder, file), 'utf8').trim());
    return [`${name} ${version} (${license})`, ...said].join('\n\n');
  });
  return `${texts.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** The program runs without it too, only later; and where a package is not compiled yet nothing can be run. */
function keepCode(place) {
  const ledger = mkdtempSync(join(tmpdir(), 'quittance-build-'));
  const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^(?:QUITTANCE_|NODE_O)/.test(name)));
  const stdio = ['ignore', 'ignore', 'pipe'];
  const { status, stderr } = spawnSync(process.execPath, [KEEP_CODE, place, ledger], { env, stdio, encoding: 'utf8' });
  rmSync(ledger, { recursive: true, force: true });
  if (status !== 0) process.stderr.write(`The program is built, and no code is kept for it: ${stderr}\n`);
}

if (process.argv[1] && existsSync(process.argv[1]) && import.meta.url === pathToFileURL(process.argv[1]).href)
  await buildProgram(fileURLToPath(new URL('..', import.meta.url)));
