// Puts the process that loads it to sleep (SIGSTOP) at the very moment when its reactor sends its first notice, and notes in
// a file what each notice came to that it sends after it was woken. In tests only.
import { appendFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const { FAULTS_PROGRAM: program, FAULTS_NOTES: notes } = process.env;
const { Transactor } = await import(new URL('ledger/transact.js', pathToFileURL(join(program, 'dist/src/'))).href);

const { run } = Transactor.prototype;
let slept = false;
Transactor.prototype.run = async function sleepy(kind, stream, request) {
  if (!request.cmd.startsWith('notice:')) return run.call(this, kind, stream, request);
  if (!slept) {
    slept = true;
    process.kill(process.pid, 'SIGSTOP');
  }
  const outcome = await run.call(this, kind, stream, request);
  const { message = '', repeated = false } = outcome;
  appendFileSync(notes, `${JSON.stringify({ cmd: request.cmd, kind: outcome.kind, repeated, message })}\n`);
  return outcome;
};
