import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { csvText } from './csv.js';

it('is read back by another program as it was written', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 }).filter((s) => !/^[=+\-@\t\r]/.test(s) && !s.includes('\0'));
  fc.assert(
    fc.property(fc.array(fc.tuple(text, fc.integer(), text), { minLength: 1 }), (rows) => {
      const back: string[][] = parse(csvText(['a', 'b', 'c'], rows));
      expect(back).toEqual([['a', 'b', 'c'], ...rows.map(([a, b, c]) => [a, String(b), c])]);
    }),
  );
});

it('lets no text be a formula, and leaves numbers what they are', () => {
  expect(
    csvText(
      ['x', 'n'],
      [
        ['=HYPERLINK("http://x")', -5],
        ['+1', 0],
        ['@a', null],
        ['-b', 7],
      ],
    ),
  ).toBe('x,n\r\n"\'=HYPERLINK(""http://x"")",-5\r\n\'+1,0\r\n\'@a,\r\n\'-b,7\r\n');
});
