/** How values are written for people. What needs a currency's places or the rules of a zone is given by the caller. */
import type { Document, Language, Table, Typed } from './model.js';

export interface Formats {
  /** Whole minor units with the currency named. */
  money(minor: number, currency: string | undefined, language: Language): string;
  /** An instant in a zone, with its offset; a civil date as it is. */
  instant(moment: string, zone: string): string;
  /** Text of others made harmless: one line, nothing hidden. Words are made so already. */
  plain(text: string): string;
}

export const NOTHING = '–';
const YES = { en: ['no', 'yes'], zh: ['否', '是'] } as const;
const SHORT_ID =
  /^(?:(?:case|party|portfolio)-)?((?:[a-z]+-)?[0-9a-f]{8})-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** Event ids printed in one cell at most: the table for programs has all. */
const EVENTS_MAX = 12;

export class Writer {
  constructor(
    readonly document: Document,
    readonly language: Language,
    private readonly formats: Formats,
  ) {}

  /** An event as people call it: its number in the chronicle, or its id where it is not told there. */
  event(id: string): string {
    const number = this.document.numbers.get(id);
    return number === undefined ? id : `#${number}`;
  }

  /** A value in words; undefined where there is none. */
  text(typed: Typed): string | undefined {
    if (typed.value === null) return undefined;
    switch (typed.kind) {
      case 'words':
      case 'code':
        return (typed.value as Record<Language, string>)[this.language];
      case 'money':
        return this.formats.money(typed.value, this.document.currency, this.language);
      case 'instant':
        return this.formats.instant(typed.value, this.document.zone);
      case 'integer':
        return String(typed.value);
      case 'yes':
        return YES[this.language][typed.value === true ? 1 : 0];
      case 'id':
        return SHORT_ID.exec(typed.value)?.[1] ?? this.formats.plain(typed.value);
      case 'events':
        return this.eventList(typed.value);
      case 'text':
      case 'date':
      case 'digest':
        return this.formats.plain(typed.value);
    }
  }

  /** Those that are printed of a list of events. */
  eventsShown(ids: readonly string[]): readonly string[] {
    return ids.slice(0, EVENTS_MAX);
  }

  /** How many there are, where not all are printed. */
  eventsLeft({ length }: readonly string[]): string {
    return length > EVENTS_MAX ? ` … (${length})` : '';
  }

  private eventList(ids: readonly string[]): string | undefined {
    if (ids.length === 0) return undefined;
    const shown = this.eventsShown(ids).map((id) => this.event(id));
    return shown.join(', ') + this.eventsLeft(ids);
  }
}

export interface PrintedRow {
  /** Number of the row in its table. */
  readonly at: number;
  readonly cells: readonly Typed[];
  readonly texts: readonly (string | undefined)[];
}

export interface PrintedTable {
  readonly table: Table;
  /** Numbers of the columns that are printed: those in which some row has a value. */
  readonly columns: readonly number[];
  readonly lead: number | undefined;
  readonly rows: readonly PrintedRow[];
}

/** What of a table is printed: its rows for people, without columns that say nothing. */
export function printed(table: Table, writer: Writer): PrintedTable {
  const numbers = table.printed ?? table.rows.map((_row, i) => i);
  const shown = table.heads.flatMap((head, i) => (head.only === 'data' ? [] : [i]));
  const rows = numbers.map((at): PrintedRow => {
    const cells = table.rows[at] ?? [];
    return { at, cells, texts: cells.map((cell, i) => (shown.includes(i) ? writer.text(cell) : undefined)) };
  });
  const filled = shown.filter((i) => rows.some(({ texts }) => texts[i] !== undefined));
  const lead = table.heads.findIndex(({ name }) => name === table.lead);
  return { table, columns: filled.filter((i) => i !== lead), lead: lead < 0 ? undefined : lead, rows };
}

/** Whether a column is aligned to the right. */
export function isNumber(typed: Pick<Typed, 'kind'>): boolean {
  return typed.kind === 'money' || typed.kind === 'integer';
}
