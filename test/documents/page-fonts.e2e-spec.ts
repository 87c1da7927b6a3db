/** A page of an audit pack in a real browser: all that it shows is drawn with the font that it brings along. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { readableFiles } from '../../projections/audit-pack/readable-files.js';
import { Story } from '../../projections/audit-pack/story.fixture.js';
import type { Language } from '../../src/documents/model.js';

const CHROMIUM = '/usr/bin/chromium';
const here = existsSync(CHROMIUM) ? describe : describe.skip;
if (!existsSync(CHROMIUM)) process.stderr.write(`skipped: the fonts of pages, for there is no ${CHROMIUM}\n`);

interface Answer {
  readonly loaded: readonly string[];
  /** Characters by font: `own` are the fonts of the page, others those of the machine. */
  readonly drawn: Readonly<Record<string, number>>;
  readonly asked: readonly string[];
}

here('a page in a browser', () => {
  const folder = mkdtempSync(join(tmpdir(), 'quittance-fonts-'));
  let story: Story;
  beforeAll(async () => {
    story = await new Story().tell();
  });
  afterAll(async () => {
    await story.close();
    rmSync(folder, { recursive: true });
  });

  async function shown(language: Language, change = (page: string): string => page): Promise<Answer> {
    const file = join(folder, `case.${language}.html`);
    const ask = { asOf: '2026-03-31', languages: [language], without: ['text', 'csv', 'pdf'] } as const;
    for await (const { bytes } of readableFiles(story.sources, story.caseId, ask)) {
      writeFileSync(file, change(Buffer.from(bytes).toString('utf8')));
    }
    const driver = fileURLToPath(new URL('page-fonts-driver.js', import.meta.url));
    return JSON.parse((await promisify(execFile)(process.execPath, [driver, file, CHROMIUM])).stdout) as Answer;
  }

  it('draws every character of a Chinese page with its own font, and fetches nothing', async () => {
    const { loaded, drawn, asked } = await shown('zh');
    expect(loaded).toEqual(['loaded', 'loaded']);
    expect(Object.keys(drawn)).toEqual(['own']);
    expect(drawn['own']).toBeGreaterThan(3_000);
    expect(asked.filter((url) => !/^(?:file|data):/.test(url))).toEqual([]);
  });

  it('would be left to the fonts of the machine without it: the test can fail', async () => {
    const { drawn } = await shown('zh', (page) => page.replace(/@font-face \{.*\}/g, ''));
    expect(drawn['own']).toBeUndefined();
  });
});
