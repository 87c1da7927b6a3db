import { FieldBag } from './fields.js';
import { DEPTH_MAX } from './limits.js';
import { hasLoneSurrogate, own } from './text.js';

const NUMBER = /-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?/y;
const LITERAL = /true|false|null/y;
const SPACE = /[ \t\r\n]*/y;
const [QUOTE, BACKSLASH, BLANK] = [34, 92, 32] as const;

/**
 * Reads one JSON object into flat fields: members of objects are `parent.child`, elements of arrays `parent.0`. Numbers
 * keep their text as written, to the last digit; null, `{}` and `[]` are absent. Checks all that JSON.parse checks, and
 * that no name comes twice.
 */
export class FlatJson {
  private text = '';
  private at = 0;
  private bag = new FieldBag();

  /** The fields of the object in `text`, or the bag's problem says why there are none. */
  read(text: string): FieldBag {
    this.text = text;
    this.at = 0;
    this.bag = new FieldBag();
    const first = this.next();
    if (first !== '{') {
      const value = this.value('', 0) && this.next() === '' ? 'a JSON value, but no object' : 'no JSON';
      this.bag = new FieldBag();
      this.bag.complain({ value: text, reason: `the line is ${value}` });
    } else if (this.object('', 0) && this.next() !== '') this.expected('the end of the line');
    return this.bag;
  }

  /** The next character that is no white space, or empty at the end. */
  private next(): string {
    SPACE.lastIndex = this.at;
    SPACE.exec(this.text);
    this.at = SPACE.lastIndex;
    return this.text.charAt(this.at);
  }

  private value(path: string, depth: number): boolean {
    const first = this.next();
    if (depth > DEPTH_MAX) return this.refuse(`values are nested more than ${DEPTH_MAX} deep`);
    if (first === '{') return this.object(path, depth);
    if (first === '[') return this.array(path, depth);
    if (first === '"') {
      const text = this.string(path);
      if (text !== undefined) this.bag.put(path, text);
      return text !== undefined;
    }
    const token = this.match(NUMBER) ?? this.match(LITERAL);
    if (token === undefined) return this.expected('a value');
    if (token !== 'null') this.bag.put(path, own(token));
    return true;
  }

  private object(path: string, depth: number): boolean {
    const names = new Set<string>();
    this.at += 1;
    if (this.next() === '}') return this.passed();
    for (;;) {
      if (this.next() !== '"') return this.expected('a name in quotes');
      const name = this.string(path);
      if (name === undefined) return false;
      const full = depth === 0 ? name : `${path}.${name}`;
      if (names.has(name)) return this.refuse('the name stands twice in one object', full);
      names.add(name);
      if (this.next() !== ':') return this.expected('":"');
      this.at += 1;
      if (!this.value(full, depth + 1)) return false;
      const after = this.next();
      if (after === '}') return this.passed();
      if (after !== ',') return this.expected('"," or "}"');
      this.at += 1;
    }
  }

  private array(path: string, depth: number): boolean {
    this.at += 1;
    if (this.next() === ']') return this.passed();
    for (let n = 0; ; n++) {
      if (!this.value(`${path}.${n}`, depth + 1)) return false;
      const after = this.next();
      if (after === ']') return this.passed();
      if (after !== ',') return this.expected('"," or "]"');
      this.at += 1;
    }
  }

  /** The string that begins here, without its quotes. */
  private string(path: string): string | undefined {
    const start = this.at + 1;
    let end = start;
    let code = 0;
    let escaped = false;
    for (; end < this.text.length; end++) {
      code = this.text.charCodeAt(end);
      if (code === QUOTE || code < BLANK) break;
      if (code !== BACKSLASH) continue;
      escaped = true;
      end += 1;
    }
    const raw = code === QUOTE && end < this.text.length ? this.text.slice(start, end) : undefined;
    const text = raw !== undefined && escaped ? unescaped(raw) : raw;
    if (text === undefined) {
      this.expected('a well-formed string');
      return undefined;
    }
    if (escaped && hasLoneSurrogate(text)) {
      this.refuse('half of a surrogate pair stands alone', path);
      return undefined;
    }
    this.at = end + 1;
    return own(text);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private passed(): true {
    this.at += 1;
    return true;
  }

  private expected(what: string): false {
    const found = this.at < this.text.length ? `"${this.text.charAt(this.at)}" stands there` : 'the line ends';
    return this.refuse(`the line is broken JSON: ${what} is expected at column ${this.at + 1}, but ${found}`);
  }

  private refuse(reason: string, field?: string): false {
    // The line holds other fields too: where one is named, the rest is not shown.
    this.bag.complain({ field, value: field === undefined ? this.text : undefined, reason });
    return false;
  }
}

/** The text of a JSON string with escapes; undefined where an escape means nothing. */
function unescaped(raw: string): string | undefined {
  try {
    return JSON.parse(`"${raw}"`) as string;
  } catch {
    return undefined;
  }
}
