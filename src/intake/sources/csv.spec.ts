import type { SourceItem } from '../row.js';
import type { CsvOptions } from './csv.js';
import { FIELDS_MAX, RECORD_CHARS_MAX, VALUE_CHARS_MAX } from './limits.js';
import { itemsOf } from './sources.fixture.js';

const csv = (text: string | Uint8Array, options: CsvOptions = {}, encoding?: string): Promise<SourceItem[]> =>
  itemsOf(text, { format: 'csv', csv: options, encoding });

/** Rows as [place, fields], what is unreadable as [place, reason]. */
const brief = (items: readonly SourceItem[]): unknown[] =>
  items.map((item) => [item.place, item.kind === 'row' ? item.fields : item.reason]);

describe('CSV: what makes a row', () => {
  it('names cells by the header, leaves empty cells out and says the line where the record starts', async () => {
    const items = await csv('id,name,amount\n1,"a\nb",\n\n2,"say ""hi"", c",0.10\n3,,""\n');
    expect(items).toEqual([
      { kind: 'row', place: 'line 2', fields: { id: '1', name: 'a\nb' } },
      { kind: 'row', place: 'line 5', fields: { id: '2', name: 'say "hi", c', amount: '0.10' } },
      { kind: 'row', place: 'line 6', fields: { id: '3' } },
    ]);
  });

  it('takes CRLF, LF and CR as line ends, and keeps those inside quotes as written', async () => {
    expect(brief(await csv('a,b\r\n1,"x\r\ny"\r\n2,z\r3,w'))).toEqual([
      ['line 2', { a: '1', b: 'x\r\ny' }],
      ['line 4', { a: '2', b: 'z' }],
      ['line 5', { a: '3', b: 'w' }],
    ]);
  });

  it('keeps spaces, and quotes that do not open a cell', async () => {
    expect(brief(await csv('a,b\n 5" pipe , x\n'))).toEqual([['line 2', { a: ' 5" pipe ', b: ' x' }]]);
  });

  it('reads a byte order mark as no part of the first name', async () => {
    expect(brief(await csv('\uFEFFa,b\n1,2\n'))).toEqual([['line 2', { a: '1', b: '2' }]]);
  });

  it('gives nothing for a file of a header alone', async () => {
    expect(await csv('a,b')).toEqual([]);
  });

  it('keeps columns called like members of Object', async () => {
    const [item] = await csv('__proto__,constructor,a\n1,2,3\n');
    expect(item?.kind === 'row' && Object.entries(item.fields)).toEqual([
      ['__proto__', '1'],
      ['constructor', '2'],
      ['a', '3'],
    ]);
  });
});

describe('CSV: rows that cannot be read', () => {
  it('reports too few and too many columns, and reads on', async () => {
    const items = await csv('a,b\n1\n1,2,3\n4,5\n');
    expect(items.slice(0, 2)).toEqual([
      {
        kind: 'unreadable',
        place: 'line 2',
        value: '1',
        reason: 'the record has 1 column where the header has 2',
        fatal: false,
      },
      {
        kind: 'unreadable',
        place: 'line 3',
        value: '1,2,3',
        reason: 'the record has 3 columns where the header has 2',
        fatal: false,
      },
    ]);
    expect(brief(items.slice(2))).toEqual([['line 4', { a: '4', b: '5' }]]);
  });

  it('gives up one line where text follows a closing quote', async () => {
    expect(brief(await csv('a,b\n1,"x"y\n2,z\n'))).toEqual([
      ['line 2', 'text follows a closing quote; a quote inside a quoted cell is written twice'],
      ['line 3', { a: '2', b: 'z' }],
    ]);
  });

  it('gives up one line where a quote is never closed, not the rest of the file', async () => {
    expect(brief(await csv('a,b\n1,"x\n2,y\n3,z'))).toEqual([
      ['line 2', 'a quote opens a cell and is not closed before the end of the file'],
      ['line 3', { a: '2', b: 'y' }],
      ['line 4', { a: '3', b: 'z' }],
    ]);
  });

  it('gives up one line where a quote is not closed within the limit', async () => {
    const filler = 'y'.repeat(1_000);
    const lines = Array.from({ length: 1_100 }, (_, n) => `${n},${filler}`).join('\n');
    const items = await csv(`a,b\n1,"x\n${lines}\n`);
    expect(brief(items.slice(0, 2))).toEqual([
      ['line 2', `a quote opens a cell and is not closed within ${RECORD_CHARS_MAX} characters`],
      ['line 3', { a: '0', b: filler }],
    ]);
    expect(items).toHaveLength(1_101);
    expect(items.at(-1)?.place).toBe('line 1102');
  });

  it('passes over a record that is too long without keeping it', async () => {
    const long = 'x'.repeat(RECORD_CHARS_MAX + 1);
    const items = await itemsOf(`a,b\n${long}\n1,2\n`, { format: 'csv' }, [100_000]);
    expect(brief(items)).toEqual([
      ['line 2', `the record is longer than ${RECORD_CHARS_MAX} characters`],
      ['line 3', { a: '1', b: '2' }],
    ]);
    expect(items[0]).toMatchObject({ value: `${'x'.repeat(79)}…` });
  });

  it('refuses a value beyond the limit, and takes one at the limit', async () => {
    const value = 'x'.repeat(VALUE_CHARS_MAX);
    const [good, bad] = await csv(`a,b\n1,${value}\n1,${value}x\n`);
    expect(good?.kind).toBe('row');
    expect(bad).toMatchObject({
      kind: 'unreadable',
      field: 'b',
      reason: `the value is longer than ${VALUE_CHARS_MAX} characters`,
    });
  });

  it('reports bytes that the encoding does not know, in their row only', async () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n1,M'), Buffer.of(0xfc), Buffer.from('ller\n2,\uFFFD\n')]);
    expect(await csv(bytes)).toEqual([
      {
        kind: 'unreadable',
        place: 'line 2',
        field: 'b',
        value: 'M\uFFFDller',
        reason: 'the bytes are not valid utf-8; is the encoding right?',
        fatal: false,
      },
      { kind: 'row', place: 'line 3', fields: { a: '2', b: '\uFFFD' } },
    ]);
    expect(brief(await csv(bytes.subarray(0, 13), {}, 'latin1'))).toEqual([['line 2', { a: '1', b: 'Müller' }]]);
  });
});

describe('CSV: the header', () => {
  it('is refused with the names that come twice', async () => {
    expect(await csv('a,b,a,c,b\n1,2,3,4,5\n')).toEqual([
      {
        kind: 'unreadable',
        place: 'line 1',
        value: 'a,b,a,c,b',
        reason: 'the header cannot be used: it names "a", "b" more than once',
        fatal: true,
      },
    ]);
  });

  it('is refused with too many columns, broken quotes or broken bytes', async () => {
    const wide = Array.from({ length: FIELDS_MAX + 1 }, (_, n) => `c${n}`).join(',');
    const headers = [wide, 'a,"b', Buffer.concat([Buffer.of(0xff), Buffer.from('a,b')])];
    for (const header of headers) expect(await csv(header)).toMatchObject([{ fatal: true, place: 'line 1' }]);
  });

  it('may leave names empty: the column has its number', async () => {
    expect(brief(await csv(',a,\n1,2,3\n'))).toEqual([['line 2', { column1: '1', a: '2', column3: '3' }]]);
  });

  it('may be given, or be absent', async () => {
    expect(brief(await csv('1,2\n', { header: ['x', 'y'] }))).toEqual([['line 1', { x: '1', y: '2' }]]);
    expect(brief(await csv('1,2\n3,4\n5\n', { header: false }))).toEqual([
      ['line 1', { column1: '1', column2: '2' }],
      ['line 2', { column1: '3', column2: '4' }],
      ['line 3', 'the record has 1 column where the header has 2'],
    ]);
  });

  it('is missed in a file of blank lines', async () => {
    expect(await csv('\n\r\n')).toMatchObject([{ fatal: true, reason: 'the file holds no record, not even a header' }]);
    expect(await csv('\n\n', { header: ['a'] })).toEqual([]);
  });
});

describe('CSV: the dialect', () => {
  it.each([
    ['comma', 'a,b\n1,"x;y;z"\n', { a: '1', b: 'x;y;z' }],
    ['semicolon', 'a;b\n1;2,5\n', { a: '1', b: '2,5' }],
    ['tab', 'a\tb, c\n1\t2\n', { a: '1', 'b, c': '2' }],
    ['bar', 'a|b\n1|2\n', { a: '1', b: '2' }],
    ['comma for one column', 'a\n1.5\n', { a: '1.5' }],
    [
      'semicolon beside more commas in the header',
      'name, first;a, b, c\nx;y\nz;w\n',
      { 'name, first': 'x', 'a, b, c': 'y' },
    ],
  ])('finds the %s', async (_, text, fields) => {
    expect((await csv(text))[0]).toEqual({ kind: 'row', place: 'line 2', fields });
  });

  it('finds the delimiter of a header longer than the sample', async () => {
    const names = Array.from({ length: 1_500 }, (_, n) => `a_rather_long_name_of_a_column_with_its_number_${n}`);
    const items = await csv(`${names.join(';')}\n${names.map((_, n) => n).join(';')}\n`);
    expect(items).toMatchObject([{ kind: 'row', fields: { [names[7] ?? '']: '7' } }]);
  });

  it('takes another delimiter and quote, no quote, and comments', async () => {
    expect(brief(await csv("a~b\n1~'x~''y'\n", { delimiter: '~', quote: "'" }))).toEqual([
      ['line 2', { a: '1', b: "x~'y" }],
    ]);
    expect(brief(await csv('a\tb\n1\t"x\n', { quote: '' }))).toEqual([['line 2', { a: '1', b: '"x' }]]);
    expect(brief(await csv('# by hand, "\na,b\n# no\r\n1,#2\n#', { comment: '#' }))).toEqual([
      ['line 4', { a: '1', b: '#2' }],
    ]);
  });
});
