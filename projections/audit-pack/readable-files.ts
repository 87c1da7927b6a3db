/** The files of an audit pack that people and spreadsheets read: the chapters of one case at one (V, K), and its data tape. */
import { csvColumns, csvRows } from '../../src/documents/csv.js';
import { pageOf } from '../../src/documents/html/html.js';
import { LANGUAGES, type Language, type Table } from '../../src/documents/model.js';
import { chapterText as textOf } from '../../src/documents/text/text.js';
import { csvText } from '../export/csv.js';
import { DICTIONARY_HEADER, dictionaryRows } from './dictionary.js';
import { packDocument, tablesOf, type PackDocument } from './document.js';
import { chapterFile, chapterText, DICTIONARY, tapeFile } from './file-names.js';
import { fonts } from './fonts.js';
import { FORMATS } from './formats.js';
import { openScene, type SceneAsk, type Sources } from './scene.js';

export const FORMAT_NAMES = ['text', 'csv', 'html', 'pdf'] as const;
export type FormatName = (typeof FORMAT_NAMES)[number];

export interface ReadableAsk extends SceneAsk {
  /** Both where left out. */
  readonly languages?: readonly Language[];
  /** Formats that are not wanted. */
  readonly without?: readonly FormatName[];
}

export interface ReadableFile {
  /** Within the pack, with slashes: `chapters/02-chronicle.en.txt`. */
  readonly path: string;
  readonly bytes: Uint8Array;
}

const utf8 = new TextEncoder();

function file(path: string, text: string): ReadableFile {
  return { path, bytes: utf8.encode(text) };
}

function* textFiles({ document }: PackDocument, languages: readonly Language[]): Generator<ReadableFile> {
  for (const chapter of document.chapters) {
    for (const language of languages) {
      yield file(chapterText(chapter, language), textOf(document, chapter, language, FORMATS));
    }
  }
}

/** All tables for programs with their paths. */
export function csvTables({ document, tape }: PackDocument): (readonly [path: string, table: Table])[] {
  const own = document.chapters.flatMap((chapter) =>
    tablesOf(chapter).map((table) => [chapterFile(chapter, table), table] as const),
  );
  return [...own, ...tape.map((table) => [tapeFile(table), table] as const)];
}

function* csvFiles(pack: PackDocument, languages: readonly Language[]): Generator<ReadableFile> {
  const tables = csvTables(pack);
  for (const [path, table] of tables) {
    const header = csvColumns(table, languages).map(({ name }) => name);
    yield file(path, csvText(header, csvRows(table, languages)));
  }
  const rows = tables.flatMap(([path, table]) => dictionaryRows(path, table, languages));
  yield file(DICTIONARY, csvText(DICTIONARY_HEADER, rows));
}

/**
 * The same (V, K), languages and readers give the same bytes, whatever was recorded since. The scene is read before the
 * first file; no file waits for another.
 * @throws Problem 404 where there is no such case, or it was not known then.
 */
export async function* readableFiles(sources: Sources, caseId: string, ask: ReadableAsk): AsyncGenerator<ReadableFile> {
  const { languages = LANGUAGES, without = [] } = ask;
  const pack = packDocument(await openScene(sources, caseId, ask), ask.seenUntil);
  if (!without.includes('text')) yield* textFiles(pack, languages);
  if (!without.includes('csv')) yield* csvFiles(pack, languages);
  // Most commands and requests write no page: what handles fonts is loaded by the first that does.
  if (!without.includes('html')) {
    const { facesOf } = await import('../../src/documents/html/faces.js');
    const faces = facesOf(await fonts());
    for (const language of languages) {
      yield file(`case.${language}.html`, pageOf(pack.document, language, FORMATS, faces));
    }
  }
  if (!without.includes('pdf')) {
    const { pdfOf } = await import('../../src/documents/pdf/pdf.js');
    for (const language of languages) {
      yield { path: `case.${language}.pdf`, bytes: await pdfOf(pack.document, language, FORMATS, await fonts()) };
    }
  }
}
