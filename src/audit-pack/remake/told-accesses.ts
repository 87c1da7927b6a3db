/**
 * Reads and exports as a pack tells them (chapter 8). They stand in streams that no pack holds, so they are taken at its word: the
 * other files must then agree with this one.
 */
import type { Access } from '../../../projections/audit-pack/case-accesses.js';
import { FormatError } from '../../seal/format-error.js';
import type { OpenPack } from '../../seal/verify/open-pack.js';
import { textOf, wholeOf } from '../../seal/verify/text.js';

const BYTES_MAX = 1 << 28;
const TABLE = '08-accesses.csv';
/** What the table writes before a text that a spreadsheet would run. */
const GUARDED = /^'(?=[=+\-@\t\r])/;

type Row = Readonly<Record<string, string>>;

/** Where a pack of this kind tells them. */
export function accessesPath({ manifest }: OpenPack): string {
  return manifest.kind === 'case' ? `chapters/${TABLE}` : `data/${TABLE}`;
}

/** By case; undefined where the pack does not tell them. Throws FormatError. @param only the case of a pack of one case. */
export async function toldAccesses(
  pack: OpenPack,
  only: string | undefined,
): Promise<ReadonlyMap<string, readonly Access[]> | undefined> {
  const path = accessesPath(pack);
  if (!pack.has(path)) return undefined;
  const found = new Map<string, Access[]>();
  for (const row of rowsOf(textOf(await wholeOf(pack.open(path), BYTES_MAX, path), path), path)) {
    const id = only ?? row['case_id'] ?? '';
    const told = found.get(id);
    if (told) told.push(accessOf(row));
    else found.set(id, [accessOf(row)]);
  }
  return found;
}

/** A cell: quoted, or without quotation marks, commas and line ends; and what ends it. */
const CELL = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/gy;

function rowsOf(text: string, path: string): Row[] {
  const records: string[][] = [[]];
  let at = 0;
  for (const [whole, quoted, bare = '', end] of text.matchAll(CELL)) {
    records[records.length - 1]?.push(quoted?.replaceAll('""', '"') ?? bare);
    if (end !== ',') records.push([]);
    at += whole.length;
  }
  if (at !== text.length) throw new FormatError(`${path} is no table`);
  const [header = [], ...rows] = records.slice(0, -1);
  return rows.map((cells) => Object.fromEntries(header.map((name, i) => [name, cells[i] ?? ''])));
}

function accessOf(row: Row): Access {
  const text = (name: string): string => (row[name] ?? '').replace(GUARDED, '');
  const optional = (name: string): string | null => text(name) || null;
  return {
    ...{ at: text('at'), by: text('by'), role: text('role'), what: text('what'), event: text('event') },
    ...{ obo: optional('obo'), format: optional('format'), recipient: optional('recipient') },
  };
}
