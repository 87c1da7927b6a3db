/** Where each readable file lies in a pack. */
import type { Chapter, Language, Table } from '../../src/documents/model.js';

type Named = Pick<Chapter, 'number' | 'name'>;

function numbered({ number }: Named): string {
  return String(number).padStart(2, '0');
}

export function chapterText({ name, ...of }: Named, language: Language): string {
  return `chapters/${numbered({ name, ...of })}-${name}.${language}.txt`;
}

export function chapterFile(chapter: Named, { name }: Pick<Table, 'name'>): string {
  return `chapters/${numbered(chapter)}-${name.replaceAll('_', '-')}.csv`;
}

export function tapeFile({ name }: Pick<Table, 'name'>): string {
  return `data/${name.replaceAll('_', '-')}.csv`;
}

export const DICTIONARY = 'data/dictionary.csv';
