import { readFileSync, writeFileSync } from 'node:fs';
import { projections } from '../index.js';
import { selectOf } from './view.js';
import { REPORT_VIEWS } from './views.js';

const FILE = new URL('./published-columns.json', import.meta.url);

type Published = Readonly<Record<string, readonly string[]>>;

it('what was published stays: views and columns are only added, at the end', () => {
  const published = JSON.parse(readFileSync(FILE, 'utf8')) as Published;
  const now: Published = Object.fromEntries(
    REPORT_VIEWS.map(({ name, columns }) => [
      name,
      Object.entries(columns).map(([column, [, type]]) => `${column} ${type}`),
    ]),
  );
  for (const [view, columns] of Object.entries(published)) {
    expect({ view, columns: now[view]?.slice(0, columns.length) }).toEqual({ view, columns });
  }
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(FILE, `${JSON.stringify(now, null, 2)}\n`);
  else expect(published).toEqual(now);
});

it('each view names just the projections whose tables stand in its text', () => {
  const tables = new Map(projections().map(({ name, tables: own }) => [name, own.map((table) => table.name)]));
  for (const view of REPORT_VIEWS) {
    const used = [...selectOf(view).matchAll(/\{([a-z-]+)\/(\w+)\}/g)].map(([, projection = '', table = '']) => {
      expect(tables.get(projection)).toContain(table);
      return projection;
    });
    expect([...new Set(used)].sort()).toEqual([...view.reads].sort());
  }
});
