import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExportTable } from '../../projections/export/columns.js';
import type { Cli } from './cli.js';
import { wantsFile, writeTable } from './table-file.js';

const TABLE: ExportTable = { columns: [{ name: 'a', type: 'text' }], rows: [['x,y'], [null]] };

function desk() {
  const written: string[] = [];
  const notes: string[] = [];
  const out = {
    write: async (text: string) => void written.push(`${text}\n`),
    note: (text: string) => void notes.push(text),
  };
  return { cli: { out } as unknown as Cli, written, notes };
}

it('writes CSV to stdout where no file is named', async () => {
  const { cli, written } = desk();
  await writeTable(cli, { csv: true }, TABLE);
  expect(written).toEqual(['a\r\n"x,y"\r\n\r\n']);
});

it('writes a new file, and never over one that is there', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-export-'));
  const { cli, notes } = desk();
  const output = join(folder, 'out.csv');
  await writeTable(cli, { csv: true, output }, TABLE);
  expect(readFileSync(output, 'utf8')).toBe('a\r\n"x,y"\r\n\r\n');
  expect(notes).toEqual([`2 rows in ${output}`]);
  await expect(writeTable(cli, { csv: true, output }, TABLE)).rejects.toMatchObject({ exit: 2 });
  rmSync(folder, { recursive: true });
});

it('asks for a format where only a file is named', () => {
  expect(wantsFile({})).toBe(false);
  expect(wantsFile({ csv: true })).toBe(true);
  expect(() => wantsFile({ output: 'x' })).toThrow(/--csv/);
});
