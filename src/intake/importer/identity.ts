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

/** The fields that count of rows with the same names, and the text by which a row is known, with room for what differs. */
interface Shape {
  /** How many fields, those that do not count included. */
  readonly all: number;
  /** Sorted. */
  readonly names: readonly string[];
  /** Room for the beginning; before each value its name, then room for it; room for the end. See `byContent`. */
  readonly pieces: string[];
}

export class Identities {
  /** By the names of all fields. */
  private readonly shapes = new Map<string, Shape>();

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

  /**
   * What has no key is known by `['content', case, content, ordinal]`. The content is itself a JSON text, so all its marks are
   * escaped: written piece by piece, as most values have none, it takes one text of that length where JSON.stringify makes four.
   */
  byContent(caseKey: readonly string[], fields: Fields, ordinal: number): string {
    const { names, pieces } = this.shapeOf(fields);
    pieces[0] = `[${JSON.stringify(this.mapping)},"content",${JSON.stringify(caseKey)},"[`;
    for (let i = 0; i < names.length; i++) pieces[2 * i + 2] = escapedTwice(fields[names[i] as string] ?? '');
    pieces[pieces.length - 1] = `${names.length > 0 ? '\\"' : ''}]",${ordinal}]`;
    return `i:${this.ids.mac(pieces.join(''))}`;
  }

  /** The row's fields without personal ones, in one order: the text by which equal rows are equal. */
  content(fields: Fields): string {
    const parts: string[] = [];
    for (const name of this.shapeOf(fields).names) parts.push(name, fields[name] ?? '');
    return JSON.stringify(parts);
  }

  private shapeOf(fields: Fields): Shape {
    const all = Object.keys(fields);
    const key = all.join('\u0000');
    let shape = this.shapes.get(key);
    // A row without fields, and one whose only name is empty, have the same key.
    if (shape?.all !== all.length) {
      const names = all.filter((name) => !this.personal.has(name)).sort();
      shape = { all: all.length, names, pieces: piecesOf(names) };
      // Files have few shapes; one that has many is no reason to keep them all.
      if (this.shapes.size >= SHAPES_MAX) this.shapes.clear();
      this.shapes.set(key, shape);
    }
    return shape;
  }

  private cmd(identity: readonly unknown[]): string {
    // Arrays of texts and whole numbers: JSON.stringify writes them as JCS does.
    return `i:${this.ids.mac(JSON.stringify([this.mapping, ...identity]))}`;
  }
}

const SHAPES_MAX = 4_096;
/** No sign that JSON escapes. */
const PLAIN = /^[\x20\x21\x23-\x5b\x5d-\x7e]*$/;
/** The quotes around a text that is JSON inside JSON: `"\"…\""`. */
const QUOTES = 3;

/** A text inside a JSON text that stands in another one, without its quotes. */
function escapedTwice(text: string): string {
  return PLAIN.test(text) ? text : JSON.stringify(JSON.stringify(text)).slice(QUOTES, -QUOTES);
}

/** Of `"name","value","name","value"`, escaped once more. */
function piecesOf(names: readonly string[]): string[] {
  const before = (name: string, i: number): string => `${i > 0 ? '\\",' : ''}\\"${escapedTwice(name)}\\",\\"`;
  return ['', ...names.flatMap((name, i) => [before(name, i), '']), ''];
}

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
