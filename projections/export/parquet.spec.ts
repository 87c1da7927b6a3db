/** What is written is read back by a Parquet reader, to the last digit. */
import { parquetReadObjects, parquetSchema, parquetMetadata } from 'hyparquet';
import type { ExportTable } from './columns.js';
import { parquetOf } from './parquet.js';

const table: ExportTable = {
  columns: [
    { name: 'name', type: 'text' },
    { name: 'amount', type: 'integer' },
  ],
  rows: [
    ['逾期率', 9_007_199_254_740_991],
    ['=1+1', -5],
    [null, null],
  ],
};

async function readBack(bytes: Uint8Array) {
  return parquetReadObjects({ file: bytes.buffer as ArrayBuffer });
}

it('keeps texts as they are and whole numbers exact, and says what is absent', async () => {
  const bytes = parquetOf(table);
  expect(new TextDecoder().decode(bytes.subarray(0, 4))).toBe('PAR1');
  expect(await readBack(bytes)).toEqual([
    { name: '逾期率', amount: 9_007_199_254_740_991n },
    { name: '=1+1', amount: -5n },
    { name: null, amount: null },
  ]);
});

it('has its columns, typed, where there is no row', async () => {
  const bytes = parquetOf({ ...table, rows: [] });
  const metadata = parquetMetadata(bytes.buffer as ArrayBuffer);
  expect(Number(metadata.num_rows)).toBe(0);
  const columns = parquetSchema(metadata).children.map(({ element }) => [element.name, element.type]);
  expect(columns).toEqual([
    ['name', 'BYTE_ARRAY'],
    ['amount', 'INT64'],
  ]);
});
