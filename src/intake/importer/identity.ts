/**
 * How rows are known again. A row's identity is the key that the mapping declares, else its content without personal
 * fields and its ordinal among equal rows of its case; never the file's digest or the row's number. Command ids are made of
 * it, keyed, so they tell nothing:
 *
 *     i:<row>            opening of a case, link of a party
 *     i:<row>.<place>    a fact of a row; the place is that of the step in its rule
 *     …~2                its second correction
 *     …-  …-2            withdrawal of what stands before the sign, in one or more commands
 */
import type { IdPort } from '../../ledger/ports.js';
import type { Fields } from '../mapping/frame.js';
import type { PersonalFields } from '../mapping/compile/field-uses.js';

export class Identities {
  /** Names of the fields that count, sorted, by the names of all fields. */
  private readonly shapes = new Map<string, readonly string[]>();

  constructor(
    private readonly ids: IdPort,
    private readonly mapping: string,
    private readonly personal: PersonalFields,
  ) {}

  opening(caseKey: readonly string[]): string {
    return this.cmd(['case', caseKey]);
  }

  link(caseKey: readonly string[], partyKey: readonly string[], role: string): string {
    return this.cmd(['link', caseKey, partyKey, role]);
  }

  party(partyKey: readonly string[]): string {
    return this.cmd(['party', partyKey]);
  }

  keyed(caseKey: readonly string[], rowKey: readonly string[]): string {
    return this.cmd(['row', caseKey, rowKey]);
  }

  byContent(caseKey: readonly string[], content: string, ordinal: number): string {
    return this.cmd(['content', caseKey, content, ordinal]);
  }

  /** The row's fields without personal ones, in one order: the text by which equal rows are equal. */
  content(fields: Fields): string {
    const parts: string[] = [];
    for (const name of this.namesOf(fields)) parts.push(name, fields[name] ?? '');
    return JSON.stringify(parts);
  }

  private namesOf(fields: Fields): readonly string[] {
    const names = Object.keys(fields);
    const shape = names.join('\u0000');
    let sorted = this.shapes.get(shape);
    if (!sorted) {
      sorted = names.filter((name) => !this.personal.has(name)).sort();
      // Files have few shapes; one that has many is no reason to keep them all.
      if (this.shapes.size >= SHAPES_MAX) this.shapes.clear();
      this.shapes.set(shape, sorted);
    }
    return sorted;
  }

  private cmd(identity: readonly unknown[]): string {
    // Arrays of texts and whole numbers: JSON.stringify writes them as JCS does.
    return `i:${this.ids.mac(JSON.stringify([this.mapping, ...identity]))}`;
  }
}

const SHAPES_MAX = 4_096;

/** A command id of ours, taken apart. */
export interface ParsedCmd {
  /** `i:…` of the row, or of an opening or link. */
  readonly row: string;
  /** Undefined for openings and links. */
  readonly place: string | undefined;
  /** 0: the fact as first imported. */
  readonly ordinal: number;
  readonly withdraws: boolean;
}

const CMD = /^(i:[\w-]{22})(?:\.(p?[\d.]+))?(?:~(\d+))?(-\d*)?$/;

export function parseCmd(cmd: string): ParsedCmd | undefined {
  const match = CMD.exec(cmd);
  if (!match) return undefined;
  const [, row = '', place, ordinal = '0', withdrawal] = match;
  return { row, place, ordinal: Number(ordinal), withdraws: withdrawal !== undefined };
}

export function cmdOf(row: string, place: string, ordinal: number): string {
  return ordinal === 0 ? `${row}.${place}` : `${row}.${place}~${ordinal}`;
}
