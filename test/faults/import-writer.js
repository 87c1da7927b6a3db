// Imports one file in a process of its own, to be killed: node import-writer.js DATA FILE MAPPING. Prints `begun`, then
// the number of rows read so far, and the result as JSON.
import { writeSync } from 'node:fs';
import 'reflect-metadata';
import { asOneFile, load } from './base.js';

asOneFile();

const [data, file, mapping] = process.argv.slice(2);
const { readConfig } = await load('src', 'config.js');
const { openRuntime } = await load('src', 'runtime.js');
const { loadMapping } = await load('src', 'intake/mapping/index.js');
const { runImport } = await load('src', 'intake/importer/run-import.js');

const runtime = await openRuntime(readConfig({ QUITTANCE_DATA: data }));
writeSync(1, 'begun\n');
const options = { file, mapping: loadMapping(mapping), by: 'local:test' };
const result = await runImport(runtime, options, ({ rows }) => writeSync(1, `${rows}\n`));
writeSync(1, `${JSON.stringify(result)}\n`);
await runtime.close();
