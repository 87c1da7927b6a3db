// Keeps V8's code for the program: runs a command that opens a ledger, and writes down what was compiled for it.
// Arguments: the folder with main.cjs, and a folder for a ledger that is thrown away.
import { writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { loadProgram } from './load-program.js';

const [folder, ledger] = process.argv.slice(2);
const place = pathToFileURL(`${folder}/`);
const { exports, script } = loadProgram(place);
process.on('exit', () => {
  if (process.exitCode || !script) return;
  // What is kept is for a process with flags as it starts. This one is what LedgerHost sets; 0 is V8's own.
  setFlagsFromString('--heap-growing-percent=0');
  writeFileSync(new URL('main.code', place), script.createCachedData());
});
await exports.main(['portfolio', 'create', 'first', '--zone', 'UTC', '--data', ledger]);
