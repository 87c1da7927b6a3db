/** The data dictionary: every column of every table for programs, in both languages. */
import { csvColumns, type CsvCell } from '../../src/documents/csv.js';
import type { Language, Table } from '../../src/documents/model.js';

export const DICTIONARY_HEADER = ['file', 'column', 'type', 'kind', 'title_en', 'title_zh', 'meaning_en', 'meaning_zh'];

export function dictionaryRows(path: string, table: Table, languages: readonly Language[]): CsvCell[][] {
  return csvColumns(table, languages).map(({ name, type, head }) => {
    const { kind, title, meaning = title } = head;
    return [path, name, type, kind, title.en, title.zh, meaning.en, meaning.zh];
  });
}
