/**
 * What people and spreadsheets read of many cases: each case as one text in each language, and one table for all cases. Rows are
 * given as they come, so that nothing grows with the book.
 */
import { csvColumns, csvRows, type CsvCell } from '../../src/documents/csv.js';
import { LANGUAGES } from '../../src/documents/model.js';
import { chapterText as textOf } from '../../src/documents/text/text.js';
import { csvText } from '../export/csv.js';
import { DICTIONARY_HEADER, dictionaryRows } from './dictionary.js';
import { packDocument } from './document.js';
import { DICTIONARY } from './file-names.js';
import { FORMATS } from './formats.js';
import { csvTables, type ReadableFile } from './readable-files.js';
import { openScene, type SceneAsk, type Sources } from './scene.js';

/** Rows of a table that all cases share. */
export interface SharedRows {
  /** Within the pack. */
  readonly path: string;
  /** Its first lines, for whoever meets the table first. */
  readonly header: string;
  readonly rows: string;
}

export interface CaseInPortfolio {
  readonly texts: readonly ReadableFile[];
  readonly rows: readonly SharedRows[];
}

const utf8 = new TextEncoder();
const CASE = 'case_id';

/** @throws Problem 404 where there is no such case, or it was not known then. */
export async function caseInPortfolio(sources: Sources, caseId: string, ask: SceneAsk): Promise<CaseInPortfolio> {
  const pack = packDocument(await openScene(sources, caseId, ask), ask.seenUntil);
  const { document } = pack;
  const texts = LANGUAGES.map((language) => {
    const chapters = document.chapters.map((chapter) => textOf(document, chapter, language, FORMATS));
    return { path: `cases/${caseId}/case.${language}.txt`, bytes: utf8.encode(chapters.join('\n')) };
  });
  const tables = csvTables(pack);
  const rows = tables.map(([path, table]): SharedRows => {
    const header = [CASE, ...csvColumns(table, LANGUAGES).map(({ name }) => name)];
    const own = csvRows(table, LANGUAGES).map((cells) => [caseId, ...cells]);
    return { path: sharedPath(path), header: csvText(header, []), rows: lines(own) };
  });
  const words = tables.flatMap(([path, table]) => dictionaryRows(sharedPath(path), table, LANGUAGES));
  const dictionary = { path: DICTIONARY, header: csvText(DICTIONARY_HEADER, words), rows: '' };
  return { texts, rows: [...rows, dictionary] };
}

/** Records without a header: an empty one is the end of a line. */
function lines(rows: readonly (readonly CsvCell[])[]): string {
  return csvText([], rows).slice('\r\n'.length);
}

/** Tables of chapters lie beside those of the tape: chapters are in the texts. */
function sharedPath(path: string): string {
  return path.replace(/^chapters\//, 'data/');
}
