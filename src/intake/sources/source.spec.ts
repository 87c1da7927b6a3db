import { chmodSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { SourceItem } from '../row.js';
import { openSource, SourceError, type SourceOptions } from './index.js';
import { sourceErrorOf } from './source-error.js';
import { plain, withFile } from './sources.fixture.js';

async function all(path: string, options: SourceOptions): Promise<SourceItem[]> {
  const items: SourceItem[] = [];
  for await (const batch of openSource(path, options).items) items.push(...batch.map(plain));
  return items;
}

function codeOf(action: () => unknown): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof SourceError ? error.code : 'another error';
  }
}

/** How many files this process has open, where the system tells. */
const openFiles = (): number => (existsSync('/proc/self/fd') ? readdirSync('/proc/self/fd').length : 0);

describe('opening a source', () => {
  it('reads a file, plain or gzip whatever its name, and counts the bytes on disk', async () => {
    const text = `a,b\n${'1,2\n'.repeat(50_000)}`;
    for (const content of [Buffer.from(text), gzipSync(text)]) {
      await withFile(content, async (path) => {
        const { items, progress } = openSource(path, { format: 'csv' });
        expect(progress).toEqual({ bytesRead: 0, bytesTotal: content.length });
        let rows = 0;
        for await (const batch of items) rows += batch.length;
        expect(rows).toBe(50_000);
        expect(progress).toEqual({ bytesRead: content.length, bytesTotal: content.length });
      });
    }
  });

  it('says so where there is no file, or a directory', () => {
    expect(() => openSource('/no/such/file.csv', { format: 'csv' })).toThrow('There is no file at /no/such/file.csv.');
    expect(() => openSource('/', { format: 'csv' })).toThrow('/ is a directory; name one file in it.');
    expect(codeOf(() => openSource('/no/such/file.csv', { format: 'csv' }))).toBe('missing');
    expect(codeOf(() => openSource('/', { format: 'csv' }))).toBe('not-a-file');
  });

  it('says so where the file may not be read', async () => {
    expect(sourceErrorOf('f', { code: 'EACCES' })).toMatchObject({
      code: 'no-permission',
      message: 'No permission to read f.',
    });
    // The superuser may read everything.
    if (process.getuid?.() === 0) return;
    await withFile('a\n1\n', async (path) => {
      chmodSync(path, 0);
      expect(codeOf(() => openSource(path, { format: 'csv' }))).toBe('no-permission');
    });
  });

  it('says so where the file goes away before it is read', async () => {
    await withFile('a\n1\n', async (path) => {
      const { items } = openSource(path, { format: 'csv' });
      rmSync(path);
      const reading = items[Symbol.asyncIterator]().next();
      await expect(reading).rejects.toMatchObject({ name: 'SourceError', code: 'missing' });
    });
  });

  it.each<[string, Partial<SourceOptions>]>([
    ['the encoding "utf-9" is not known', { encoding: 'utf-9' }],
    ['csv.delimiter must be one character', { csv: { delimiter: '||' } }],
    ['csv.quote must be one character', { csv: { quote: '""' } }],
    ['csv.delimiter and csv.quote must differ', { csv: { delimiter: '"' } }],
    ['csv.comment must not hold a line break', { csv: { comment: '\n' } }],
    ['csv.header cannot be used: it is empty', { csv: { header: [] } }],
    ['csv.header cannot be used: it names "a" more than once', { csv: { header: ['a', 'a'] } }],
  ])('refuses options: %s', (message, options) => {
    expect(() => openSource('/no/such/file.csv', { format: 'csv', ...options })).toThrow(message);
  });

  it('closes the file when the reader stops early, or when the contents stop it', async () => {
    const before = openFiles();
    const early = gzipSync(
      `a,b\n${Array.from({ length: 300_000 }, (_, n) => `${n},${(n * 7919) % 10_007}\n`).join('')}`,
    );
    await withFile(early, async (path) => {
      for await (const batch of openSource(path, { format: 'csv' }).items) {
        expect(batch.length).toBeLessThan(300_000);
        break;
      }
      expect(openFiles()).toBeLessThanOrEqual(before);
    });
    await withFile(`<?xml version="1.0" encoding="x-no"?><log>${' '.repeat(300_000)}</log>`, async (path) => {
      expect(await all(path, { format: 'xes' })).toMatchObject([{ fatal: true }]);
      expect(openFiles()).toBeLessThanOrEqual(before);
    });
  });

  it('gives the same items on every read of the same file', async () => {
    await withFile('a,b\n1\n"x\n2,3\n', async (path) => {
      expect(await all(path, { format: 'csv' })).toEqual(await all(path, { format: 'csv' }));
    });
  });
});

const published = join(process.cwd(), '..', 'shared', 'data', 'traffic-fines', 'road_fine.xes.gz');
const ifPublished = existsSync(dirname(published)) ? it : it.skip;
const why = existsSync(dirname(published)) ? '' : ` (skipped: ${dirname(published)} is not on this machine)`;

describe('the published log of traffic fines', () => {
  ifPublished(`gives 561,470 events of 150,370 traces in order${why}`, async () => {
    const traces = new Set<string | undefined>();
    const first: SourceItem[] = [];
    let [events, changes, disorder] = [0, 0, 0];
    let [trace, inTrace]: [string | undefined, number] = [undefined, 0];
    for await (const batch of openSource(published, { format: 'xes' }).items) {
      for (const item of batch) {
        if (item.kind === 'unreadable') throw new Error(`${item.place}: ${item.reason}`);
        const name = item.fields['trace:concept:name'];
        if (name !== trace) {
          changes += 1;
          inTrace = 0;
          trace = name;
          traces.add(name);
        }
        inTrace += 1;
        events += 1;
        if (item.place !== `trace ${name}, event ${inTrace}`) disorder += 1;
        if (events <= 3) first.push(plain(item));
      }
    }
    expect({ events, changes, traces: traces.size, disorder }).toEqual({
      events: 561_470,
      changes: 150_370,
      traces: 150_370,
      disorder: 0,
    });
    expect(first.map((item) => item.place)).toEqual(['trace A1, event 1', 'trace A1, event 2', 'trace A100, event 1']);
    expect(first[0]).toMatchObject({ fields: { amount: '35.0', 'time:timestamp': '2006-07-24T01:00:00.000+03:00' } });
  });
});
