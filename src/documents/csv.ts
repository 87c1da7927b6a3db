/** A table for programs: its columns by name, every row, values as they are. Text in both languages takes two columns. */
import type { Head, Language, Table, Typed } from './model.js';

export type CsvCell = string | number | null;

export interface CsvColumn {
  readonly name: string;
  readonly type: 'text' | 'integer';
  readonly head: Head;
  /** The language of its text, where it is one of several columns. */
  readonly language?: Language;
}

export function csvColumns({ heads }: Table, languages: readonly Language[]): CsvColumn[] {
  return heads.flatMap((head): CsvColumn[] => {
    if (head.only === 'paper') return [];
    if (head.kind === 'words') {
      return languages.map((language) => ({ name: `${head.name}_${language}`, type: 'text', head, language }));
    }
    const type = head.kind === 'money' || head.kind === 'integer' ? 'integer' : 'text';
    return [{ name: head.kind === 'money' ? `${head.name}_minor` : head.name, type, head }];
  });
}

function cellsOf(typed: Typed, languages: readonly Language[]): CsvCell[] {
  switch (typed.kind) {
    case 'words':
      return languages.map((language) => typed.value?.[language] ?? null);
    case 'code':
      return [typed.value?.code ?? null];
    case 'events':
      return [typed.value.join(' ') || null];
    case 'yes':
      return [typed.value === null ? null : String(typed.value)];
    case 'text':
    case 'date':
    case 'instant':
    case 'money':
    case 'integer':
    case 'id':
    case 'digest':
      return [typed.value];
  }
}

export function csvRows({ heads, rows }: Table, languages: readonly Language[]): CsvCell[][] {
  return rows.map((row) => row.flatMap((typed, i) => (heads[i]?.only === 'paper' ? [] : cellsOf(typed, languages))));
}
