/** Characters and references of XML 1.0. */

/** Anything that is no XML character; the mark of damaged bytes is let through, as it is judged field by field. */
const FORBIDDEN = /[^\t\n\u0020-\uD7FF\uDCFF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;

const START =
  ':A-Z_a-z\\u00C0-\\u00D6\\u00D8-\\u00F6\\u00F8-\\u02FF\\u0370-\\u037D\\u037F-\\u1FFF\\u200C\\u200D\\u2070-\\u218F' +
  '\\u2C00-\\u2FEF\\u3001-\\uD7FF\\uF900-\\uFDCF\\uFDF0-\\uFFFD\\u{10000}-\\u{EFFFF}';
const NAME = new RegExp(`^[${START}][${START}\\-.0-9\\u00B7\\u0300-\\u036F\\u203F\\u2040]*$`, 'u');

/** For each ASCII code: 1 where it may stand in a name. */
export const ASCII_NAME = Uint8Array.from({ length: 128 }, (_, code) =>
  /[:A-Z_a-z0-9.-]/.test(String.fromCharCode(code)) ? 1 : 0,
);

/** True for the name of an element, attribute or processing instruction. */
export function isXmlName(name: string): boolean {
  return NAME.test(name);
}

/** Where the first character that XML forbids stands in `text`, or -1. */
export function forbiddenAt(text: string): number {
  return text.search(FORBIDDEN);
}

const PREDEFINED: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The longest reference that can mean something; a longer one is refused, not searched for. */
export const REFERENCE_CHARS_MAX = 64;

/** What `&body;` stands for. Only the five predefined names and character references: there are no own entities here. */
export function referenceText(body: string): string | undefined {
  if (!body.startsWith('#')) return Object.hasOwn(PREDEFINED, body) ? PREDEFINED[body] : undefined;
  const hex = /^#x([0-9a-fA-F]+)$/.exec(body)?.[1];
  const decimal = /^#([0-9]+)$/.exec(body)?.[1];
  const code = hex !== undefined ? parseInt(hex, 16) : decimal !== undefined ? parseInt(decimal, 10) : NaN;
  if (!(code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff)) return undefined;
  const text = String.fromCodePoint(code);
  return forbiddenAt(text === '\r' ? '\n' : text) === -1 ? text : undefined;
}

/** A text with its references replaced, or where the first one that means nothing stands. */
export function withReferences(text: string): string | { readonly badAt: number } {
  let out = '';
  let from = 0;
  for (let at = text.indexOf('&'); at !== -1; at = text.indexOf('&', from)) {
    const end = text.indexOf(';', at);
    const meaning = end === -1 ? undefined : referenceText(text.slice(at + 1, end));
    if (meaning === undefined) return { badAt: at };
    out += text.slice(from, at) + meaning;
    from = end + 1;
  }
  return out + text.slice(from);
}
