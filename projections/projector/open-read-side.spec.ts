/** The read database is disposable, its folder's other files are not, and nobody else may read it. */
import Database from '#sqlite';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TestLedger } from '../../test/support/test-ledger.js';
import { projections } from '../index.js';
import { ReadDbError } from '../tables/read-db.error.js';
import { FILE_ENDS } from '../tables/sqlite.open.js';
import { openReadSide, type OpenReadSide } from './open-read-side.js';
import { dumpOf, someHistory } from './projector.fixture.js';

let ledger: TestLedger;
let file: string;
let lines: string[];
let open: OpenReadSide | undefined;

beforeEach(async () => {
  ledger = new TestLedger();
  await ledger.createPortfolio();
  await someHistory(ledger);
  file = join(ledger.folder, 'mine.db');
  lines = [];
});

afterEach(async () => {
  await close();
  await ledger.close();
});

async function opened(disposable = true): Promise<OpenReadSide> {
  const { store, clock } = ledger;
  open = await openReadSide({ file, disposable }, { store, projections, clock, warn: (line) => lines.push(line) });
  await open.projector.catchUp();
  return open;
}

async function close(): Promise<void> {
  await open?.projector.close();
  await open?.readDb.close();
  open = undefined;
}

/** What opening says of the file. */
async function refusal(disposable = true): Promise<unknown> {
  return opened(disposable).then(
    () => 'it opened',
    (error: unknown) => error,
  );
}

const modes = (): number[] => FILE_ENDS.map((end) => statSync(file + end).mode & 0o777);

it.each([
  ['no database at all', () => writeFileSync(file, 'not a database, but long enough to have a header '.repeat(99))],
  ['cut off in the middle', () => truncateSync(file, 3 * 4096)],
  ['overwritten where the tables are listed', () => overwrite(100, 3_900)],
  ['overwritten in all but its first page', () => overwrite(4096, statSync(file).size - 4096)],
])('is deleted and built anew when it is %s', async (_what, damage) => {
  await opened();
  await close();
  const before = await dumpOf(file);
  damage();
  const { projector } = await opened();
  expect(lines).toEqual([expect.stringContaining(`${file} was damaged or no database: it was deleted`)]);
  expect(projector.dropped).toEqual(lines);
  expect(await dumpOf(file)).toBe(before);
});

function overwrite(from: number, length: number): void {
  const bytes = readFileSync(file);
  bytes.fill(0xa5, from, from + length);
  writeFileSync(file, bytes);
}

it('is not deleted where it is not the one in the data folder', async () => {
  writeFileSync(file, 'somebody else keeps this here '.repeat(99));
  expect(await refusal(false)).toMatchObject({ problem: 'damaged', message: expect.stringContaining(file) });
  expect(readFileSync(file, 'utf8')).toMatch(/^somebody else/);
});

it('says so when another program has it locked, and leaves it', async () => {
  await opened();
  await close();
  const other = new Database(file);
  other.pragma('locking_mode = EXCLUSIVE');
  other.exec('BEGIN EXCLUSIVE');
  const error = await refusal();
  other.exec('ROLLBACK');
  other.close();
  expect(error).toMatchObject({ problem: 'in-use', message: expect.stringContaining(`${file} is locked`) });
  expect(lines).toEqual([]);
});

it('names the file when the system does not give it, and leaves what is there', async () => {
  mkdirSync(file);
  const error = await refusal();
  expect(error).toBeInstanceOf(ReadDbError);
  expect(error).toMatchObject({ problem: 'unreadable', message: expect.stringContaining(file) });
  expect(existsSync(file)).toBe(true);
});

it('is for its owner alone, its log too, whatever the mask says', async () => {
  const mask = process.umask(0o022);
  try {
    await opened();
    expect(modes()).toEqual([0o600, 0o600, 0o600]);
  } finally {
    process.umask(mask);
  }
});

it('is closed to others where an older version left it open to them', async () => {
  await opened();
  await close();
  chmodSync(file, 0o644);
  await opened();
  expect(modes()).toEqual([0o600, 0o600, 0o600]);
});
