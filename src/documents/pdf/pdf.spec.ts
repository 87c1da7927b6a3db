import { fonts } from '../../../projections/audit-pack/fonts.js';
import { pdfText, type PdfText } from '../../../test/support/pdf-text.js';
import { aDocument, FORMATS } from '../document.fixture.js';
import { pdfOf } from './pdf.js';

const ROWS = 120;
let bytes: Uint8Array;
let text: PdfText;
beforeAll(async () => {
  bytes = await pdfOf(aDocument(ROWS), 'zh', FORMATS, await fonts());
  text = pdfText(bytes);
});

describe('a PDF', () => {
  it('has its fonts in it, cut down, and every character in them', () => {
    expect(text.fonts).toEqual([expect.stringContaining('NotoSansSC'), expect.stringContaining('NotoSansSC')]);
    expect(bytes.length).toBeLessThan(1_000_000);
    expect(text.missing).toBe(0);
    expect(text.pages.join('')).not.toContain('\ufffd');
  });

  it('says in Chinese what the document says', () => {
    const all = text.pages.join('').replaceAll('\n', '');
    for (const words of ['讲述', '说明。', '其内容：row 2', '[补录]', 'Rosa 李', '文字。'])
      expect(all).toContain(words);
  });

  it('numbers its pages', () => {
    const { pages } = text;
    expect(pages.length).toBeGreaterThan(5);
    pages.forEach((page, i) => expect(page).toContain(`第 ${i + 1} 页，共 ${pages.length} 页`));
  });

  it('repeats the head of a table on each of its pages, and loses no row', () => {
    const grid = text.pages.filter((page) => page.includes('EUR '));
    expect(grid.length).toBeGreaterThan(2);
    for (const page of grid) expect(page).toContain('金额');
    const all = text.pages.join('\n');
    for (let row = 2; row <= ROWS; row++) expect(all).toContain(`\nrow ${row}\n`);
  });

  it('has an outline, and a place for each event', () => {
    const file = Buffer.from(bytes).toString('latin1');
    expect(/\/Outlines \d+ 0 R/.test(file)).toBe(true);
    expect(file.match(/\/Title \(/g)?.length).toBeGreaterThanOrEqual(2);
    expect(file.match(/\(e\d+\) \[/g)?.length).toBe(ROWS);
  });

  it('is the same to the byte when it is made again', async () => {
    expect(Buffer.from(await pdfOf(aDocument(ROWS), 'zh', FORMATS, await fonts())).equals(bytes)).toBe(true);
  });

  it('names characters that its fonts do not have', async () => {
    const document = { ...aDocument(1), title: { en: 'שלום 🙂', zh: '' } };
    const [front = ''] = pdfText(await pdfOf(document, 'en', FORMATS, await fonts())).pages;
    expect(front.replaceAll('\n', '')).toContain('[U+05E9][U+05DC][U+05D5][U+05DD] [U+1F642]');
  });
});
