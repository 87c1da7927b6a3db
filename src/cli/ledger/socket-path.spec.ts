import { chmodSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { socketPath, SOCKET_PATH_BYTES_MAX } from './socket-path.js';

const short = mkdtempSync(join(tmpdir(), 'q-'));
const long = join(short, 'x'.repeat(120));
afterAll(() => {
  rmSync(short, { recursive: true });
  rmSync(dirname(socketPath(long)), { recursive: true });
});

it('lies in the data folder where it fits', () => {
  expect(socketPath(short)).toBe(join(short, 'quittance.sock'));
});

it('lies in a private directory elsewhere: the same one each time, so that a killed process leaves no litter', () => {
  const path = socketPath(long);
  expect(Buffer.byteLength(path)).toBeLessThanOrEqual(SOCKET_PATH_BYTES_MAX);
  expect(statSync(dirname(path)).mode & 0o777).toBe(0o700);
  expect(socketPath(long)).toBe(path);
  expect(socketPath(`${long}y`)).not.toBe(path);
  rmSync(dirname(socketPath(`${long}y`)), { recursive: true });
});

it('does not use a directory that others may enter', () => {
  const open = dirname(socketPath(long));
  chmodSync(open, 0o755);
  const other = dirname(socketPath(long));
  expect(other).not.toBe(open);
  expect(statSync(other).mode & 0o777).toBe(0o700);
  rmSync(other, { recursive: true });
  chmodSync(open, 0o700);
});
