import { DEPTH_MAX, TAG_CHARS_MAX } from './limits.js';
import { XmlScanner } from './xml-scanner.js';

interface Read {
  readonly tags: string[];
  readonly failure?: string;
}

function scan(xml: string, size = xml.length || 1): Read {
  const tags: string[] = [];
  const scanner = new XmlScanner({
    open: (tag) => tags.push([tag.name, ...tag.attributes().map(([name, value]) => `${name}=${value}`)].join(' ')),
    close: () => tags.push('/'),
  });
  for (let at = 0; at < xml.length; at += size) scanner.write(xml.slice(at, at + size));
  scanner.end();
  const { failure } = scanner;
  return failure === undefined ? { tags } : { tags, failure: `${failure.line}:${failure.column} ${failure.reason}` };
}

describe('the XML scanner', () => {
  it('reads names with prefixes, both quotes, references, spaces and line breaks', () => {
    const xml = `<?xml version="1.0"?>\r\n<!-- <x> -->\n<p:log a='"&lt;&#65;&apos;' b = "x\r\n\ty&#10;z">\n t &amp; <b/><![CDATA[<c>]]></p:log >\n`;
    for (const size of [1, 2, 7, xml.length]) {
      expect(scan(xml, size)).toEqual({ tags: ['p:log a="<A\' b=x  y\nz', 'b', '/', '/'] });
    }
  });

  it.each([
    ['<a>\n <b></a>', '2:5 the end tag "</a>" closes nothing: <b> is open'],
    ['<a></a></a>', '1:8 the end tag "</a>" closes nothing: no element is open'],
    ['<a>\n<b x=1/></a>', '2:6 an attribute value without quotes'],
    ['<a\n  x="1"y="2"/>', '2:8 something other than space, "/" or ">" follows a name or a value'],
    ['<a x/>', '1:5 an attribute without "="'],
    ['<a x="1" x="2"/>', '1:10 the attribute "x" stands twice in one tag'],
    ['<a x="\n<"/>', '2:1 a "<" in an attribute value'],
    ['<a x="&nope;"/>', '1:7 a reference ("&…;") that is not known; "&" itself is written "&amp;"'],
    ['<a>\n\nR&D</a>', '3:2 a reference ("&…;") that is not known; "&" itself is written "&amp;"'],
    ['<a x="\u0001"/>', '1:7 a character that XML does not allow'],
    ['<a><1/></a>', '1:4 a "<" that begins no tag'],
    ['<a>]]></a>', '1:4 a "]]>" outside CDATA'],
    ['<a><!-- -- --></a>', '1:9 a "--" inside a comment'],
    ['<a/><b/>', '1:5 a second element follows the root element'],
    ['<a/>x', '1:5 text outside the root element'],
    ['x', '1:1 text outside the root element'],
    ['<a>\n <b>', '2:5 the file ends inside <b>'],
    ['<a>\n <b x="', '2:2 the file ends inside a tag or comment'],
    ['<a><!-- ', '1:9 the file ends inside a tag or comment'],
    [' \n', '2:1 there is no element at all'],
    [' <?xml version="1.0"?><a/>', '1:2 a processing instruction without a proper name'],
    ['<?xml version="1.0" version="1.0"?><a/>', '1:1 a broken XML declaration'],
    ['<!ELEMENT a ANY><a/>', '1:1 a "<!" that begins nothing known'],
  ])('refuses %j with line and column', (xml, failure) => {
    for (const size of [1, 3, xml.length]) expect(scan(xml, size).failure).toBe(failure);
  });

  it('refuses a DOCTYPE before it can define or fetch anything', () => {
    const laughs = '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>\n<log>&b;</log>';
    const outside = '<?xml version="1.0"?>\n<!DOCTYPE log SYSTEM "file:///etc/passwd"><log/>';
    expect(scan(laughs)).toEqual({
      tags: [],
      failure: '1:1 a DOCTYPE is refused: a log needs none, and it can hide attacks',
    });
    expect(scan(outside, 1).failure).toMatch(/^2:1 a DOCTYPE is refused/);
  });

  it('bounds depth and the length of a tag, the same however the text is cut', () => {
    const nested = (depth: number): string => '<a>'.repeat(depth) + '</a>'.repeat(depth);
    expect(scan(nested(DEPTH_MAX)).failure).toBeUndefined();
    expect(scan(nested(DEPTH_MAX + 1)).failure).toBe(
      `1:${3 * DEPTH_MAX + 1} elements are nested more than ${DEPTH_MAX} deep`,
    );
    const tag = (length: number): string => `<a x="${'y'.repeat(length - 9)}"/>`;
    for (const size of [100_000, 10_000_000]) {
      expect(scan(tag(TAG_CHARS_MAX), size).failure).toBeUndefined();
      expect(scan(tag(TAG_CHARS_MAX + 1), size).failure).toBe(`1:1 a tag is longer than ${TAG_CHARS_MAX} characters`);
      expect(scan(`<a></a${' '.repeat(TAG_CHARS_MAX)}`, size).failure).toMatch(/^1:4 /);
    }
    const many = Array.from({ length: 257 }, (_, n) => ` a${n}=""`).join('');
    expect(scan(`<a${many}/>`).failure).toContain('a tag with more than 256 attributes');
  });

  it('passes over a comment and a text longer than any limit', () => {
    const long = 'é\n '.repeat(TAG_CHARS_MAX);
    expect(scan(`<a><!--${long}-->${long}<![CDATA[${long}]]><b/></a>\n<c/>`, 99_999).failure).toBe(
      `${3 * TAG_CHARS_MAX + 2}:1 a second element follows the root element`,
    );
  });
});
