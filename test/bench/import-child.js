// One part of the import bench in a process of its own: `import FOLDER BOOK` or `rebuild FOLDER`. Prints a line of JSON.
import { load, openRuntime, readConfig } from './kit.js';

const [what, folder, book] = process.argv.slice(2);
const { loadMapping, runImport } = await load('src/intake/index.js');
const runtime = await openRuntime(readConfig({ QUITTANCE_DATA: folder, QUITTANCE_LOG: 'silent' }));

async function imported() {
  const options = { file: book, mapping: loadMapping('traffic-fines-xes'), by: 'local:bench' };
  const { facts, rejected, seconds } = await runImport(runtime, options);
  if (rejected > 0) throw new Error(`${rejected} rows were rejected`);
  return { facts, perSecond: facts / seconds };
}

async function rebuilt() {
  // The import folded nothing: this is every projection from the first fact on.
  await runtime.projector.catchUp();
  return {};
}

const result = what === 'import' ? await imported() : await rebuilt();
const mb = Math.round(process.resourceUsage().maxRSS / 1024);
await runtime.close();
process.stdout.write(`${JSON.stringify({ ...result, mb })}\n`);
