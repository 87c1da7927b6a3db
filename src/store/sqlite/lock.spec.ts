import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { acquireLedgerLock, type LedgerLock } from './lock.js';

const HOOK = fileURLToPath(new URL('../../../test/faults/ts-hook.js', import.meta.url));
const LOCK = new URL('./lock.js', import.meta.url).href;

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quittance-lock-'))));
afterEach(() => rmSync(folder, { recursive: true }));

function acquire(what = 'serve', socket?: string): LedgerLock {
  const lock = acquireLedgerLock(folder, { what, socket });
  if ('heldBy' in lock) throw new Error(`held by ${JSON.stringify(lock.heldBy)}`);
  return lock;
}

/** Another process that takes the lock and keeps it until it is killed. */
async function owner() {
  const code = `const { acquireLedgerLock } = await import(${JSON.stringify(LOCK)});
    const lock = acquireLedgerLock(${JSON.stringify(folder)}, { what: 'demo', socket: '/run/q.sock' });
    console.log(JSON.stringify(lock.info ?? lock));
    setInterval(() => undefined, 1000);`;
  const args = ['--import', HOOK, '--input-type=module', '-e', code];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return { child, exited, info: JSON.parse(line.toString()) as Record<string, unknown> };
}

it('is had by one, and tells the others at once who has it', () => {
  const lock = acquire('serve', '/run/a.sock');
  expect(lock.info).toMatchObject({ pid: process.pid, what: 'serve', socket: '/run/a.sock' });
  expect(acquireLedgerLock(folder, { what: 'demo' })).toEqual({ heldBy: lock.info });
  lock.release();
  lock.release();
  acquire('demo').release();
});

it('names its owner in a file of the owner alone, and takes the name back', () => {
  const file = join(folder, 'ledger.lock.json');
  const lock = acquire('serve');
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(lock.info);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(join(folder, 'ledger.lock')).mode & 0o777).toBe(0o600);
  lock.announce('/run/b.sock');
  expect(acquireLedgerLock(folder, { what: 'demo' })).toMatchObject({ heldBy: { socket: '/run/b.sock' } });
  lock.release();
  expect(existsSync(file)).toBe(false);
  lock.announce('/run/c.sock');
  expect(existsSync(file)).toBe(false);
});

it('holds between processes and vanishes with its process, also after kill -9', async () => {
  const { child, exited, info } = await owner();
  expect(info).toMatchObject({ pid: child.pid, what: 'demo', socket: '/run/q.sock' });
  expect(acquireLedgerLock(folder, { what: 'serve' })).toEqual({ heldBy: info });
  child.kill('SIGKILL');
  await exited;
  expect(existsSync(join(folder, 'ledger.lock.json'))).toBe(true);
  const lock = acquire('serve');
  expect(lock.info.pid).toBe(process.pid);
  lock.release();
});

it.each(['', 'not json', '{}', '{"pid":"1"}', '[]'])('does not stumble over a damaged name (%s)', (text) => {
  const lock = acquire();
  writeFileSync(join(folder, 'ledger.lock.json'), text);
  expect(acquireLedgerLock(folder, { what: 'demo' })).toMatchObject({ heldBy: { pid: 0 } });
  lock.release();
});

it('makes the folder', () => {
  folder = join(folder, 'deep', 'er');
  acquire().release();
  folder = join(folder, '..', '..');
});
