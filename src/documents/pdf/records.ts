/** Rows that are read as paragraphs: number, small values, and below them what was said. */
import type { PrintedRow, PrintedTable, Writer } from '../formats.js';
import { PAGE, SOFT, type Sheet, type Style } from './sheet.js';

const SMALL: Style = { size: 7, color: SOFT };
const SAID: Style = { size: 9 };
const MORE: Style = { size: 9, color: SOFT };
const INDENT = 40;
const PAD = 4;

export function drawRecords(sheet: Sheet, shown: PrintedTable, lead: number, writer: Writer): void {
  for (const row of shown.rows) drawRecord(sheet, shown, row, { lead, writer });
}

interface Of {
  readonly lead: number;
  readonly writer: Writer;
}

/** The event that a row tells: where mentions of it lead. */
function anchorOf({ table }: PrintedTable, { cells }: PrintedRow, writer: Writer): number | undefined {
  const cell = cells[table.heads.findIndex(({ name }) => name === table.anchor)];
  return cell?.kind === 'events' ? writer.document.numbers.get(cell.value[0] ?? '') : undefined;
}

function drawRecord(sheet: Sheet, shown: PrintedTable, row: PrintedRow, { lead, writer }: Of): void {
  const { table, columns } = shown;
  const [first = 0, ...others] = columns;
  const small = others
    .flatMap((i) =>
      row.texts[i] === undefined ? [] : [`${table.heads[i]?.title[writer.language] ?? ''} ${row.texts[i]}`],
    )
    .join(' · ');
  const x = PAGE.side + INDENT;
  const room = PAGE.width - PAGE.side - x;
  const said = (row.texts[lead] ?? '').split('\n');
  const firstLines = sheet.lines(said[0] ?? '', room, SAID).length;
  sheet.need(sheet.lineHeight(SMALL) + Math.min(firstLines, 4) * sheet.lineHeight(SAID) + 2 * PAD);
  const anchor = anchorOf(shown, row, writer);
  if (anchor !== undefined) sheet.doc.addNamedDestination(`e${anchor}`, 'XYZ', 0, PAGE.height - sheet.y + PAD, null);
  const number = row.texts[first] ?? '';
  const at = x - 8 - sheet.type.width(number, SMALL.size);
  sheet.put(number, { ...SMALL, x: at, y: sheet.y + (small === '' ? 2 : 0) });
  if (small !== '') sheet.paragraph(small, SMALL, x);
  said.forEach((line, i) => sheet.paragraph(line, i === 0 ? SAID : MORE, x));
  sheet.y += PAD;
  sheet.rule(sheet.y, x);
  sheet.y += PAD;
}
