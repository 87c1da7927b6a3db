/** A read table as its projection declares it. One declaration serves SQLite and PostgreSQL. */

/** `date` is a civil date kept as the integer yyyymmdd: small, sortable, readable. A `?` allows null. */
export type ColumnType = 'integer' | 'text' | 'date' | 'integer?' | 'text?' | 'date?';

export interface Table {
  readonly name: string;
  readonly columns: Readonly<Record<string, ColumnType>>;
  /** Primary key; its first column is the projection's key, so one key can be dropped and rebuilt alone. */
  readonly key: readonly [string, ...string[]];
  readonly indexes?: readonly (readonly string[])[];
  /** Its rows belong to no key. They are only put, whole, so that it does not matter who was first, nor how often. */
  readonly shared?: true;
}

export type Value = string | number | null;

/** `2005-12-31` as 20051231. */
export function dateValue(date: string): number {
  let value = 0;
  // Digits stand at 0-3, 5-6 and 8-9.
  for (let i = 0; i < 10; i++) if (i !== 4 && i !== 7) value = value * 10 + date.charCodeAt(i) - 48;
  return value;
}

export function optionalDate(date: string | undefined): number | null {
  return date === undefined ? null : dateValue(date);
}

/** 20051231 as `2005-12-31`. */
export function dateText(value: number): string {
  const digits = String(value).padStart(8, '0');
  return `${digits.slice(0, 4)}-${digits.slice(4, 6)}-${digits.slice(6)}`;
}

export function textOrNull(value: number | null): string | null {
  return value === null ? null : dateText(value);
}

/** The stored name of a table: each version of a projection has its own beside the others. */
export function storedName(table: string, version: number): string {
  return `${table}_v${version}`;
}

/** Columns and key as one text: two versions with the same text can be read by the same queries. */
export function fingerprint(tables: readonly Table[]): string {
  return JSON.stringify(tables.map(({ name, columns, key }) => [name, columns, key]));
}

/** The tables that a fingerprint is of. */
export function tablesIn(text: string): readonly string[] {
  return (JSON.parse(text) as [string][]).map(([name]) => name);
}
