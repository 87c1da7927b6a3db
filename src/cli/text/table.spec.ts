import { pairLines, tableLines, type Column } from './table.js';
import { padded, plainLine, widthOf } from './width.js';

describe('widths on a terminal', () => {
  it.each([
    ['abc', 3],
    ['净欠款', 6],
    ['e\u0301', 1],
    ['한국어', 6],
    ['🙂', 2],
    ['', 0],
  ])('%s takes %i columns', (text, width) => {
    expect(widthOf(text)).toBe(width);
  });

  it('pads to the left and to the right, and never cuts', () => {
    expect([padded('净', 4), padded('净', 4, 'right'), padded('abcdef', 3)]).toEqual(['净  ', '  净', 'abcdef']);
  });

  it('lets no text of the ledger give orders to the terminal', () => {
    expect(plainLine('a\u001b[2Jb\nc\u202ed\u0007')).toBe('a\ufffd[2Jb\ufffdc\ufffdd\ufffd');
  });
});

interface Row {
  readonly name: string;
  readonly amount?: number;
}

describe('tables', () => {
  const columns: Column<Row>[] = [
    { head: 'Name', cell: (row) => row.name },
    { head: '金额', align: 'right', cell: (row) => row.amount },
    { head: 'Never', cell: () => null },
  ];

  it('aligns by width, and leaves out what no row has', () => {
    const rows = [{ name: '甲', amount: 5 }, { name: 'beta', amount: 12345 }, { name: 'c' }];
    expect(tableLines(columns, rows)).toEqual(['Name   金额', '甲        5', 'beta  12345', 'c         –']);
  });

  it('shows its head where there is no row', () => {
    expect(tableLines(columns, [])).toEqual(['Name  金额  Never']);
  });

  it('puts values below one another, and leaves out those that are not there', () => {
    const pairs = [
      ['净欠款', 0],
      ['a', 'x'],
      ['b', null],
      ['c', undefined],
    ] as const;
    expect(pairLines(pairs)).toEqual(['净欠款  0', 'a       x']);
  });
});
