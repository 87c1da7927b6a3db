/** Chapter 12: the tables for programs, what one row of each is, and how many there are. The dictionary has every column. */
import type { Chapter, Table } from '../../../src/documents/model.js';
import { col, note, table } from '../../../src/documents/table.js';
import { chapterFile, tapeFile } from '../file-names.js';

interface Listed {
  readonly path: string;
  readonly of: Table;
}

export function dataTape(chapters: readonly Chapter[], tape: readonly Table[]): Chapter {
  const own = chapters.flatMap((chapter) =>
    chapter.blocks.flatMap((block) =>
      block.kind === 'table' ? [{ path: chapterFile(chapter, block), of: block }] : [],
    ),
  );
  const rows: Listed[] = [...own, ...tape.map((of) => ({ path: tapeFile(of), of }))];
  return {
    number: 12,
    name: 'data-tape',
    title: { en: 'Data tape and dictionary', zh: '数据文件与字典' },
    blocks: [
      note(
        'Comma-separated text after RFC 4180 in UTF-8. Amounts are whole minor units (columns that end in _minor); instants are RFC 3339; several events in one cell are separated by spaces. A text that a spreadsheet would run as a formula begins with an apostrophe. data/dictionary.csv explains every column of every file.',
        '文件为 UTF-8 编码、符合 RFC 4180 的逗号分隔文本。金额为最小货币单位的整数（列名以 _minor 结尾）；时间为 RFC 3339；同一单元格内的多个事件以空格分隔。可能被电子表格当作公式的文本前加撇号。data/dictionary.csv 说明每个文件的每一列。',
      ),
      table<Listed>(
        { name: 'files', about: ['A table for programs', '一个供程序使用的表'] },
        [
          col('path', 'text', ['File', '文件'], ({ path }) => path),
          col('row_is', 'words', ['One row is', '每行为'], ({ of }) => of.about),
          col('rows', 'integer', ['Rows', '行数'], ({ of }) => of.rows.length),
        ],
        rows,
      ),
    ],
  };
}
