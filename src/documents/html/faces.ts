/** The fonts of a page, in the page: each weight cut down to the characters that it has there. */
import type { Fonts, Weight } from '../font/fonts.js';
import { subsetOf } from '../font/subset.js';
import type { Faces } from './html.js';

const WEIGHTS: Readonly<Record<Weight, string>> = { regular: '400', bold: '600 700' };
/** What stands in bold: the elements that the style of the page makes so. */
const BOLD = /<(h1|h2|h3|th|caption)\b[^>]*>(.*?)<\/\1>/gs;

export function facesOf(fonts: Fonts): Faces {
  return (family, html) => {
    const bold = [...html.matchAll(BOLD)].map(([, , content]) => content).join('');
    const used = { regular: html, bold } satisfies Record<Weight, string>;
    return (['regular', 'bold'] as const).map((weight) =>
      faceOf(family, weight, subsetOf(fonts[weight], used[weight])),
    );
  };
}

function faceOf(family: string, weight: Weight, font: Uint8Array): string {
  const data = Buffer.from(font.buffer, font.byteOffset, font.byteLength).toString('base64');
  const source = `url(data:font/ttf;base64,${data}) format("truetype")`;
  return `@font-face { font-family: "${family}"; font-weight: ${WEIGHTS[weight]}; src: ${source}; }`;
}
