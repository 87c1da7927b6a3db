/**
 * A document as one page that stands by itself: no script, no other file, nothing that is fetched. Every mention of an event
 * leads to where the chronicle tells it.
 */
import { isNumber, NOTHING, printed, Writer, type Formats, type PrintedRow, type PrintedTable } from '../formats.js';
import type { Block, Chapter, Document, Language, Pairs, Table, Typed } from '../model.js';
import { escaped } from './escape.js';
import { FAMILY, STYLE } from './style.js';

/** Nothing may be loaded, run or sent, whatever the page comes to hold. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri 'none'; form-action 'none'";
const TAGS: Readonly<Record<Language, string>> = { en: 'en', zh: 'zh-CN' };
const CONTENTS = { en: 'Contents', zh: '目录' } as const;

/** Rules that put a font of that name into the page, with all characters of its content. */
export type Faces = (family: string, html: string) => readonly string[];

/** @param faces left out, the page is shown in a font of whoever reads it. */
export function pageOf(document: Document, language: Language, formats: Formats, faces: Faces = () => []): string {
  const body = bodyOf(document, language, formats);
  return [
    `<!DOCTYPE html>\n<html lang="${TAGS[language]}">\n<head>\n<meta charset="utf-8">`,
    `<meta http-equiv="Content-Security-Policy" content="${escaped(POLICY)}">`,
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    `<title>${escaped(document.title[language])}</title>`,
    `<style>${[...faces(FAMILY, body + STYLE), STYLE].join('\n')}</style>\n</head>`,
    `${body}\n</html>\n`,
  ].join('\n');
}

function bodyOf(document: Document, language: Language, formats: Formats): string {
  const writer = new Writer(document, language, formats);
  const { title, subtitle, chapters } = document;
  const links = chapters.map(
    ({ number, title: name }) => `<li><a href="#c${number}">${escaped(name[language])}</a></li>`,
  );
  return [
    `<body>\n<header><h1>${escaped(title[language])}</h1>\n<p>${escaped(subtitle[language])}</p></header>`,
    `<nav aria-label="${CONTENTS[language]}"><ol>${links.join('')}</ol></nav>\n<main>`,
    ...chapters.map((chapter) => chapterHtml(chapter, writer)),
    `</main>\n<footer>${escaped(subtitle[language])}</footer>\n</body>`,
  ].join('\n');
}

function chapterHtml({ number, title, blocks }: Chapter, writer: Writer): string {
  const head = `<section>\n<h2 id="c${number}">${number}. ${escaped(title[writer.language])}</h2>`;
  return [head, ...blocks.map((block) => blockHtml(block, writer)), '</section>'].join('\n');
}

function blockHtml(block: Block, writer: Writer): string {
  switch (block.kind) {
    case 'heading':
      return `<h3>${escaped(block.words[writer.language])}</h3>`;
    case 'paragraph': {
      const of = block.tone === undefined ? '' : ` class="${block.tone}"`;
      return `<p${of}>${escaped(block.words[writer.language])}</p>`;
    }
    case 'pairs':
      return pairsHtml(block, writer);
    case 'table':
      return tableHtml(block, writer);
  }
}

function pairsHtml({ pairs }: Pairs, writer: Writer): string {
  const items = pairs.flatMap(({ title, value }) => {
    const html = valueHtml(value, writer);
    return html === undefined ? [] : [`<dt>${escaped(title[writer.language])}</dt><dd>${html}</dd>`];
  });
  return `<dl>${items.join('\n')}</dl>`;
}

/** A value with links to events; undefined where there is none. */
function valueHtml(typed: Typed, writer: Writer): string | undefined {
  const text = writer.text(typed);
  if (text === undefined) return undefined;
  if (typed.kind === 'id') return `<span title="${escaped(typed.value ?? '')}">${escaped(text)}</span>`;
  if (typed.kind !== 'events') return text.split('\n').map(escaped).join('<br>');
  return (
    writer
      .eventsShown(typed.value)
      .map((id) => eventLink(id, writer))
      .join(', ') + escaped(writer.eventsLeft(typed.value))
  );
}

function eventLink(id: string, writer: Writer): string {
  const number = writer.document.numbers.get(id);
  const text = escaped(writer.event(id));
  return number === undefined ? `<span class="d">${text}</span>` : `<a href="#e${number}">${text}</a>`;
}

function tableHtml(table: Table, writer: Writer): string {
  const shown = printed(table, writer);
  if (shown.rows.length === 0) {
    return table.none ? `<p class="none">${escaped(table.none[writer.language])}</p>` : '';
  }
  return shown.lead === undefined ? gridHtml(shown, writer) : recordsHtml(shown, shown.lead, writer);
}

function classOf(typed: Typed): string {
  if (isNumber(typed)) return ' class="n"';
  if (typed.kind === 'digest') return ' class="d"';
  return typed.kind === 'date' || typed.kind === 'instant' || typed.kind === 'id' ? ' class="s"' : '';
}

function gridHtml({ table, columns, rows }: PrintedTable, writer: Writer): string {
  const { language } = writer;
  const first = rows[0]?.cells ?? [];
  const heads = columns.map((i) => {
    const of = first[i] && isNumber(first[i]) ? ' class="n"' : '';
    return `<th scope="col"${of}>${escaped(table.heads[i]?.title[language] ?? '')}</th>`;
  });
  const body = rows.map(({ cells }) => {
    const row = columns.map((i) => {
      const cell = cells[i] as Typed;
      return `<td${classOf(cell)}>${valueHtml(cell, writer) ?? NOTHING}</td>`;
    });
    return `<tr>${row.join('')}</tr>`;
  });
  const caption = table.title ? `<caption>${escaped(table.title[language])}</caption>` : '';
  const head = `<thead><tr>${heads.join('')}</tr></thead>`;
  return `<div class="wide"><table>${caption}${head}<tbody>\n${body.join('\n')}\n</tbody></table></div>`;
}

/** Where a row that tells an event is: what mentions the event leads there. */
function anchorOf({ table }: PrintedTable, { cells }: PrintedRow, writer: Writer): number | undefined {
  const at = table.heads.findIndex(({ name }) => name === table.anchor);
  const cell = cells[at];
  return cell?.kind === 'events' ? writer.document.numbers.get(cell.value[0] ?? '') : undefined;
}

function recordsHtml(shown: PrintedTable, lead: number, writer: Writer): string {
  const { table, columns, rows } = shown;
  const [first = 0, ...others] = columns;
  const items = rows.map((row) => {
    const anchor = anchorOf(shown, row, writer);
    const meta = others.flatMap((i) => {
      const html = valueHtml(row.cells[i] as Typed, writer);
      return html === undefined
        ? []
        : [`<span>${escaped(table.heads[i]?.title[writer.language] ?? '')} ${html}</span>`];
    });
    const said = (row.texts[lead] ?? '').split('\n').map((line) => `<div class="said">${escaped(line)}</div>`);
    const number = anchor === undefined ? (valueHtml(row.cells[first] as Typed, writer) ?? '') : `#${anchor}`;
    const id = anchor === undefined ? '' : ` id="e${anchor}"`;
    return `<li${id}><div class="no">${number}</div><div><div class="meta">${meta.join('')}</div>${said.join('')}</div></li>`;
  });
  return `<ol class="records">\n${items.join('\n')}\n</ol>`;
}
