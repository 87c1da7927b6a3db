/** What a person reads in an audit pack, of one small case: the sample in docs/audit-pack is this case's. */
import { parse } from 'csv-parse/sync';
import { readFileSync, writeFileSync } from 'node:fs';
import { pdfText } from '../../test/support/pdf-text.js';
import { LANGUAGES, type Language } from '../../src/documents/model.js';
import { readableFiles, type ReadableAsk } from './readable-files.js';
import { Ids, Story } from './story.fixture.js';

const UPDATE = process.env['UPDATE_DOCS'] === '1';
const DAY = '2026-03-31';
let story: Story;

type Files = ReadonlyMap<string, string>;

async function files(ask: ReadableAsk): Promise<Files> {
  const found = new Map<string, string>();
  for await (const { path, bytes } of readableFiles(story.sources, story.caseId, { asOf: DAY, ...ask })) {
    expect(found.has(path)).toBe(false);
    found.set(path, Buffer.from(bytes).toString('utf8'));
  }
  return found;
}

type Row = Record<string, string>;

function rows(all: Files, path: string): Row[] {
  return parse(all.get(path) ?? '', { columns: true });
}

let text: Files;
let csv: Files;
beforeAll(async () => {
  story = await new Story().tell();
  text = await files({ without: ['csv', 'html', 'pdf'], seenUntil: '2026-03-31T12:00:00Z' });
  csv = await files({ without: ['text', 'html', 'pdf'], seenUntil: '2026-03-31T12:00:00Z' });
});
afterAll(() => story.close());

describe('the chapters of a case', () => {
  it.each(LANGUAGES)('are the sample of the documentation (%s)', (language: Language) => {
    const ids = new Ids().learn(csv.get('data/facts.csv') ?? '').learn([...text.values()].join('\n'));
    const own = [...text].filter(([path]) => path.endsWith(`.${language}.txt`)).map(([, content]) => content);
    const sample = ids.plain(own.join('\n\n'));
    const path = `docs/audit-pack/sample.${language}.txt`;
    if (UPDATE) writeFileSync(path, sample);
    expect(sample).toBe(readFileSync(path, 'utf8'));
  });

  it('have no English phrase in Chinese but what was recorded so, commands and citations', () => {
    const own = [...text].filter(([path]) => path.endsWith('.zh.txt')).map(([, content]) => content);
    const plain = own.join('\n').replace(/“[^”]*”|--[a-z]+|[\w-]+@[\w.-]+/g, '');
    const phrases = plain.match(/\b[A-Za-z]?[a-z]{2,}(?:,? [a-z]{2,})+/g) ?? [];
    expect([...new Set(phrases)]).toEqual(['Company policy', 'quittance verify']);
  });

  it('have no code in capitals in Chinese but references, places and names of rules', () => {
    const own = [...text].filter(([path]) => path.endsWith('.zh.txt')).map(([, content]) => content);
    const plain = own.join('\n').replace(/“[^”]*”/g, '');
    const words = plain.match(/[A-Za-z0-9@/._+-]*[A-Z]{3,}[A-Za-z0-9@/._+-]*/g) ?? [];
    const codes = words.filter((word) => /^[A-Z][A-Z_-]+$/.test(word));
    // Currency, standards, the place of a file in a command, and calendars by the names of their data.
    const known = ['EUR', 'POLICY', 'RFC', 'UK_ENGLAND_WALES', 'US_FEDERAL', 'UTC'];
    expect([...new Set(codes)].sort()).toEqual(known);
  });

  it('are twelve in each language', () => {
    const numbers = [...text.keys()].map((path) =>
      /^chapters\/(\d\d)-[a-z-]+\.(en|zh)\.txt$/.exec(path)?.slice(1).join(' '),
    );
    expect(new Set(numbers).size).toBe(24);
    expect(numbers).not.toContain(undefined);
  });

  it('show a correction under what it corrects, and mark what was recorded late', () => {
    const chronicle = text.get('chapters/02-chronicle.en.txt') ?? '';
    expect(chronicle).toMatch(
      /staff member staff-7 \(without clearance\)\.\n\s+\[recorded late\]\n\s+→ Corrected by #\d+: /,
    );
    expect(chronicle).toMatch(/\[corrects #\d+\]/);
  });

  it('reconcile: opening, lines and closing', () => {
    const lines = rows(csv, 'chapters/03-statement.csv');
    const changes = lines.reduce((sum, { change_minor }) => sum + Number(change_minor), 0);
    expect(String(changes)).toBe(lines.at(-1)?.['balance_minor']);
    const last = rows(csv, 'chapters/03-balances.csv').at(-1);
    expect(last?.['net_minor']).toBe(String(changes));
    expect(text.get('chapters/03-ledger.en.txt')).toContain('all come to this amount');
  });

  it('name the waterfall of each allocation with what it follows', () => {
    const own = rows(csv, 'chapters/03-allocations.csv');
    expect(own.length).toBeGreaterThan(2);
    for (const { waterfall, follows_en, follows_zh } of own)
      expect([waterfall, follows_en, follows_zh]).toEqual([
        'standard@1',
        expect.stringContaining('Custom'),
        expect.stringContaining('惯例'),
      ]);
    const back = own.filter(({ what }) => what === 'PaymentReversed');
    expect(back.every(({ amount_minor }) => Number(amount_minor) < 0)).toBe(true);
  });

  it('count contacts as they run, and find the one made although contact was stopped', () => {
    expect(rows(csv, 'chapters/04-contacts.csv')).toMatchObject([
      { channel: 'phone', day_count: '1', calls_7_days: '1', talks_7_days: '1', point_7_days: '1' },
      {
        channel: 'phone',
        day_count: '1',
        calls_7_days: '1',
        talks_7_days: '0',
        point_7_days: '1',
        result_en: 'not connected: no answer',
      },
    ]);
    const stopped = rows(csv, 'chapters/10-contacts-while-stopped.csv');
    expect(stopped).toMatchObject([{ source: 'cease-request', contacts: '1', statement_en: 'contacts were made' }]);
  });

  it('say what the screen showed at the minute of a contact, as it was known then', () => {
    // The call of 25 February was recorded in March; what the screen said then is known from what was recorded by then.
    const told = rows(csv, 'chapters/04-contacts.csv').map(({ told_balance_minor }) => told_balance_minor);
    expect(told).toEqual(['102500', '90895']);
  });

  it('say what became of the promise, with the payments that count', () => {
    const [promise] = rows(csv, 'chapters/05-promises.csv');
    expect(promise).toMatchObject({ amount_minor: '30000', outcome: 'PARTIALLY_KEPT', paid_minor: '12000' });
  });

  it('state silence between contacts, up to where it is known', () => {
    const silences = rows(csv, 'chapters/10-silences.csv');
    expect(silences.map(({ from, to }) => [from, to])).toEqual([
      ['2026-01-09T23:00:00.000Z', '2026-01-14T10:30:00.000Z'],
      ['2026-01-14T10:36:00.000Z', '2026-02-25T17:00:00.000Z'],
      ['2026-02-25T17:00:00.000Z', '2026-03-31T12:00:00.000Z'],
    ]);
  });
});

describe('tables for programs', () => {
  it('have each column in the dictionary, and no other', () => {
    const dictionary = rows(csv, 'data/dictionary.csv');
    for (const [path, content] of csv) {
      if (path === 'data/dictionary.csv') continue;
      const header = (content.split('\r\n')[0] as string).split(',');
      expect(dictionary.filter(({ file }) => file === path).map(({ column }) => column)).toEqual(header);
    }
    expect(dictionary.every(({ title_zh, meaning_en }) => title_zh !== '' && meaning_en !== '')).toBe(true);
  });

  it('hold no cell that a spreadsheet runs', () => {
    for (const [path] of csv) {
      for (const row of rows(csv, path)) {
        for (const cell of Object.values(row)) expect(cell).not.toMatch(/^[=+@\t\r]|^-(?!\d+$)/);
      }
    }
  });

  it('have a row on each debt with its flags', () => {
    expect(rows(csv, 'data/accounts.csv')).toMatchObject([
      {
        account: 'LOAN-7',
        currency: 'EUR',
        itemised_since: '2026-01-10',
        disputed_since: '2026-02-17',
        cease_since: '2026-02-20',
      },
    ]);
  });
});

describe('the page and the PDF', () => {
  it.each(LANGUAGES)('say the same (%s)', async (language: Language) => {
    const found = new Map<string, Uint8Array>();
    const ask = { asOf: DAY, languages: [language], without: ['text', 'csv'] } as const;
    for await (const { path, bytes } of readableFiles(story.sources, story.caseId, ask)) found.set(path, bytes);
    expect([...found.keys()]).toEqual([`case.${language}.html`, `case.${language}.pdf`]);
    const page = Buffer.from(found.get(`case.${language}.html`) as Uint8Array).toString('utf8');
    const pdf = pdfText(found.get(`case.${language}.pdf`) as Uint8Array);
    expect(pdf.missing).toBe(0);
    const drawn = pdf.pages.join('').replace(/\s/g, '');
    const words = wordsOf(page).filter((word) => !drawn.includes(word));
    // A PDF breaks long values over lines of cells.
    expect(words.filter((word) => word.length < 9)).toEqual([]);
    expect(wordsOf(page).length).toBeGreaterThan(1_000);
    const events = [...page.matchAll(/<li id="e(\d+)">/g)].map(([, number]) => Number(number));
    expect(events).toEqual(Array.from({ length: 29 }, (_event, i) => i + 1));
  });
});

/** What a browser shows, word by word; Chinese by clauses of at most eight characters. */
function wordsOf(page: string): string[] {
  const body = page.slice(page.indexOf('<main>'), page.indexOf('</main>'));
  const shown = body.replace(/<[^>]*>/g, ' ');
  const text = shown.replace(/&(lt|gt|quot|#39|amp);/g, (_all, name: string) => ENTITIES[name] ?? '');
  return text
    .split(/[\s·，。；：、（）]+/)
    .flatMap((word) => (/[\u4e00-\u9fff]/.test(word) ? (word.match(/.{1,2}/gu) ?? []) : [word]));
}

const ENTITIES: Readonly<Record<string, string>> = { lt: '<', gt: '>', quot: '"', '#39': "'", amp: '&' };

describe('what a reader may not see', () => {
  it('is sealed in every file', async () => {
    const all = await files({ without: ['pdf'], withholds: () => true });
    // Fonts are bytes that spell any short word sooner or later.
    const whole = [...all.values()].join('\n').replace(/base64,[^)]*/g, '');
    for (const secret of ['Rosa', '李', '055 1', 'alert(1)', 'HYPERLINK']) expect(whole).not.toContain(secret);
    expect(whole).toContain('[sealed]');
    expect(all.get('chapters/01-scope.zh.txt')).toContain('[已密封]');
  });
});

describe('as of another (V, K)', () => {
  it('is what was known then, whatever was recorded since', async () => {
    const ask = { asOf: '2026-02-28', knownAt: '2026-02-28T12:00:00Z', without: ['csv', 'html', 'pdf'] as const };
    const then = await files(ask);
    // The call of 25 February was told in March, and the promise was still kept before the payment was taken back.
    expect(then.get('chapters/04-contacts.en.txt')).not.toContain('no answer');
    expect(then.get('chapters/10-absences.en.txt')).toMatch(
      /Looked at until\s+2026-02-28 13:00:00 \+01:00|Looked at until\s+2026-02-20/,
    );
    expect(await files(ask)).toEqual(then);
  });

  it('is refused for a case that was not known yet', async () => {
    await expect(files({ knownAt: '2026-01-01T00:00:00Z' })).rejects.toMatchObject({ status: 404 });
  });
});
