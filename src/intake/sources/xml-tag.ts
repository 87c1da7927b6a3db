import { StringPool } from './string-pool.js';
import { ASCII_NAME, forbiddenAt, isXmlName, withReferences } from './xml-chars.js';

/** The text ended inside the tag. */
export const WAIT = -1;
/** The tag is not well-formed: `brokenAt` and `reason` say why. */
export const BROKEN = -2;

/** Most attributes of one tag; XES needs two. */
const ATTRIBUTES_MAX = 256;

const [TAB, LF, SPACE, QUOT, APOS, SLASH, EQ, GT] = [9, 10, 32, 34, 39, 47, 61, 62] as const;

/** What needs a closer look inside an attribute value. */
const NOTABLE = /[\u0000-\u001f&<\ud800-\uffff]/;

/** What is said of `&` where it begins nothing known. */
export const BAD_REFERENCE = 'a reference ("&…;") that is not known; "&" itself is written "&amp;"';

/** Reads one start tag; holds its name and attributes until the next one is read. */
export class TagReader {
  name = '';
  selfClosing = false;
  /** True where the tag may hold a line break; only then need its lines be counted. */
  spansLines = false;
  brokenAt = 0;
  reason = '';
  private readonly knownNames = new StringPool();
  private readonly knownValues = new StringPool();
  private readonly names: string[] = [];
  private readonly values: string[] = [];
  private count = 0;

  /** The value of an attribute with its references replaced, or undefined. */
  get(name: string): string | undefined {
    for (let n = 0; n < this.count; n++) if (this.names[n] === name) return this.values[n];
    return undefined;
  }

  /** All attributes in order, as name and value. */
  attributes(): [string, string][] {
    return Array.from({ length: this.count }, (_, n) => [this.names[n] ?? '', this.values[n] ?? '']);
  }

  /** Reads the tag whose `<` is at `start`. Gives the position behind its `>`, or WAIT or BROKEN. */
  read(text: string, start: number): number {
    this.count = 0;
    this.spansLines = false;
    let at = nameEnd(text, start + 1);
    const name = this.nameText(text, start + 1, at);
    if (name === undefined) return at >= text.length ? WAIT : this.broken(start, 'a "<" that begins no tag');
    this.name = name;
    for (;;) {
      const next = this.spaceEnd(text, at);
      if (next >= text.length) return WAIT;
      const code = text.charCodeAt(next);
      if (code === GT) {
        this.selfClosing = false;
        return next + 1;
      }
      if (code === SLASH) return this.selfClosingEnd(text, next);
      if (next === at) return this.broken(next, 'something other than space, "/" or ">" follows a name or a value');
      at = this.attribute(text, next);
      if (at < 0) return at;
    }
  }

  private selfClosingEnd(text: string, slash: number): number {
    if (slash + 1 >= text.length) return WAIT;
    if (text.charCodeAt(slash + 1) !== GT) return this.broken(slash, 'a "/" without ">" in a tag');
    this.selfClosing = true;
    return slash + 2;
  }

  private attribute(text: string, start: number): number {
    // The two attributes that XES is made of: no name to be cut out.
    if (text.startsWith('key=', start)) return this.value(text, start, 'key', this.spaceEnd(text, start + 4));
    if (text.startsWith('value=', start)) return this.value(text, start, 'value', this.spaceEnd(text, start + 6));
    const end = nameEnd(text, start);
    if (end >= text.length) return WAIT;
    const name = this.nameText(text, start, end);
    if (name === undefined) return this.broken(start, 'an attribute without a proper name');
    const equals = this.spaceEnd(text, end);
    if (equals >= text.length) return WAIT;
    if (text.charCodeAt(equals) !== EQ) return this.broken(equals, 'an attribute without "="');
    return this.value(text, start, name, this.spaceEnd(text, equals + 1));
  }

  /** Reads the value whose quote is at `open`; `start` is where its attribute begins. */
  private value(text: string, start: number, name: string, open: number): number {
    if (open >= text.length) return WAIT;
    const quote = text.charCodeAt(open);
    if (quote !== QUOT && quote !== APOS) return this.broken(open, 'an attribute value without quotes');
    const close = text.indexOf(quote === QUOT ? '"' : "'", open + 1);
    if (close === -1) return WAIT;
    const value = this.valueText(text, open + 1, close);
    if (value === undefined) return BROKEN;
    if (this.get(name) !== undefined) return this.broken(start, `the attribute "${name}" stands twice in one tag`);
    if (this.count === ATTRIBUTES_MAX) return this.broken(start, `a tag with more than ${ATTRIBUTES_MAX} attributes`);
    this.names[this.count] = name;
    this.values[this.count] = value;
    this.count += 1;
    return close + 1;
  }

  /** Reads what may be a name, up to the first character that cannot be in one. */
  private nameText(text: string, start: number, end: number): string | undefined {
    const raw = text.slice(start, end);
    const known = this.knownNames.find(raw);
    if (known !== undefined) return known === '' ? undefined : known;
    return isXmlName(raw) ? this.knownNames.add(raw) : undefined;
  }

  private valueText(text: string, start: number, end: number): string | undefined {
    const raw = text.slice(start, end);
    const known = this.knownValues.find(raw);
    if (known !== undefined) return known;
    if (!NOTABLE.test(raw)) return this.knownValues.add(raw);
    this.spansLines = true;
    const bracket = raw.indexOf('<');
    if (bracket !== -1) return this.badValue(start + bracket, 'a "<" in an attribute value');
    const illegal = forbiddenAt(raw);
    if (illegal !== -1) return this.badValue(start + illegal, 'a character that XML does not allow');
    // XML turns line breaks and tabs of an attribute into spaces, but not those written as references.
    const value = withReferences(raw.replace(/[\t\n]/g, ' '));
    return typeof value === 'string' ? value : this.badValue(start + value.badAt, BAD_REFERENCE);
  }

  private badValue(at: number, reason: string): undefined {
    this.broken(at, reason);
    return undefined;
  }

  private broken(at: number, reason: string): typeof BROKEN {
    this.brokenAt = at;
    this.reason = reason;
    return BROKEN;
  }

  private spaceEnd(text: string, at: number): number {
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF) this.spansLines = true;
      else if (code !== SPACE && code !== TAB) break;
    }
    return at;
  }
}

function nameEnd(text: string, start: number): number {
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code < 128 && ASCII_NAME[code] !== 1) break;
  }
  return at;
}
