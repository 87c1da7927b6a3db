import { FIELDS_MAX, NAME_CHARS_MAX, VALUE_CHARS_MAX } from './limits.js';
import { isMalformed } from './text.js';

/** What makes a row unreadable: the first problem met in it. */
export interface FieldProblem {
  readonly field?: string;
  readonly value?: string;
  readonly reason: string;
}

/** The record of one row. Inherits nothing: a source field may be called `constructor` or `__proto__`. */
export type Fields = Record<string, string>;

// A constructor with an empty prototype keeps V8's fast objects, which Object.create(null) does not.
const Blank = function () {} as unknown as { new (): Fields; prototype: object };
Blank.prototype = Object.create(null) as object;

/** An empty record of fields. */
export function noFields(): Fields {
  return new Blank();
}

/** Gathers the fields of one row and the first problem met with them. */
export class FieldBag {
  readonly fields: Fields = noFields();
  count = 0;
  problem: FieldProblem | undefined;

  /** Adds one field. A name that came already, or text beyond the limits, is a problem of the row. */
  put(name: string, value: string): void {
    if (name.length > NAME_CHARS_MAX) {
      this.complain({ value: name, reason: `a field name is longer than ${NAME_CHARS_MAX} characters` });
    } else if (value.length > VALUE_CHARS_MAX) {
      this.complain({ field: name, value, reason: `the value is longer than ${VALUE_CHARS_MAX} characters` });
    } else if (this.fields[name] !== undefined) {
      this.complain({ field: name, value, reason: 'the field stands twice in one row' });
    } else if (this.count === FIELDS_MAX) {
      this.complain({ field: name, reason: `the row has more than ${FIELDS_MAX} fields` });
    } else {
      this.fields[name] = value;
      this.count += 1;
    }
  }

  /** Keeps the first problem only: it is the one to mend first. */
  complain(problem: FieldProblem): void {
    this.problem ??= problem;
  }
}

/** The first field with bytes that were not valid in the encoding. */
export function damagedField(fields: Readonly<Fields>, encoding: string): FieldProblem | undefined {
  for (const field in fields) {
    const value = fields[field] ?? '';
    if (isMalformed(field) || isMalformed(value)) return { field, value, reason: notValid(encoding) };
  }
  return undefined;
}

/** The sentence for bytes that the encoding does not know. */
export function notValid(encoding: string): string {
  return `the bytes are not valid ${encoding}; is the encoding right?`;
}
