/**
 * The rejects file: one JSON line for everything that was not simply recorded or known. Lines stand in the order of the
 * file; personal values are masked. It is written beside and put in place at the end, so a reader never sees half of it.
 */
import { closeSync, mkdirSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import type { Statement } from '#sqlite';
import type { RowProblem } from '../mapping/frame.js';
import type { PersonalFields } from '../mapping/compile/field-uses.js';
import type { RowPlace } from './row-unit.js';
import type { Scratch } from './scratch.js';

export const REJECTS_SCHEMA =
  'CREATE TABLE lines (n INTEGER NOT NULL, seq INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (n, seq)) WITHOUT ROWID;';

export type RejectKind = 'rejected' | 'changed' | 'missing' | 'ignored';

/** Stands for a personal value. */
export const MASK = '***';
const VALUE_CHARS_MAX = 80;
const PAGE = 2_000;

export class Rejects {
  private seq = 0;
  private readonly insert: Statement<[number, number, string]>;

  constructor(
    private readonly scratch: Scratch,
    private readonly source: string,
    private readonly personal: PersonalFields,
  ) {
    this.insert = scratch.prepare('INSERT INTO lines (n, seq, text) VALUES (?, ?, ?)');
  }

  get any(): boolean {
    return this.seq > 0;
  }

  /** A row that could not become facts. */
  rejected(at: RowPlace, { field, value, reason }: RowProblem): void {
    this.add(at, 'rejected', reason, { field, value: this.masked(field, value) });
  }

  /** A place of the file that gave no row: its text may hold any field. */
  unreadable(at: RowPlace, { field, value, reason }: RowProblem): void {
    const hidden = field === undefined && this.personal.any;
    this.add(at, 'rejected', reason, { field, value: hidden && value ? MASK : this.masked(field, value) });
  }

  ignored(at: RowPlace, reason: string): void {
    this.add(at, 'ignored', reason, {});
  }

  changed(at: RowPlace, detail: string): void {
    this.add(at, 'changed', 'changed', { detail });
  }

  missing(at: RowPlace, detail: string): void {
    this.add(at, 'missing', 'missing', { detail });
  }

  /** Puts the file in place; takes an older one away where there is nothing to say. */
  finish(file: string): string | null {
    if (!this.any) {
      rmSync(file, { force: true });
      return null;
    }
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    const part = `${file}.part`;
    const fd = openSync(part, 'w', 0o600);
    try {
      for (const text of this.lines()) writeSync(fd, text);
    } finally {
      closeSync(fd);
    }
    renameSync(part, file);
    return file;
  }

  private masked(field: string | undefined, value: string | undefined): string | undefined {
    if (value === undefined) return undefined;
    if (field !== undefined && this.personal.has(field)) return MASK;
    return value.length <= VALUE_CHARS_MAX ? value : `${value.slice(0, VALUE_CHARS_MAX - 1)}…`.toWellFormed();
  }

  private add(
    { n, place, file = basename(this.source) }: RowPlace,
    kind: RejectKind,
    reason: string,
    more: { readonly field?: string; readonly value?: string; readonly detail?: string },
  ): void {
    this.seq += 1;
    const { field, value, detail } = more;
    const line = { file, place, kind, field, value, reason, detail };
    this.insert.run(n, this.seq, `${JSON.stringify(line)}\n`);
  }

  private *lines(): Generator<string> {
    const page = this.scratch.prepare<[number, number, number], { n: number; seq: number; text: string }>(
      'SELECT n, seq, text FROM lines WHERE (n, seq) > (?, ?) ORDER BY n, seq LIMIT ?',
    );
    let [n, seq] = [-1, -1];
    for (;;) {
      const rows = page.all(n, seq, PAGE);
      yield rows.map(({ text }) => text).join('');
      const last = rows.at(-1);
      if (!last || rows.length < PAGE) return;
      ({ n, seq } = last);
    }
  }
}
