/** The text of a PDF as its own character maps say it, for tests: pages of streams, fonts with a `ToUnicode` each. */
import { inflateSync } from 'node:zlib';

export interface PdfText {
  /** Text of each page, in the order in which it is drawn; lines end with a line feed. */
  readonly pages: readonly string[];
  /** How often a glyph is drawn that no font has. */
  readonly missing: number;
  /** Names of the embedded fonts. */
  readonly fonts: readonly string[];
}

type Map16 = ReadonlyMap<number, string>;

function objectsOf(file: string): Map<number, string> {
  const objects = new Map<number, string>();
  for (const [, id, body] of file.matchAll(/(?:^|\n)(\d+) 0 obj\n([\s\S]*?)\nendobj/g))
    objects.set(Number(id), body ?? '');
  return objects;
}

function streamOf(object: string): string {
  const at = object.indexOf('stream\n');
  const bytes = Buffer.from(object.slice(at + 7, object.lastIndexOf('\nendstream')), 'latin1');
  return (object.slice(0, at).includes('FlateDecode') ? inflateSync(bytes) : bytes).toString('latin1');
}

function unicode(hex: string): string {
  const units = (hex.match(/.{4}/g) ?? []).map((unit) => parseInt(unit, 16));
  return String.fromCharCode(...units);
}

/** `<from> <to> [<text> <text> …]`, one text a glyph; that of a ligature has several characters. */
function mapOf(cmap: string): Map16 {
  const map = new Map<number, string>();
  for (const [, from = '', list = ''] of cmap.matchAll(/<([0-9a-f]{4})> <[0-9a-f]{4}> \[([^\]]*)\]/gi)) {
    [...list.matchAll(/<([0-9a-f ]*)>/gi)].forEach(([, text = ''], i) =>
      map.set(parseInt(from, 16) + i, unicode(text.replaceAll(' ', ''))),
    );
  }
  return map;
}

export function pdfText(bytes: Uint8Array): PdfText {
  const file = Buffer.from(bytes).toString('latin1');
  const objects = objectsOf(file);
  const ref = (of: string, name: string): string =>
    objects.get(Number(new RegExp(`/${name} (\\d+) 0 R`).exec(of)?.[1])) ?? '';
  const maps = new Map<string, Map16>();
  for (const [, name = '', id] of file.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
    const font = objects.get(Number(id)) ?? '';
    if (font.includes('/ToUnicode')) maps.set(name, mapOf(streamOf(ref(font, 'ToUnicode'))));
  }
  let missing = 0;
  const pages = [...objects.values()]
    .filter((object) => /\/Type \/Page\b(?!s)/.test(object))
    .map((page) => {
      let map: Map16 = new Map();
      let text = '';
      for (const [, font, shown] of streamOf(ref(page, 'Contents')).matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
        if (font !== undefined) map = maps.get(font) ?? map;
        if (shown === undefined) continue;
        for (const [, hex = ''] of shown.matchAll(/<([0-9a-f]*)>/gi)) {
          for (const glyph of hex.match(/.{4}/g) ?? []) {
            if (glyph === '0000') missing += 1;
            text += map.get(parseInt(glyph, 16)) ?? '\ufffd';
          }
        }
        text += '\n';
      }
      return text;
    });
  const fonts = [...new Set([...file.matchAll(/\/FontName \/([\w+-]+)/g)].map(([, name = '']) => name))];
  return { pages, missing, fonts };
}
