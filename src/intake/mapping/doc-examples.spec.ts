/**
 * Runs the examples of `docs/mapping.md`, so that the page cannot promise what does not happen. After a change of the page,
 * `UPDATE_DOCS=1` writes what comes out into it; read the difference before you keep it.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ImportDesk } from '../importer/import-desk.fixture.js';
import { commandTable } from './command-table.fixture.js';
import { examplesOf, outcome, withOutcomes } from './doc-examples.fixture.js';

const PAGE = fileURLToPath(new URL('../../../docs/mapping.md', import.meta.url));
const page = readFileSync(PAGE, 'utf8');
const update = process.env['UPDATE_DOCS'] === '1';
const outcomes: string[] = [];

describe('the examples of docs/mapping.md', () => {
  const examples = examplesOf(page);
  const numbered = examples.map((example, i) => [`${i + 1} (${example.name})`, example] as const);

  it('are there', () => {
    expect(examples.length).toBeGreaterThan(12);
  });

  it.each(numbered)('%s gives what the page says', async (_name, { mapping, book, gives }) => {
    const desk = await ImportDesk.open();
    try {
      const latin1 = mapping.includes('encoding: latin1');
      const result = await desk.import(mapping, Buffer.from(book, latin1 ? 'latin1' : 'utf8'));
      const text = await outcome(desk, result);
      outcomes.push(text);
      if (!update) expect(text).toBe(gives);
    } finally {
      await desk.close();
    }
  });

  afterAll(() => {
    if (update && outcomes.length === examples.length) writeFileSync(PAGE, withTable(withOutcomes(page, outcomes)));
  });
});

const TABLE = /(<!-- commands -->\n).*?(\n<!-- \/commands -->)/s;

function withTable(text: string): string {
  return text.replace(TABLE, (_whole, before: string, after: string) => before + commandTable() + after);
}

it('lists every command with its fields', () => {
  expect(update ? withTable(page) : page).toContain(commandTable());
});
