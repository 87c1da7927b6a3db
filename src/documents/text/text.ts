/** A chapter as plain text: UTF-8, lines of a bounded width, tables in columns. */
import { isNumber, NOTHING, printed, type Formats, type PrintedTable, Writer } from '../formats.js';
import type { Block, Chapter, Document, Language, Pairs, Table } from '../model.js';
import { padded, widthOf } from './width.js';
import { wrapped } from './wrap.js';

/** Columns of a line of prose. */
const LINE = 110;
/** Columns of a cell; longer ones go over several lines. */
const CELL = 36;
/** A digest, and an id in full, stay on one line. */
const WHOLE = 64;
const GAP = '  ';

export function chapterText(document: Document, chapter: Chapter, language: Language, formats: Formats): string {
  const writer = new Writer(document, language, formats);
  const title = `${chapter.number}. ${chapter.title[language]}`;
  const top = [title, '='.repeat(widthOf(title)), ...wrapped(document.subtitle[language], LINE)];
  const body = chapter.blocks.flatMap((block) => {
    const lines = blockLines(block, writer);
    return lines.length === 0 ? [] : ['', ...lines];
  });
  return [...top, ...body].map((line) => `${line.trimEnd()}\n`).join('');
}

function blockLines(block: Block, writer: Writer): string[] {
  switch (block.kind) {
    case 'heading': {
      const text = block.words[writer.language];
      return [text, '-'.repeat(widthOf(text))];
    }
    case 'paragraph':
      return wrapped(block.words[writer.language], LINE);
    case 'pairs':
      return pairLines(block, writer);
    case 'table':
      return tableLines(block, writer);
  }
}

function pairLines({ pairs }: Pairs, writer: Writer): string[] {
  const given = pairs.flatMap(({ title, value }) => {
    const text = writer.text(value);
    return text === undefined ? [] : [{ title: title[writer.language], text }];
  });
  const width = Math.max(0, ...given.map(({ title }) => widthOf(title)));
  return given.flatMap(({ title, text }) => {
    const lines = wrapped(text, LINE - width - GAP.length);
    return lines.map((line, i) => `${padded(i === 0 ? title : '', width)}${GAP}${line}`);
  });
}

function tableLines(table: Table, writer: Writer): string[] {
  const shown = printed(table, writer);
  const title = table.title ? [table.title[writer.language], ''] : [];
  if (shown.rows.length === 0) return table.none ? [table.none[writer.language]] : [];
  return [...title, ...(shown.lead === undefined ? gridLines(shown, writer) : recordLines(shown, writer))];
}

function cellLines(text: string): string[] {
  return text.split('\n').flatMap((line) => wrapped(line, line.includes(' ') ? CELL : WHOLE));
}

/** Each row on a line, or several where a cell is long. */
function gridLines({ table, columns, rows }: PrintedTable, { language }: Writer): string[] {
  const cells = rows.map(({ texts }) => columns.map((i) => cellLines(texts[i] ?? NOTHING)));
  const heads = columns.map((i) => wrapped(table.heads[i]?.title[language] ?? '', CELL));
  const widths = columns.map((_i, c) => Math.max(...[heads, ...cells].flatMap((row) => (row[c] ?? []).map(widthOf))));
  const lines = (row: readonly (readonly string[])[]): string[] => {
    const height = Math.max(1, ...row.map(({ length }) => length));
    return Array.from({ length: height }, (_line, n) =>
      row
        .map((cell, c) => {
          const right = isNumber(table.heads[columns[c] ?? 0] ?? { kind: 'text' });
          return padded(cell[n] ?? '', widths[c] ?? 0, right ? 'right' : 'left');
        })
        .join(GAP),
    );
  };
  const rule = widths.map((width) => '-'.repeat(width)).join(GAP);
  return [...lines(heads), rule, ...cells.flatMap(lines)];
}

/** Each row as a line of its small values and a paragraph. */
function recordLines({ table, columns, lead, rows }: PrintedTable, { language }: Writer): string[] {
  const [first = 0, ...others] = columns;
  const width = Math.max(...rows.map(({ texts }) => widthOf(texts[first] ?? '')));
  const indent = ' '.repeat(width + GAP.length);
  return rows.flatMap(({ texts }) => {
    const said = others.flatMap((i) => {
      const text = texts[i];
      return text === undefined ? [] : [`${table.heads[i]?.title[language] ?? ''} ${text}`];
    });
    const head = `${padded(texts[first] ?? '', width, 'right')}${GAP}`;
    const small = wrapped(said.join('; '), LINE - indent.length);
    const main = (texts[lead ?? 0] ?? '').split('\n').flatMap((line) => wrapped(line, LINE - indent.length));
    return [...small.map((line, n) => (n === 0 ? head : indent) + line), ...main.map((line) => indent + line), ''];
  });
}
