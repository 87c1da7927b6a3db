/** What tests compile is kept for the next ones, and not for ever. */
import { mkdtempSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeUnused } from './typescript.js';

const DAY = 86_400;
let folder: string;

beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'quittance-kept-'))));
afterEach(() => rmSync(folder, { recursive: true }));

/** A file that was last read and last written so many days ago. */
function file(name: string, read: number, written: number): void {
  const now = Date.now() / 1000;
  writeFileSync(join(folder, name), '');
  utimesSync(join(folder, name), now - read * DAY, now - written * DAY);
}

it('goes once nobody has read it for two weeks, with its map; a map stays as long as its code', () => {
  file('used.js', 1, 90);
  file('used.map', 90, 90);
  file('new.js', 2, 2);
  file('old.js', 15, 90);
  file('old.map', 90, 90);
  file('half.js.0f3c', 20, 20);
  removeUnused(folder);
  expect(readdirSync(folder).sort()).toEqual(['looked', 'new.js', 'used.js', 'used.map']);
});

it('is looked through once a day', () => {
  removeUnused(folder);
  file('old.js', 15, 90);
  removeUnused(folder);
  expect(readdirSync(folder)).toContain('old.js');
  removeUnused(folder, Date.now() + 1000 * DAY * 1.1);
  expect(readdirSync(folder)).toEqual(['looked']);
});
