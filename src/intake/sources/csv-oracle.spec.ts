import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { itemsOf } from './sources.fixture.js';

const cell = fc
  .array(fc.constantFrom('a', '35.0', '', ' ', '"', ',', ';', '\n', '\r\n', '\r', 'é', '€', '😀', '#', '\t'), {
    maxLength: 4,
  })
  .map((parts) => parts.join(''));
const lineEnd = fc.constantFrom('\n', '\r\n');

/** As a writer would: quoted where it must be, and sometimes where it need not. */
function written(value: string, delimiter: string, quoted: boolean): string {
  const must = /["\r\n]/.test(value) || value.includes(delimiter);
  return must || quoted ? `"${value.replaceAll('"', '""')}"` : value;
}

const file = fc
  .record({
    columns: fc.integer({ min: 2, max: 4 }),
    rows: fc.array(fc.array(fc.tuple(cell, fc.boolean()), { minLength: 4, maxLength: 4 }), { maxLength: 6 }),
    delimiter: fc.constantFrom(',', ';', '\t', '|'),
    end: lineEnd,
    lastEnd: fc.boolean(),
    blanks: fc.boolean(),
    mark: fc.boolean(),
  })
  .map(({ columns, rows, delimiter, end, lastEnd, blanks, mark }) => {
    const header = Array.from({ length: columns }, (_, n) => `c${n}`).join(delimiter);
    const lines = rows.map((cells) =>
      cells
        .slice(0, columns)
        .map(([value, quoted]) => written(value, delimiter, quoted))
        .join(delimiter),
    );
    const text = [header, ...lines].join(blanks ? end + end : end) + (lastEnd ? end : '');
    return { text: (mark ? '\uFEFF' : '') + text, delimiter };
  });

describe('the CSV reader beside csv-parse', () => {
  it('gives the same rows on the same lines, however the bytes are cut', async () => {
    await fc.assert(
      fc.asyncProperty(
        file,
        fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 3 }),
        async ({ text, delimiter }, sizes) => {
          const expected = parse(text, {
            delimiter,
            bom: true,
            skip_empty_lines: true,
            columns: true,
            info: false,
            record_delimiter: ['\r\n', '\n'],
          });
          const items = await itemsOf(text, { format: 'csv', csv: { delimiter } }, sizes);
          const rows = items.map((item) => (item.kind === 'row' ? item.fields : item));
          expect(rows).toEqual(
            expected.map((record) =>
              Object.fromEntries(Object.entries(record as object).filter(([, value]) => value !== '')),
            ),
          );
        },
      ),
      { numRuns: 1_500 },
    );
  });
});
