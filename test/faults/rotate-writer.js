// Changes the master key in a process of its own, as `quittance keys rotate-master` does, and kills itself at a moment.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [checkout, moment, to] = process.argv.slice(2);
const load = (path) => import(new URL(path, pathToFileURL(join(checkout, 'dist/src/'))).href);
const { readConfig } = await load('config.js');
const { rotateOwnFile, rotateServer } = await load('moving/keys/rotate-master.js');

const config = { ...readConfig(process.env), masterKeyNextFile: to };
const told = (step) => {
  if (step === moment) process.kill(process.pid, 'SIGKILL');
};
if (config.keys) await rotateServer(config.keys, config, told);
else rotateOwnFile(join(config.data, 'keys.db'), config, told);
