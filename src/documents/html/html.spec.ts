import { aDocument, FORMATS, HOSTILE } from '../document.fixture.js';
import { fonts } from '../../../projections/audit-pack/fonts.js';
import { facesOf } from './faces.js';
import { pageOf } from './html.js';

const page = pageOf(aDocument(), 'en', FORMATS);

describe('a page', () => {
  it('asks for nothing else and runs nothing', () => {
    expect(page).not.toMatch(/<(?:script|link|iframe|img|object|embed|form|base)\b/i);
    const tags = [...page.matchAll(/<[a-z][^>]*>/gi)].map(([tag]) => tag);
    const attributes = tags.flatMap((tag) => [...tag.matchAll(/\s([a-z-]+)="/gi)].map(([, name]) => name));
    const harmless = 'aria-label charset class content href http-equiv id lang name scope title'.split(' ');
    expect([...new Set(attributes)].sort().filter((name) => !harmless.includes(name ?? ''))).toEqual([]);
    expect([...page.matchAll(/href="([^"]*)"/g)].every(([, to]) => to?.startsWith('#'))).toBe(true);
    expect(page).not.toMatch(/url\(|@import/);
    expect(page).toContain('default-src &#39;none&#39;; style-src &#39;unsafe-inline&#39;; font-src data:;');
  });

  it('shows hostile text as text, in content and in its title', () => {
    const shown = HOSTILE.replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
    expect(page.split(shown).length - 1).toBe(4);
    expect(page).not.toContain('<script');
  });

  it('leads from each mention of an event to where it is told', () => {
    const anchors = new Set([...page.matchAll(/ id="([^"]+)"/g)].map(([, id]) => `#${id}`));
    const links = [...page.matchAll(/href="([^"]*)"/g)].map(([, to]) => to);
    expect(links).toContain('#e2');
    expect(links.filter((to) => !anchors.has(to ?? ''))).toEqual([]);
  });

  it('closes what it opens', () => {
    for (const name of [
      'section',
      'table',
      'tr',
      'td',
      'th',
      'li',
      'ol',
      'div',
      'span',
      'dl',
      'a',
      'main',
      'body',
      'html',
    ]) {
      const opened = page.match(new RegExp(`<${name}[ >]`, 'g'))?.length ?? 0;
      expect([name, page.split(`</${name}>`).length - 1]).toEqual([name, opened]);
    }
  });

  it('leaves out columns without a value and those for programs', () => {
    expect(page).not.toContain('Never');
    expect(page).not.toContain('only-for-programs');
  });

  it('speaks Chinese where it is asked to', () => {
    const chinese = pageOf(aDocument(), 'zh', FORMATS);
    expect(chinese).toContain('<html lang="zh-CN">');
    expect(chinese).toContain('<h2 id="c1">1. 讲述</h2>');
  });
});

describe('the fonts of a page', () => {
  it('are in it, cut down to what it shows, and the same bytes each time', async () => {
    const withFonts = async () => pageOf(aDocument(), 'zh', FORMATS, facesOf(await fonts()));
    const one = await withFonts();
    const faces = one.match(/@font-face/g) ?? [];
    expect(faces).toHaveLength(2);
    expect([...one.matchAll(/url\(([^;]*;[a-z0-9]*),/g)].map(([, type]) => type)).toEqual(
      faces.map(() => 'data:font/ttf;base64'),
    );
    expect(one.length).toBeLessThan(200_000);
    expect(await withFonts()).toBe(one);
    expect(one.replace(/@font-face.*\n/g, '')).toBe(pageOf(aDocument(), 'zh', FORMATS));
  });
});
