// Serves a ledger in a process of its own, to be killed: node clearance-server.js DATA AHEAD. Its clock is AHEAD
// milliseconds ahead of the machine's. Prints one line: the address and an admin key.
import { writeSync } from 'node:fs';
import 'reflect-metadata';
import { asOneFile, load } from './base.js';

asOneFile();

const [data, ahead] = process.argv.slice(2);
const { readConfig } = await load('src', 'config.js');
const { openRuntime } = await load('src', 'runtime.js');
const { createApp } = await load('src', 'http/server.js');

const clock = { now: () => Date.now() + Number(ahead) };
const runtime = await openRuntime(readConfig({ QUITTANCE_DATA: data, QUITTANCE_LOG: 'silent' }), clock);
runtime.projector.start();
const app = await createApp(runtime);
await app.listen(0, '127.0.0.1');
const { text } = await runtime.apiKeys.create('kill test', 'admin', new Date(clock.now()).toISOString());
writeSync(1, `http://127.0.0.1:${app.getHttpServer().address().port} ${text}\n`);
