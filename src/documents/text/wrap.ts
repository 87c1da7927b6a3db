/** Breaks a line by its width: at spaces, and between Chinese characters (no closing mark begins a line). */
import { widthOf } from './width.js';

const PIECES = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]|[^\s\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+|\s+/gu;
/** What must not begin a line. */
const CLOSING = /^[，。、；：？！）」』】》”’,.;:?!)\]]+$/u;

/** How wide a text is: in columns of a terminal, or in points. */
export type Measure = (text: string) => number;

/** A piece that is wider than a line, cut where the line ends. */
function cut(piece: string, width: number, measure: Measure): string[] {
  const parts: string[] = [];
  let part = '';
  for (const character of piece) {
    if (part !== '' && measure(part + character) > width) {
      parts.push(part);
      part = '';
    }
    part += character;
  }
  return [...parts, part];
}

/** Lines of at most `width` columns; a closing mark may stand beyond. */
export function wrapped(text: string, width: number, measure: Measure = widthOf): string[] {
  if (measure(text) <= width) return [text];
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const piece of text.match(PIECES) ?? []) {
    const size = measure(piece);
    if (used + size <= width || CLOSING.test(piece)) {
      line += piece;
      used += size;
      continue;
    }
    if (line.trim() !== '') lines.push(line.trimEnd());
    const parts = /^\s+$/.test(piece) ? [''] : cut(piece, width, measure);
    lines.push(...parts.slice(0, -1));
    line = parts.at(-1) ?? '';
    used = measure(line);
  }
  if (line.trim() !== '') lines.push(line.trimEnd());
  return lines;
}
