// The program module by module, and not as the one file that is installed: for a process in which a hook changes a module.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const { main } = await import(pathToFileURL(join(process.env.FAULTS_PROGRAM, 'dist/src/cli/main.js')).href);
await main(process.argv.slice(2));
