import { DEPTH_MAX, TAG_CHARS_MAX } from './limits.js';
import { BAD_REFERENCE, BROKEN, TagReader, WAIT } from './xml-tag.js';
import { REFERENCE_CHARS_MAX, forbiddenAt, isXmlName, referenceText } from './xml-chars.js';
import { XmlText } from './xml-text.js';

/** Receives the elements of a document in order. Texts between tags are checked and dropped: XES has none. */
export interface XmlHandler {
  /** A start tag; `tag` holds its name and attributes during the call only. */
  open(tag: TagReader): void;
  /** The end of the innermost open element. */
  close(): void;
}

/** Where the document stops being XML, and why. Columns count UTF-16 units from 1. */
export interface XmlFailure {
  readonly line: number;
  readonly column: number;
  readonly reason: string;
}

type Inside = 'content' | 'comment' | 'instruction' | 'cdata';
const ENDS = { comment: '-->', instruction: '?>', cdata: ']]>' } as const;
const DECLARATION =
  /^<\?xml\s+version\s*=\s*(["'])1\.[0-9]+\1(\s+encoding\s*=\s*(["'])[A-Za-z][A-Za-z0-9._-]*\3)?(\s+standalone\s*=\s*(["'])(yes|no)\5)?\s*\?>$/;
const [TAB, LF, SPACE, BANG, AMP, SLASH, LT, GT, QUESTION] = [9, 10, 32, 33, 38, 47, 60, 62, 63] as const;
/** What ends a run of plain text, or may. */
const MARK = /[<&\]]/g;

/**
 * A scanner for XML 1.0 without DTD, about twice as fast as a general one: it makes no strings for what repeats.
 * It refuses what is not well-formed, and every DOCTYPE, so there are no entities to fetch or to expand.
 */
export class XmlScanner extends XmlText {
  failure: XmlFailure | undefined;
  private inside: Inside = 'content';
  private final = false;
  private rootSeen = false;
  private readonly open: string[] = [];
  private readonly tag = new TagReader();

  constructor(private readonly handler: XmlHandler) {
    super();
  }

  /** Takes the next piece of the document. */
  write(piece: string): void {
    this.add(piece, this.final);
    while (this.failure === undefined && this.at < this.text.length) if (!this.step()) break;
  }

  /** The document is complete: fails if it should not be. */
  end(): void {
    this.final = true;
    this.write('');
    if (this.failure !== undefined) return;
    const innermost = this.open.at(-1);
    if (this.at < this.text.length || this.inside !== 'content')
      this.fail(this.at, 'the file ends inside a tag or comment');
    else if (innermost !== undefined) this.fail(this.at, `the file ends inside <${innermost}>`);
    else if (!this.rootSeen) this.fail(this.at, 'there is no element at all');
  }

  /** Stops the scanner at the tag just read, with a reason from outside. */
  refuse(reason: string): void {
    this.fail(this.at, reason);
  }

  /** One tag, text or comment. False when more text is needed. */
  private step(): boolean {
    if (this.inside !== 'content') return this.skipTo(this.inside, ENDS[this.inside]);
    if (this.text.charCodeAt(this.at) !== LT) return this.space();
    const next = this.text.charCodeAt(this.at + 1);
    if (next === SLASH) return this.endTag();
    if (next === BANG) return this.declaration();
    if (next === QUESTION) return this.instruction();
    return this.startTag();
  }

  private startTag(): boolean {
    const { tag } = this;
    const end = tag.read(this.text, this.at);
    if ((end === BROKEN ? tag.brokenAt : end === WAIT ? this.text.length : end) - this.at > TAG_CHARS_MAX) {
      return this.fail(this.at, `a tag is longer than ${TAG_CHARS_MAX} characters`);
    }
    if (end === WAIT) return false;
    if (end === BROKEN) return this.fail(tag.brokenAt, tag.reason);
    if (this.open.length === 0 && this.rootSeen) return this.fail(this.at, 'a second element follows the root element');
    if (this.open.length === DEPTH_MAX) return this.fail(this.at, `elements are nested more than ${DEPTH_MAX} deep`);
    this.rootSeen = true;
    this.handler.open(tag);
    if (this.failure !== undefined) return false;
    if (tag.spansLines) this.advance(end);
    this.at = end;
    if (tag.selfClosing) this.handler.close();
    else this.open.push(tag.name);
    return true;
  }

  private endTag(): boolean {
    const name = this.open.at(-1);
    const start = this.at + 2;
    if (name !== undefined && this.text.startsWith(name, start)) {
      let end = start + name.length;
      while (isSpace(this.text.charCodeAt(end))) end += 1;
      if (this.text.charCodeAt(end) === GT) {
        this.advance(end + 1);
        this.open.pop();
        this.handler.close();
        return true;
      }
    }
    const end = this.text.indexOf('>', start);
    if (end === -1) return this.wait();
    const expected = name === undefined ? 'no element is open' : `<${name}> is open`;
    return this.fail(
      this.at,
      `the end tag "</${this.text.slice(start, Math.min(end, start + 40))}>" closes nothing: ${expected}`,
    );
  }

  private declaration(): boolean {
    if (this.opens('<!--')) return this.skip('comment', 4);
    if (this.opens('<![CDATA[')) {
      return this.open.length > 0 ? this.skip('cdata', 9) : this.fail(this.at, 'text outside the root element');
    }
    if (this.opens('<!DOCTYPE'))
      return this.fail(this.at, 'a DOCTYPE is refused: a log needs none, and it can hide attacks');
    if (this.text.length - this.at < 9 && !this.final) return false;
    return this.fail(this.at, 'a "<!" that begins nothing known');
  }

  private opens(mark: string): boolean {
    return this.text.startsWith(mark, this.at);
  }

  private instruction(): boolean {
    const target = /^[^\s?]*/.exec(this.text.slice(this.at + 2, this.at + 66))?.[0] ?? '';
    const known = this.at + 2 + target.length < this.text.length;
    if (!known && !this.final) return this.wait();
    if (this.isAtStart() && target === 'xml') {
      const end = this.text.indexOf('?>', this.at);
      if (end === -1) return this.wait();
      if (!DECLARATION.test(this.text.slice(this.at, end + 2))) return this.fail(this.at, 'a broken XML declaration');
    } else if (target.toLowerCase() === 'xml' || !isXmlName(target)) {
      return this.fail(this.at, 'a processing instruction without a proper name');
    }
    return this.skip('instruction', 2 + target.length);
  }

  private skip(inside: Inside, marks: number): boolean {
    this.advance(this.at + marks);
    this.inside = inside;
    return true;
  }

  /** Drops what stands inside a comment, instruction or CDATA section without ever holding all of it. */
  private skipTo(inside: keyof typeof ENDS, mark: string): boolean {
    const found = this.text.indexOf(inside === 'comment' ? '--' : mark, this.at);
    let end = found === -1 ? this.text.length : found;
    // Without the mark, its first characters may be the last ones here.
    const first = mark.charAt(0);
    const least = Math.max(this.at, this.text.length - mark.length + 1);
    if (found === -1) while (end > least && this.text[end - 1] === first) end -= 1;
    const forbidden = forbiddenAt(this.text.slice(this.at, end));
    if (forbidden !== -1) return this.fail(this.at + forbidden, 'a character that XML does not allow');
    this.advance(end);
    if (found === -1 || found + mark.length > this.text.length) return false;
    if (!this.opens(mark)) return this.fail(this.at, 'a "--" inside a comment');
    this.advance(this.at + mark.length);
    this.inside = 'content';
    return true;
  }

  /** White space between tags: nearly all text there is. */
  private space(): boolean {
    const { text } = this;
    let at = this.at;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code === LF) {
        this.line += 1;
        this.lineStart = at + 1;
      } else if (code !== TAB && code !== SPACE) break;
    }
    this.at = at;
    return at === text.length || text.charCodeAt(at) === LT || this.characters();
  }

  /** Text that is more than white space: has to be well-formed, but says nothing in XES. */
  private characters(): boolean {
    if (this.open.length === 0) return this.fail(this.at, 'text outside the root element');
    while (this.at < this.text.length) {
      const code = this.text.charCodeAt(this.at);
      if (code === LT) return true;
      if (code === AMP) {
        if (!this.reference()) return false;
        continue;
      }
      if (this.opens(']]>')) return this.fail(this.at, 'a "]]>" outside CDATA');
      const mayBeCut = this.at + 2 >= this.text.length && !this.final;
      if (mayBeCut && ']]'.startsWith(this.text.slice(this.at))) return false;
      MARK.lastIndex = this.at + 1;
      const end = MARK.exec(this.text)?.index ?? this.text.length;
      const forbidden = forbiddenAt(this.text.slice(this.at, end));
      if (forbidden !== -1) return this.fail(this.at + forbidden, 'a character that XML does not allow');
      this.advance(end);
    }
    return false;
  }

  private reference(): boolean {
    const end = this.text.indexOf(';', this.at);
    const length = (end === -1 ? this.text.length : end) - this.at;
    if (end === -1 && length <= REFERENCE_CHARS_MAX && !this.final) return false;
    if (length > REFERENCE_CHARS_MAX || referenceText(this.text.slice(this.at + 1, end)) === undefined) {
      return this.fail(this.at, BAD_REFERENCE);
    }
    this.advance(end + 1);
    return true;
  }

  /** More text is needed, unless what waits is already too long. */
  private wait(): boolean {
    if (this.text.length - this.at <= TAG_CHARS_MAX) return false;
    return this.fail(this.at, `a tag is longer than ${TAG_CHARS_MAX} characters`);
  }

  private fail(at: number, reason: string): false {
    this.advance(at);
    this.failure = { ...this.here(), reason };
    return false;
  }
}

function isSpace(code: number): boolean {
  return code === SPACE || code === LF || code === TAB;
}
