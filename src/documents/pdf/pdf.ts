/**
 * A document as a PDF: A4 on its side, page numbers, an outline of its chapters, links from each event to where it is told. Its
 * fonts are in it, cut down to the characters used. The same document gives the same bytes: it is dated by the document.
 */
import PDFDocument from 'pdfkit';
import { printed, Writer, type Formats } from '../formats.js';
import type { Block, Chapter, Document, Language, Pairs, Table } from '../model.js';
import { Grid } from './grid.js';
import { drawRecords } from './records.js';
import { INK, PAGE, Sheet, SOFT, type Style } from './sheet.js';
import type { Fonts } from './type.js';

export type { Fonts } from './type.js';

const TITLE: Style = { size: 22, weight: 'bold' };
const CHAPTER: Style = { size: 15, weight: 'bold' };
const HEADING: Style = { size: 10.5, weight: 'bold' };
const TEXT: Style = { size: 9 };
const NOTE: Style = { size: 8.5, color: SOFT };
const FOOT: Style = { size: 7, color: SOFT };
const TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };

function newDocument({ title, subtitle, dated }: Document, language: Language): InstanceType<typeof PDFDocument> {
  const day = new Date(dated);
  return new PDFDocument({
    size: [PAGE.width, PAGE.height],
    margin: 0,
    bufferPages: true,
    lang: TAGS[language],
    displayTitle: true,
    pdfVersion: '1.7',
    info: {
      Title: title[language],
      Subject: subtitle[language],
      Producer: 'quittance',
      Creator: 'quittance',
      CreationDate: day,
      ModDate: day,
    },
  });
}

export function pdfOf(document: Document, language: Language, formats: Formats, fonts: Fonts): Promise<Uint8Array> {
  const doc = newDocument(document, language);
  const chunks: Uint8Array[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk));
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))));
    doc.on('error', reject);
  });
  const sheet = new Sheet(doc, fonts, language === 'en');
  const writer = new Writer(document, language, formats);
  drawFront(sheet, document, language);
  for (const chapter of document.chapters) drawChapter(sheet, chapter, writer);
  drawFeet(sheet, document.subtitle[language], language);
  doc.end();
  return done;
}

/** Title and contents. */
function drawFront(sheet: Sheet, { title, subtitle, chapters }: Document, language: Language): void {
  sheet.y = 120;
  sheet.paragraph(title[language], TITLE);
  sheet.y += 6;
  sheet.paragraph(subtitle[language], NOTE);
  sheet.y += 24;
  for (const { number, title: name } of chapters) {
    const text = sheet.type.safe(`${number}.  ${name[language]}`);
    sheet.put(text, { ...TEXT, size: 11, x: PAGE.side, y: sheet.y, goTo: `c${number}` });
    sheet.y += 19;
  }
}

function drawChapter(sheet: Sheet, { number, title, blocks }: Chapter, writer: Writer): void {
  sheet.newPage();
  const name = `${number}. ${title[writer.language]}`;
  sheet.doc.outline.addItem(name);
  sheet.doc.addNamedDestination(`c${number}`, 'XYZ', 0, PAGE.height, null);
  sheet.paragraph(name, CHAPTER);
  sheet.rule(sheet.y + 2);
  sheet.y += 10;
  for (const block of blocks) drawBlock(sheet, block, writer);
}

function drawBlock(sheet: Sheet, block: Block, writer: Writer): void {
  switch (block.kind) {
    case 'heading':
      sheet.y += 8;
      // A heading does not end a page.
      sheet.need(60);
      sheet.paragraph(block.words[writer.language], HEADING);
      sheet.y += 3;
      return;
    case 'paragraph':
      sheet.paragraph(block.words[writer.language], block.tone === 'note' ? NOTE : TEXT);
      sheet.y += 6;
      return;
    case 'pairs':
      drawPairs(sheet, block, writer);
      return;
    case 'table':
      drawTable(sheet, block, writer);
  }
}

function drawPairs(sheet: Sheet, { pairs }: Pairs, writer: Writer): void {
  const given = pairs.flatMap(({ title, value }) => {
    const text = writer.text(value);
    return text === undefined ? [] : [{ title: sheet.type.safe(title[writer.language]), text }];
  });
  const width = given.reduce((most, { title }) => Math.max(most, sheet.type.width(title, TEXT.size)), 0);
  for (const { title, text } of given) {
    sheet.need(sheet.lineHeight(TEXT));
    sheet.put(title, { ...TEXT, color: SOFT, x: PAGE.side, y: sheet.y });
    sheet.paragraph(text, { ...TEXT, color: INK }, PAGE.side + width + 16);
  }
  sheet.y += 6;
}

function drawTable(sheet: Sheet, table: Table, writer: Writer): void {
  const shown = printed(table, writer);
  if (shown.rows.length === 0) {
    if (table.none) sheet.paragraph(table.none[writer.language], NOTE);
    sheet.y += 6;
    return;
  }
  if (table.title) {
    sheet.need(60);
    sheet.paragraph(table.title[writer.language], { ...TEXT, weight: 'bold' });
    sheet.y += 3;
  }
  if (shown.lead === undefined) new Grid(sheet, shown, writer).draw();
  else drawRecords(sheet, shown, shown.lead, writer);
  sheet.y += 8;
}

/** Subtitle and page number at the foot of each page. */
function drawFeet(sheet: Sheet, subtitle: string, language: Language): void {
  const { doc, type } = sheet;
  const { count } = doc.bufferedPageRange();
  const y = PAGE.height - PAGE.bottom + 16;
  for (let page = 0; page < count; page++) {
    doc.switchToPage(page);
    const number = language === 'en' ? `Page ${page + 1} of ${count}` : `第 ${page + 1} 页，共 ${count} 页`;
    sheet.put(type.safe(subtitle), { ...FOOT, x: PAGE.side, y });
    sheet.put(number, { ...FOOT, x: PAGE.width - PAGE.side - type.width(number, FOOT.size), y });
  }
}
